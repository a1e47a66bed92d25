import { t, word } from "../i18n";
import type { ExtraDuty } from "../rows";

export type Phase = "running" | "to_come" | "over" | "ended";

export function phaseOf({ valid_from, valid_to, ended_at }: ExtraDuty, today: string): Phase {
  if (ended_at !== null) return "ended";
  if (valid_from > today) return "to_come";
  return valid_to < today ? "over" : "running";
}

/** Whom an extra duty is for, in words; an empty list means any. */
export function populationText({ programmes, arrangements, abilities, min_age }: ExtraDuty["population"]): string {
  const said = [
    programmes.map((each) => word("programme", each)),
    arrangements.map((each) => word("arrangement", each)),
    abilities.map((each) => word("level", each)),
    min_age === null ? [] : [t("extra.from_age", { n: min_age })],
  ].filter((words) => words.length > 0);
  if (said.length === 0) return t("extra.everybody");
  return said.map((words) => words.join(t("list.between"))).join(" · ");
}
