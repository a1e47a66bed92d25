import type { Day } from "../duties/days";
import { dueWords } from "../duties/due";
import { type Key, t } from "../i18n";
import { language } from "../i18n/catalogue";
import type { PersonView } from "../local/view";
import { factOn } from "./facts";
import type { Standing } from "./standing";

/** What is due, in the few words of a card; where nothing is because of a stay or a death, that. */
export function standingWords(view: PersonView, standing: Standing, today: Day): string {
  const paused = standing.light === "grey" ? pausedWords(view, today) : null;
  const words = paused ?? dueWords(standing.duty, standing, today, language.value);
  const told = waitingReport(view);
  return told ? t("due.told", { words, what: t(`due.told_${told.what}`) }) : words;
}

/** What was reported last and the township has not decided: until it does, the light stays and says so. */
function waitingReport({ reports }: PersonView) {
  return reports.find(({ status, state }) => status === "to_be_confirmed" && state !== "needs_attention");
}

function pausedWords({ facts }: PersonView, today: Day): string | null {
  if (factOn(facts, "death", today)) return t("due.died");
  const stay = factOn(facts, "suspension", today);
  return stay && t(STAYS[stay.value ?? "other"] ?? "due.suspended_other");
}

const STAYS: Record<string, StayKey> = {
  hospital: "due.suspended_hospital",
  away: "due.suspended_away",
  temporary_institution: "due.suspended_temporary_institution",
};

/** Why nothing is owed on a day: a death or a stay as the township has entered it; null where it is neither. */
export function pausedOn({ facts }: PersonView, day: Day): string | null {
  if (factOn(facts, "death", day)) return t("stay.died");
  const stay = factOn(facts, "suspension", day);
  return stay && t(`stay.${STAY_NAMES.find((name) => name === stay.value) ?? "other"}`);
}

const STAY_NAMES = ["hospital", "away", "temporary_institution"] as const;

type StayKey = Extract<Key, `due.suspended_${string}`>;
