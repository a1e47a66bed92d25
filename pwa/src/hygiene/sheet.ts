/** The sheet by which homes are checked; the same data as the server's (`shouwang.hygiene.sheet`). */
import sheet from "./sheet.json";

export interface Item {
  id: string;
  zh: string;
  en: string;
  most: number;
}

export interface Grade {
  id: "best" | "good" | "fair" | "poor";
  zh: string;
  en: string;
  from: number;
  points: number;
}

export const VERSION: number = sheet.version;
export const ITEMS: readonly Item[] = sheet.items;
export const GRADES = sheet.grades as readonly Grade[];
export const RECHECK_DAYS: number = sheet.recheck_days;

export const PROBLEMS = [
  "rubbish",
  "smell",
  "bedding",
  "clothes",
  "dishes",
  "stale_food",
  "toilet",
  "wires",
  "stove",
  "clutter",
  "other",
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** How an item is: clean, so-so or not, which is all of its points, half of them or none. */
export type Mark = "clean" | "half" | "not";

export function scoreOf({ most }: Item, mark: Mark): number {
  return mark === "clean" ? most : mark === "half" ? Math.floor(most / 2) : 0;
}

export function gradeOf(total: number): Grade {
  return GRADES.find(({ from }) => total >= from) ?? (GRADES[GRADES.length - 1] as Grade);
}

export function totalOf(scores: Record<string, number>): number {
  return Object.values(scores).reduce((all, one) => all + one, 0);
}
