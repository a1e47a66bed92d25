import { language } from "../i18n/catalogue";
import { GRADES, type Item } from "./sheet";

/** A grade as it is called. */
export function gradeWords(grade: string): string {
  return GRADES.find(({ id }) => id === grade)?.[language.value] ?? grade;
}

export function itemWords(item: Item): string {
  return item[language.value];
}
