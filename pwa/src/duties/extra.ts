/** Extra duties: one visit to each of a population within some days (docs/decisions/0040-one-visit-within-some-days.md). */
import { creditedDays, inOrderOfDay, type ServiceRecord } from "./credit";
import { type Day, dayOf, type Stretch } from "./days";
import { eligibleDays, includes } from "./eligible";
import type { Duty, Population } from "./policy";
import { length } from "./tally";
import { type Person, statesOf } from "./timeline";

/** Dates are YYYY-MM-DD, both included. Once `ended`, nothing is owed any more. */
export interface Extra {
  id: string;
  valid_from: string;
  valid_to: string;
  population?: Population | null;
  ended?: boolean;
}

/** How one person stands: `met` is the first day that counted, `due_by` the last in time for a visit. */
export interface ExtraLine {
  state: "met" | "to_visit" | "missed";
  met: Day | null;
  due_by: Day | null;
}

/** How a person stands with an extra duty; null where she is owed nothing by it. */
export function extraLine(
  extra: Extra,
  person: Person,
  records: readonly ServiceRecord[],
  today: Day,
): ExtraLine | null {
  const duty = extraDuty(extra);
  const days = daysOf(extra);
  const eligible = eligibleDays(duty, statesOf(person), person.birth);
  if (!isOwed(days, eligible)) return null;
  const credited = creditedDays(duty, inOrderOfDay(records), days.first, Math.min(days.last, today));
  const met = credited.find((day) => includes(eligible, day));
  if (met !== undefined) return { state: "met", met, due_by: null };
  if (extra.ended) return null;
  if (days.last < today) return { state: "missed", met: null, due_by: null };
  return { state: "to_visit", met: null, due_by: days.last };
}

/** The extra duty as the engine asks it: in force on its days, which are one rolling unit; a visit at home meets it. */
export function extraDuty(extra: Extra): Duty {
  const known = made.get(extra);
  if (known) return known;
  const { id, valid_from, valid_to, population } = extra;
  const duty: Duty = {
    id,
    subject: "person",
    every: `${length(daysOf(extra))} days`,
    from: valid_from,
    to: valid_to,
    severity: "information",
    population: population ?? null,
    credit: { kinds: ["visit"], modes: ["home"] },
  };
  made.set(extra, duty);
  return duty;
}

const made = new WeakMap<Extra, Duty>();

export function daysOf({ valid_from, valid_to }: Pick<Extra, "valid_from" | "valid_to">): Stretch {
  return { first: dayOf(valid_from), last: dayOf(valid_to) };
}

/** As of a calendar unit: the last day is eligible, and at least half of all days are. */
function isOwed(days: Stretch, eligible: readonly Stretch[]): boolean {
  const owed = eligible.reduce((sum, stretch) => sum + length(stretch), 0);
  return includes(eligible, days.last) && owed * 2 >= length(days);
}
