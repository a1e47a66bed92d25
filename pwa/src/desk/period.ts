import type { Period } from "./rows";

/** A calendar month as `YYYY-MM`. */
export type Month = string;

export function periodOfMonth(month: Month): Period {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return { from: `${month}-01`, to: isoOf(new Date(Date.UTC(year, number, 0))) };
}

/** The month that a period is, or empty when it is another stretch of days. */
export function monthOf(period: Period): Month {
  const month = period.from.slice(0, 7);
  return periodOfMonth(month).from === period.from && periodOfMonth(month).to === period.to ? month : "";
}

/** The last `count` months up to that of `today`, newest first. */
export function monthsUpTo(today: string, count: number): Month[] {
  const [year = 0, number = 1] = today.split("-").map(Number);
  return Array.from({ length: count }, (_, back) => isoOf(new Date(Date.UTC(year, number - 1 - back, 1))).slice(0, 7));
}

export function addDays(date: string, days: number): string {
  return isoOf(new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000));
}

/** Every day of a period, both ends included; none when it ends before it begins. */
export function daysOf(period: Period): string[] {
  const count = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => addDays(period.from, at));
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function isoOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
