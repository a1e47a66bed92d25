/** What values come to: body mass index, self-care score, constitutions. The same as `shouwang.checkups.scores`. */
import type { Values } from "../api/checkup-rows";
import { field } from "./form";

export type Build = "thin" | "normal" | "overweight" | "obese";
export type Band = "self" | "mild" | "moderate" | "severe";
export type Leaning = "yes" | "leans" | "no";
export type Bounds = "at_most" | "below";

export const SELFCARE = ["eating", "washing", "dressing", "toilet", "moving"];

/** Which questions of the 33 tell of which constitution. */
export const QUESTIONS = {
  qi: [2, 3, 4, 14],
  yang: [11, 12, 13, 29],
  yin: [10, 21, 26, 31],
  phlegm: [9, 16, 28, 32],
  damp_heat: [23, 25, 27, 30],
  stasis: [19, 22, 24, 33],
  gloom: [5, 6, 7, 8],
  special: [15, 17, 18, 20],
  balanced: [1, 2, 4, 5, 13],
} as const;

export type Constitution = keyof typeof QUESTIONS;

/** Of the balanced one these count the other way round. */
const REVERSED = [2, 4, 5, 13];

/** kg/m², to one decimal, halves up. */
export function bmiOf({ height, weight }: Values): number | null {
  if (typeof height !== "number" || typeof weight !== "number" || height <= 0) return null;
  return Math.floor((weight / (height / 100) ** 2) * 10 + 0.5) / 10;
}

export function buildOf(bmi: number): Build {
  if (bmi < 18.5) return "thin";
  if (bmi < 24) return "normal";
  return bmi < 28 ? "overweight" : "obese";
}

/** The self-care score and its band; null while an item is open. */
export function selfcareOf(values: Values): { score: number; band: Band } | null {
  let score = 0;
  for (const name of SELFCARE) {
    const { options = [], points = [] } = field(name);
    const at = options.findIndex(({ id }) => id === values[name]);
    if (at < 0) return null;
    score += points[at] ?? 0;
  }
  const band = score <= 3 ? "self" : score <= 8 ? "mild" : score <= 18 ? "moderate" : "severe";
  return { score, band };
}

export interface Leaned {
  constitution: Constitution;
  sum: number;
  leaning: Leaning;
}

/** The sums and what they mean, in the order of the sheet; null while a question is open. */
export function constitutionsOf(values: Values, bounds: Bounds): Leaned[] | null {
  const marks = new Map<number, number>();
  for (let number = 1; number <= 33; number++) {
    const said = values[`q${number}`];
    if (typeof said !== "string" || !/^[1-5]$/.test(said)) return null;
    marks.set(number, Number(said));
  }
  const mark = (number: number) => marks.get(number) ?? 0;
  const sum = (numbers: readonly number[], read = mark) => numbers.reduce((total, each) => total + read(each), 0);
  const others = (Object.keys(QUESTIONS) as Constitution[])
    .filter((each) => each !== "balanced")
    .map((constitution): Leaned => {
      const total = sum(QUESTIONS[constitution]);
      return { constitution, sum: total, leaning: total >= 11 ? "yes" : total >= 9 ? "leans" : "no" };
    });
  const balanced = sum(QUESTIONS.balanced, (each) => (REVERSED.includes(each) ? 6 - mark(each) : mark(each)));
  return [...others, { constitution: "balanced", sum: balanced, leaning: balancedBy(balanced, others, bounds) }];
}

function balancedBy(total: number, others: Leaned[], bounds: Bounds): Leaning {
  const least = bounds === "at_most" ? 0 : 1;
  const within = (most: number) => others.every(({ sum }) => sum + least <= most);
  if (total < 17) return "no";
  if (within(8)) return "yes";
  return within(10) ? "leans" : "no";
}

/** What BMI and waist say of questions 9 and 28, which have steps of their own. */
export function anchored(values: Values): Values {
  const bmi = bmiOf(values);
  const { waist } = values;
  return {
    ...(bmi !== null && { q9: String(1 + [24, 25, 26, 28].filter((step) => bmi >= step).length) }),
    ...(typeof waist === "number" && { q28: String(1 + stepsBelow(waist)) }),
  };
}

function stepsBelow(waist: number): number {
  if (waist < 80) return 0;
  return 1 + [85, 90, 105].filter((most) => waist > most).length;
}
