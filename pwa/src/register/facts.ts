import type { FactBody, PersonBody } from "../api/rows";
import { birthday, type Day, dayOf, isoOf } from "../duties/days";

/** The fact of a kind that holds on a day: of several the one that began last, of those the one entered last (semantics §2). */
export function factOn(facts: readonly FactBody[], kind: FactBody["kind"], day: Day): FactBody | null {
  let found: FactBody | null = null;
  for (const fact of facts) {
    if (fact.kind === kind && holds(fact, day) && (!found || isNewer(fact, found))) found = fact;
  }
  return found;
}

/** In years, on a day. */
export function ageOn({ birth_date }: PersonBody, day: Day): number {
  const age = Number(isoOf(day).slice(0, 4)) - Number(birth_date.slice(0, 4));
  return birthday(dayOf(birth_date), age) <= day ? age : age - 1;
}

function holds(fact: FactBody, day: Day): boolean {
  if (fact.voided_at !== null || dayOf(fact.valid_from) > day) return false;
  return fact.kind === "death" || fact.valid_to === null || day <= dayOf(fact.valid_to);
}

function isNewer(one: FactBody, other: FactBody): boolean {
  if (one.valid_from !== other.valid_from) return one.valid_from > other.valid_from;
  return one.entered > other.entered;
}
