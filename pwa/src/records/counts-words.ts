/** What a visit counts for, in a sentence. */
import type { Mode } from "../api/rows";
import type { Day } from "../duties/days";
import { actOf, refusalSentence } from "../duties/sentences";
import { t } from "../i18n";
import { language } from "../i18n/catalogue";
import type { PersonView } from "../local/view";
import { agoWords } from "../register/day-words";
import { pausedOn } from "../register/due-words";
import type { Counts } from "./counts";
import { MODE_WORDS } from "./words";

export interface Said {
  kind: "good" | "plain" | "warning";
  words: string;
}

/** 计入：上门探访 · 电话不计入：本县要求上门探访 · 今天不计：住院中. */
export function countsWords(counts: Counts, view: PersonView, mode: Mode, day: Day, today: Day): Said {
  const when = agoWords(day, today);
  if (counts.again) return { kind: "plain", words: t("visit.counts_again", { when }) };
  if (counts.duties.length + counts.extras.length > 0)
    return { kind: "good", words: t("visit.counts_for", { what: namesOf(counts).join(t("visit.counts_and")) }) };
  if (counts.refusal) return { kind: "warning", words: refusalWords(counts.refusal, mode) };
  return { kind: "warning", words: t("visit.not_owed", { when, why: pausedOn(view, day) ?? t("visit.nothing_owed") }) };
}

/** Each act once, however many duties ask for it. */
function namesOf({ duties, extras }: Counts): string[] {
  const acts = duties.map((duty) => actOf(duty, language.value));
  return [...new Set([...acts, ...extras.map(({ title }) => title)])];
}

function refusalWords({ duty, why }: NonNullable<Counts["refusal"]>, mode: Mode): string {
  if (why !== "mode") return t("visit.not_counted_because", { why: refusalSentence(duty, why, language.value) });
  return t("visit.not_counted", { mode: t(MODE_WORDS[mode]), act: actOf(duty, language.value) });
}
