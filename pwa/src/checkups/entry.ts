/** What is typed into a section: kept as text until it is saved, for half a number is none. */
import type { FillBody, Value, Values } from "../api/checkup-rows";
import type { FormField, Section, Sex } from "./form";
import { contradictions, type Fault, faultOf, isAsked, isFilled, isOdd } from "./rules";

/** As it is typed: text for numbers, words and days; codes for choices. */
export type Typed = Record<string, string | string[]>;

export function typedOf(section: Section, answers: Values): Typed {
  const typed: Typed = {};
  for (const { id } of section.fields) {
    const value = answers[id];
    if (value !== undefined && value !== null) typed[id] = Array.isArray(value) ? value : String(value);
  }
  return typed;
}

/** Full-width digits and points, as Chinese keyboards type them, and spaces around. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[。,，]/g, ".")
    .trim();
}

export function readAs({ kind }: FormField, typed: string | string[] | undefined): Value {
  if (typed === undefined || !isFilled(typed)) return null;
  if (Array.isArray(typed)) return typed;
  if (kind === "text") return typed.trim() || null;
  if (kind !== "number") return typed;
  const text = plain(typed);
  if (text === "") return null;
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(text) ? Number(text) : text;
}

/** The values of a section as they are typed, over those of the other sections. */
export function valuesWith(section: Section, typed: Typed, others: Values): Values {
  const values = { ...others };
  for (const one of section.fields) {
    const value = readAs(one, typed[one.id]);
    if (value === null) delete values[one.id];
    else values[one.id] = value;
  }
  return values;
}

/** What keeps a section from being saved, by field. */
export function faultsIn(section: Section, values: Values, year: number, today: string): Map<string, Fault> {
  const found = new Map<string, Fault>();
  for (const one of section.fields) {
    const fault = faultOf(one, values[one.id], year, today);
    if (fault !== null) found.set(one.id, fault);
  }
  const here = new Set(section.fields.map(({ id }) => id));
  for (const name of contradictions(values)) if (here.has(name) && !found.has(name)) found.set(name, "not_below");
  return found;
}

/** Numbers that are new and beyond what is usual: asked once more before they are saved. */
export function doubtsIn(section: Section, values: Values, seen: Values, sex: Sex): string[] {
  return section.fields
    .filter((one) => one.kind === "number" && isFilled(values[one.id]) && isAsked(one, values, sex))
    .filter((one) => isOdd(one, values[one.id] as Value, sex) && !isSame(values[one.id] ?? null, seen[one.id] ?? null))
    .map(({ id }) => id);
}

/** What has changed from what was seen; what is not asked any more goes. */
export function changesOf(section: Section, values: Values, seen: Values, sex: Sex): FillBody["set"] {
  const set: FillBody["set"] = {};
  for (const one of section.fields) {
    const before = seen[one.id] ?? null;
    const next = isAsked(one, values, sex) ? (values[one.id] ?? null) : null;
    if (!isSame(before, next)) set[one.id] = [before, next];
  }
  return set;
}

export function isSame(one: Value, other: Value): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
