import { language } from "../i18n/catalogue";

export type QuestionKind = "ticks" | "choice" | "choices" | "number" | "text";

/** Words in both languages. */
export interface Said {
  zh: string;
  en: string;
}

export interface Option extends Said {
  id: string;
  icon?: string;
}

/** A question, as `shouwang.forms.definition` has it. */
export interface Question extends Said {
  id: string;
  kind: QuestionKind;
  required?: boolean;
  when?: { question: string; among: string[] };
  options?: Option[];
  open?: boolean;
  concern?: boolean;
  least?: number;
  most?: number;
  decimals?: number;
  unit?: Said;
  letters?: number;
}

export interface Form extends Said {
  id: string;
  questions: Question[];
}

/** A version of a form. */
export interface Asked {
  version: number;
  form: Form;
}

export type Answers = Record<string, unknown>;

/** In the language of the phone. */
export function said(words: Said): string {
  return words[language.value];
}

/** What was marked under a question of kind `ticks`. */
export function marksOf(answers: Answers, question: string): Record<string, unknown> {
  const marks = answers[question];
  return typeof marks === "object" && marks !== null ? (marks as Record<string, unknown>) : {};
}

/** What was chosen under a question of kind `choices`. */
export function chosenOf(answers: Answers, question: string): string[] {
  const chosen = answers[question];
  return Array.isArray(chosen) ? chosen : [];
}

export function optionsOf({ options }: Question): Option[] {
  return options ?? [];
}
