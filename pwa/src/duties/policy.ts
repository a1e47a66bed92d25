/** Policy packs as they travel in JSON (semantics §3). Dates are YYYY-MM-DD, both ends included. */
import type { CalendarUnit } from "./days";

export type SubjectKind = "person" | "household" | "township";
export type Severity = "breach" | "reference" | "information";
export type Every = "day" | `${number} days` | CalendarUnit;

export interface Policy {
  id: string;
  title?: string;
  title_en?: string;
  source?: string;
  /** How the pack was read where its source leaves room. */
  basis?: string;
  basis_en?: string;
  place?: string;
  status?: "draft" | "in_force" | "repealed";
  duties: readonly Duty[];
}

export interface Duty {
  id: string;
  title?: string | null;
  title_en?: string | null;
  subject: SubjectKind;
  every: Every;
  /** Credited days wanted within a calendar unit; 1 where absent. */
  times?: number | null;
  /** Days of the month that can be credited; of a monthly duty only. */
  only_days?: readonly number[] | null;
  from: string;
  to?: string | null;
  /** `breach` where absent. */
  severity?: Severity;
  quote?: string | null;
  source?: string | null;
  basis?: string | null;
  basis_en?: string | null;
  population?: Population | null;
  credit?: Credit | null;
}

/** Whom a duty is owed to; an absent list means any. */
export interface Population {
  programmes?: readonly string[] | null;
  arrangements?: readonly string[] | null;
  abilities?: readonly string[] | null;
  age?: AgeRange | null;
}

export interface AgeRange {
  min?: number | null;
  max?: number | null;
  /** `day` where absent. */
  on?: "day" | "unit_end";
}

/** Which records count; an absent list means any, an absent limit or one of 0 means none. */
export interface Credit {
  kinds?: readonly string[] | null;
  modes?: readonly string[] | null;
  roles?: readonly string[] | null;
  min_minutes?: number | null;
  min_value?: number | null;
  min_beneficiaries?: number | null;
}

/** The N of a rolling duty ("day" is 1), or null for a calendar duty; throws a RangeError for an unknown rhythm. */
export function rollingDays(every: string): number | null {
  if (every === "day") return 1;
  if (isCalendar(every)) return null;
  const days = /^([1-9]\d*) days?$/.exec(every);
  if (!days) throw new RangeError(`unknown rhythm: ${every}`);
  return Number(days[1]);
}

export function isCalendar(every: string): every is CalendarUnit {
  return every === "week" || every === "month" || every === "quarter" || every === "year";
}

/** Whether an optional list of the pack lets a value through. */
export function allows(list: readonly string[] | null | undefined, value: string | null | undefined): boolean {
  return list === null || list === undefined || (typeof value === "string" && list.includes(value));
}
