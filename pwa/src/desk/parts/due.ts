import { dayText } from "../dates";
import { t } from "../i18n";
import type { Light } from "../rows";

interface Due {
  light: Light;
  due_by: string | null;
}

/** A calendar duty whose last unit was missed is overdue, although the present one ends today or later. */
export function missedBefore({ light, due_by }: Due, today: string): boolean {
  return light === "red" && due_by !== null && due_by >= today;
}

/** In a column: the bare date, unless that would contradict the light. */
export function dueShort(due: Due, today: string): string {
  if (due.due_by === null) return "";
  const date = dayText(due.due_by, today);
  return missedBefore(due, today) ? t("due.missed_before_short", { date }) : date;
}

/** As a sentence; `key` says it where nothing was missed before. Empty where nothing is due. */
export function dueSentence(due: Due, today: string, key: "own.due_by" | "person.due_by"): string {
  if (due.due_by === null) return "";
  return t(missedBefore(due, today) ? "due.missed_before" : key, { date: dayText(due.due_by, today) });
}
