import { daysOf, weekdayOf } from "../period";
import type { DutyLine, Period } from "../rows";

/** `nothing` is a day on which nothing was credited and nothing missed; `future` is yet to come. */
export type Mark = "credited" | "missed" | "nothing" | "future";

export interface Day {
  date: string;
  mark: Mark;
  records: string[];
}

/** The days of a period for one duty. A day can hold a credit and be the end of a missed unit: the miss is shown. */
export function stripOf(line: DutyLine, period: Period, today: string): Day[] {
  const credits = new Map(line.credits.map((credit) => [credit.service_date, credit.records]));
  const misses = new Set(line.misses);
  return daysOf(period).map((date) => {
    const records = credits.get(date) ?? [];
    return { date, records, mark: markOf(date, today, records.length > 0, misses.has(date)) };
  });
}

function markOf(date: string, today: string, credited: boolean, missed: boolean): Mark {
  if (missed) return "missed";
  if (credited) return "credited";
  return date > today ? "future" : "nothing";
}

/** How many cells stand empty before the first day, so that each column of the strip is one day of the week. */
export function cellsBefore(period: Period): number {
  return weekdayOf(period.from);
}
