/**
 * What may be filled in, what is missing and what is not as it should be: the same as `shouwang.checkups.rules`, shown by
 * shared cases (tests/checkups/cases.json).
 */
import type { Value, Values } from "../api/checkup-rows";
import { APART, type FormField, field, fields, type Sex, softOf } from "./form";

export type Fault =
  | "wrong_kind"
  | "too_low"
  | "too_high"
  | "too_fine"
  | "too_long"
  | "not_offered"
  | "contradicts"
  | "no_day"
  | "in_the_future"
  | "other_year"
  | "not_below";

export type CheckupState = "due" | "incomplete" | "done" | "elsewhere" | "refused";

/** Why a value cannot be taken for a field; null where it can. `today` is YYYY-MM-DD. */
export function faultOf(asked: FormField, value: unknown, year: number, today: string): Fault | null {
  if (value === null || value === undefined) return null;
  if (asked.kind === "number") return numberFault(asked, value);
  if (asked.kind === "choices") return choicesFault(asked, value);
  if (typeof value !== "string") return "wrong_kind";
  if (asked.kind === "choice") return offers(asked, value) ? null : "not_offered";
  if (asked.kind === "date") return dateFault(asked, value, year, today);
  return Array.from(value).length > (asked.letters ?? 200) ? "too_long" : null;
}

/** Whether a field is to be filled in: for her, and after what was said so far. */
export function isAsked(asked: FormField, values: Values, sex: Sex): boolean {
  if (asked.sex !== undefined && asked.sex !== sex) return false;
  if (!asked.when) return true;
  const given = values[asked.when.field];
  const chosen = Array.isArray(given) ? given : [given];
  return chosen.some((one) => asked.when?.among.includes(String(one))) && isAsked(field(asked.when.field), values, sex);
}

export function isFilled(value: Value | undefined): boolean {
  return value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** The required fields that nobody has filled in; of an `either` the first one, where all are empty. */
export function missingOf(values: Values, sex: Sex): string[] {
  const all = Array.from(fields.values());
  const met = new Set(all.filter(({ id, either }) => either && isFilled(values[id])).map(({ either }) => either));
  const found: string[] = [];
  for (const one of all) {
    if (!one.required || isFilled(values[one.id]) || (one.either && met.has(one.either))) continue;
    if (!isAsked(one, values, sex)) continue;
    found.push(one.id);
    if (one.either) met.add(one.either);
  }
  return found;
}

const EXAMINED: Values = { outcome: "examined" };

export interface Standing {
  state: CheckupState;
  day: string | null;
  missing: string[];
}

/** Where a checkup stands (docs/decisions/0160). */
export function standingOf(values: Values, sex: Sex): Standing {
  const begun = Object.entries(values).some(([name, value]) => !APART.has(name) && isFilled(value));
  if (!begun) return { state: "due", day: null, missing: missingOf(EXAMINED, sex) };
  const { outcome } = values;
  if (outcome === "refused") {
    const witness = values.refused_proof === "witness" ? ["refused_witness"] : [];
    return settled(values, ["refused_day", "refused_why", "refused_proof", ...witness], "refused", "refused_day");
  }
  if (outcome === "elsewhere")
    return settled(
      values,
      ["elsewhere_day", "elsewhere_where", "elsewhere_doctor", "told_on"],
      "elsewhere",
      "elsewhere_day",
    );
  const missing = missingOf({ ...values, outcome: "examined" }, sex);
  return { state: missing.length > 0 ? "incomplete" : "done", day: dayIn(values.day), missing };
}

function settled(values: Values, wanted: string[], state: CheckupState, day: string): Standing {
  const missing = wanted.filter((name) => !isFilled(values[name]));
  return { state: missing.length > 0 ? "incomplete" : state, day: dayIn(values[day]), missing };
}

export interface Finding {
  field: string;
  urgent: boolean;
}

/** What is abnormal, in the order of the form. */
export function findingsOf(values: Values, sex: Sex): Finding[] {
  return Array.from(fields.values())
    .filter((one) => isFilled(values[one.id]) && isAsked(one, values, sex) && isOdd(one, values[one.id] as Value, sex))
    .map((one) => ({ field: one.id, urgent: isUrgent(one, values[one.id] as Value) }));
}

export function isOdd(asked: FormField, value: Value, sex: Sex): boolean {
  if (typeof value === "number") {
    const usual = softOf(asked, sex);
    return isUrgent(asked, value) || (usual !== undefined && (value < usual[0] || value > usual[1]));
  }
  const chosen = Array.isArray(value) ? value : [value];
  return chosen.some((one) => asked.worry?.includes(String(one)));
}

export function isUrgent({ urgent_from, urgent_to }: FormField, value: Value): boolean {
  if (typeof value !== "number") return false;
  return (urgent_from !== undefined && value >= urgent_from) || (urgent_to !== undefined && value <= urgent_to);
}

/** Fields that cannot both be so: a diastolic pressure at or above the systolic one. */
export function contradictions(values: Values): string[] {
  return Array.from(fields.values())
    .filter(({ id, below }) => {
      const [low, high] = [values[id], values[below ?? ""]];
      return typeof low === "number" && typeof high === "number" && low >= high;
    })
    .map(({ id }) => id);
}

/** A value that looks as if it were in another unit, and what it would be in this one. */
export interface Slip {
  unit: "metres" | "jin" | "mg_dl";
  value: number;
}

/** Height in metres, weight in 斤, glucose in mg/dL: what people write who think in another unit. */
export function slipOf(name: string, value: number, values: Values): Slip | null {
  if (name === "height" && value >= 0.8 && value <= 2.2) return { unit: "metres", value: round(value * 100, 1) };
  if (name === "weight" && isInJin(value, values.height)) return { unit: "jin", value: round(value / 2, 1) };
  if (name === "glucose" && value > 33) return { unit: "mg_dl", value: round(value / 18, 2) };
  return null;
}

function isInJin(weight: number, height: Value | undefined): boolean {
  if (typeof height !== "number" || height < 80) return weight > 95;
  const bmi = (kilograms: number) => kilograms / (height / 100) ** 2;
  return bmi(weight) >= 34 && bmi(weight / 2) >= 15 && bmi(weight / 2) < 32;
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

function numberFault({ hard, decimals = 0 }: FormField, value: unknown): Fault | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return "wrong_kind";
  if (hard && value < hard[0]) return "too_low";
  if (hard && value > hard[1]) return "too_high";
  const shifted = value * 10 ** decimals;
  return Math.abs(shifted - Math.floor(shifted + 0.5)) > 1e-6 ? "too_fine" : null;
}

function choicesFault(asked: FormField, value: unknown): Fault | null {
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return "wrong_kind";
  if (!value.every((one) => offers(asked, one))) return "not_offered";
  const torn = asked.alone !== undefined && value.includes(asked.alone) && value.length > 1;
  return torn || new Set(value).size < value.length ? "contradicts" : null;
}

function dateFault({ in_year }: FormField, value: string, year: number, today: string): Fault | null {
  const day = dayIn(value);
  if (day === null) return "no_day";
  if (day > today) return "in_the_future";
  return in_year && day.slice(0, 4) !== String(year) ? "other_year" : null;
}

/** A day of the calendar that is written YYYY-MM-DD; null for anything else. */
export function dayIn(value: Value | undefined): string | null {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === value ? value : null;
}

function offers({ options }: FormField, value: string): boolean {
  return options?.some(({ id }) => id === value) ?? false;
}
