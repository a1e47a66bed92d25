import { clockText } from "../dates";
import { t } from "../i18n";
import type { RecordRow } from "../rows";

const MINUTE = 60_000;

/** When a record was, and how long it took if that was a minute or more. */
export function timeText({ start, end }: Pick<RecordRow, "start" | "end">): string {
  const lasted = end === null ? 0 : Date.parse(end) - Date.parse(start);
  if (end === null || lasted < MINUTE) return clockText(start);
  return `${clockText(start)}–${clockText(end)} · ${t("records.minutes", { n: Math.round(lasted / MINUTE) })}`;
}
