import { t, word } from "../i18n";
import type { HeldFact, NotCounted } from "../rows";

const GROUPS: { [kind in HeldFact["kind"]]: string } = {
  programme: "programme",
  arrangement: "arrangement",
  ability: "level",
  suspension: "suspension",
  death: "death",
};

/** A fact in a line: what it is, from when to when, and since when it binds where that is later. */
export function factText(fact: HeldFact): string {
  const { kind, value, valid_from: from, valid_to: to, known_on: known, binds_from: binds } = fact;
  const said = [t(`fact.${kind}`), value === null ? "" : word(GROUPS[kind], value)].filter(Boolean).join(" ");
  const days = to === null ? t("fact.since", { from }) : t("fact.stretch", { from, to });
  const entered = known === from || fact.binds_when_known ? [] : [t("fact.known_on", { date: known })];
  const late = fact.binds_when_known ? [t("opened.binds_from", { date: binds })] : [];
  return [said, days, ...entered, ...late].join(" · ");
}

const UNITS = { minutes: "why.minutes_of", value: "why.value_of", beneficiaries: "why.beneficiaries_of" } as const;

/** Why a record did not count, with what it had and what was wanted. */
export function shortText({ reason, had, wanted }: NotCounted): string {
  if (reason in UNITS) return amountText(reason as keyof typeof UNITS, had, wanted);
  if (reason === "mode" || reason === "role" || reason === "kind") return wordText(reason, had, wanted);
  if (reason === "not_a_creditable_day")
    return t("why.not_a_creditable_day_of", { days: wanted.join(t("list.between")) });
  return word("why", reason);
}

function amountText(reason: keyof typeof UNITS, had: NotCounted["had"], wanted: NotCounted["wanted"]): string {
  const said = had === null ? t("why.not_said") : amount(had);
  return t(UNITS[reason], { had: said, wanted: wanted.map(amount).join("") });
}

/** 59.9 minutes are not 60: rounded down, so that what is too short never looks long enough. */
function amount(n: string | number): string {
  return String(Math.floor(Number(n) * 10) / 10);
}

function wordText(group: "mode" | "role" | "kind", had: NotCounted["had"], wanted: NotCounted["wanted"]): string {
  const want = wanted.map((each) => word(group, String(each))).join(t("list.between"));
  return t("why.word_of", { had: had === null ? t("why.not_said") : word(group, String(had)), wanted: want });
}
