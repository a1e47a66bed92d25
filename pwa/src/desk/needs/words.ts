import { momentText } from "../dates";
import { t, word } from "../i18n";
import type { NeedLine } from "../rows";

const HOUR = 3_600_000;

/** Where a need stands with the office. */
export function standingText({ status, taken_by_name, outcome }: NeedLine): string {
  if (status === "closed") return t("need.status.closed", { outcome: word("need.outcome", outcome ?? "") });
  if (status === "taken") return t("need.status.taken", { name: taken_by_name ?? "" });
  return t("need.status.open");
}

/** The clock of an urgent need: hours left, or over; null where there is none. */
export function clockOf({ due_at, status }: NeedLine, now: number): { words: string; over: boolean } | null {
  if (due_at === null || status === "closed") return null;
  const left = Date.parse(due_at) - now;
  if (left < 0) return { words: t("need.over", { n: Math.ceil(-left / HOUR) }), over: true };
  return { words: t("need.left", { n: Math.floor(left / HOUR), moment: momentText(due_at) }), over: false };
}
