import { type Day, dayOfMonth, isoOf, weekdayOf } from "../duties/days";
import { localDay, offsetAt } from "../duties/moments";
import { MONTHS_EN } from "../duties/words";
import { type Key, t } from "../i18n";
import { zone } from "../local/accounts";

const A_MONTH = 30;

/** 今天, 昨天, 前天, 3 天前, 11月2日: a day gone by as one says it today. A day to come is said by its date. */
export function agoWords(day: Day, today: Day): string {
  const days = today - day;
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.yesterday");
  if (days === 2) return t("day.before_yesterday");
  return days > 2 && days <= A_MONTH ? t("day.ago", { n: days }) : dateWords(day, today);
}

/** 11月2日, and with the year where it is not this one. */
export function dateWords(day: Day, today: Day): string {
  const date = partsOf(day);
  return date.year === partsOf(today).year ? t("day.date", date) : t("day.date_year", date);
}

/** 11月22日 星期六. */
export function todayWords(today: Day): string {
  const date = { ...partsOf(today), weekday: t(WEEKDAYS[weekdayOf(today)] ?? "weekday.0") };
  return t("day.full", date);
}

/** A date with the English name of its month. */
function partsOf(day: Day) {
  const [year, month] = isoOf(day).split("-").map(Number) as [number, number];
  return { year, month, day: dayOfMonth(day), name: MONTHS_EN[month - 1] ?? "" };
}

/** 昨天 14:05, in the county's time. */
export function momentWords(instant: number, today: Day): string {
  return t("day.with_time", { day: agoWords(countyDay(instant), today), time: clockTime(instant) });
}

/** 14:05, in the county's time. */
export function clockTime(instant: number): string {
  return new Date(instant + offsetAt(instant, zone.value)).toISOString().slice(11, 16);
}

/** The county's date of a moment. */
export function countyDay(instant: number): Day {
  return localDay(instant, zone.value);
}

/** The moment at which the county's clocks show a time ("14:05") on a day. */
export function momentAt(day: Day, time: string): number {
  const shown = Date.parse(`${isoOf(day)}T${time}:00Z`);
  // The offset of that moment, not of the one that is so called in UTC: the clocks may be changed in between.
  return shown - offsetAt(shown - offsetAt(shown, zone.value), zone.value);
}

const WEEKDAYS = [
  "weekday.1",
  "weekday.2",
  "weekday.3",
  "weekday.4",
  "weekday.5",
  "weekday.6",
  "weekday.0",
] as const satisfies Key[];
