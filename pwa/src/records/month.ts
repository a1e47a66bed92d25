/** What somebody did in a month, as the server has acknowledged it. Pure. */
import type { LocalDate } from "../api/rows";
import type { RecordView } from "../local/view";

/** A month as people write it in forms: "2026-11". */
export type Month = string;

/** A day of the statement, its records in the order of the clock. */
export interface StatementDay {
  day: LocalDate;
  records: RecordView[];
}

/** `visits`, `attempts` and `people` count what is acknowledged; what is `unsent`, or `waiting` for the township, is beside them. */
export interface Statement {
  visits: number;
  attempts: number;
  people: number;
  unsent: number;
  waiting: number;
  days: StatementDay[];
}

export function monthOf(day: LocalDate): Month {
  return day.slice(0, 7);
}

/** The months of which something is known here, the latest first; this one always. */
export function monthsOf(records: readonly RecordView[], today: LocalDate): Month[] {
  const months = new Set([monthOf(today), ...records.map(({ service_date }) => monthOf(service_date))]);
  return Array.from(months).sort().reverse();
}

/** What was voided, or settled without being taken in, is in no number. */
export function statementOf(mine: readonly RecordView[], month: Month): Statement {
  const records = mine.filter(({ service_date, status }) => monthOf(service_date) === month && status !== "voided");
  const sent = records.filter(({ state }) => state === "sent");
  const visits = sent.filter(({ status }) => status === "valid");
  return {
    visits: visits.length,
    attempts: sent.filter(({ status }) => status === "attempt").length,
    people: new Set(visits.map(({ subject }) => subject)).size,
    unsent: records.filter(({ state }) => state === "on_this_phone").length,
    waiting: records.filter(({ state }) => state === "needs_attention").length,
    days: daysOf(sent),
  };
}

/** 王*强: the family name and the last character; of two characters the first. For every text that leaves the app. */
export function maskedName(name: string): string {
  const [first = "", ...rest] = Array.from(name.trim());
  if (rest.length < 2) return rest.length === 0 ? first : `${first}*`;
  return first + "*".repeat(rest.length - 1) + rest[rest.length - 1];
}

function daysOf(records: readonly RecordView[]): StatementDay[] {
  const days = new Map<LocalDate, RecordView[]>();
  for (const record of records) days.set(record.service_date, [...(days.get(record.service_date) ?? []), record]);
  const inOrder = Array.from(days, ([day, some]) => ({ day, records: some.sort(byStart) }));
  return inOrder.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function byStart(a: RecordView, b: RecordView): number {
  return Date.parse(a.start) - Date.parse(b.start) || (a.id < b.id ? -1 : 1);
}
