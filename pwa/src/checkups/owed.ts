/** Who is owed a checkup in a year: the same as `shouwang.checkups.owed`. */
import type { CheckupRuleBody } from "../api/checkup-rows";
import { type Day, dayOf, isoOf } from "../duties/days";
import type { PersonView } from "../local/view";
import type { Bounds } from "./scores";

export interface Rule {
  age: number;
  cutoff: string;
  bounds: Bounds;
}

const NATIONAL: Rule = { age: 65, cutoff: "12-31", bounds: "at_most" };

export function ruleOf(told: readonly CheckupRuleBody[]): Rule {
  return told[0] ?? NATIONAL;
}

/** Whether she reaches the age by the county's day of this year, is in a programme and alive. */
export function isOwed({ person, facts }: PersonView, { age, cutoff }: Rule, today: Day): boolean {
  const year = Number(isoOf(today).slice(0, 4));
  const latest = `${year - age}-${cutoff === "02-29" ? "02-28" : cutoff}`;
  const standing = facts.filter(({ voided_at }) => voided_at === null);
  const runs = standing.some(
    ({ kind, valid_from, valid_to }) =>
      kind === "programme" && dayOf(valid_from) <= today && (valid_to === null || dayOf(valid_to) >= today),
  );
  const died = standing.some(({ kind, valid_from }) => kind === "death" && dayOf(valid_from) <= today);
  return person.birth_date !== null && person.birth_date <= latest && runs && !died;
}
