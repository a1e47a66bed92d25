/**
 * Days as numbers (days since 1970-01-01) and the calendar units made of them. Only the UTC half of Date is used,
 * so that the phone's own time zone can move nothing.
 */
export type Day = number;

export interface Stretch {
  first: Day;
  last: Day;
}

export type CalendarUnit = "week" | "month" | "quarter" | "year";

const MILLISECONDS = 86_400_000;
const ISO = /^\d{4}-\d\d-\d\d$/;
const MONTHS = { month: 1, quarter: 3, year: 12 };

/** The number of a day written as YYYY-MM-DD; throws a RangeError for anything else, 30 February included. */
export function dayOf(iso: string): Day {
  const known = parsed.get(iso);
  if (known !== undefined) return known;
  const day = parse(iso);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(iso, day);
  return day;
}

/** The same few hundred dates come again in tens of thousands of records. */
const parsed = new Map<string, Day>();
const MOST_PARSED = 5_000;

function parse(iso: string): Day {
  const [month, date] = [Number(iso.slice(5, 7)), Number(iso.slice(8))];
  const day = ISO.test(iso) ? civilDay(Number(iso.slice(0, 4)), month - 1, date) : Number.NaN;
  const found = at(day);
  if (found.getUTCMonth() + 1 !== month || found.getUTCDate() !== date) throw new RangeError(`not a date: ${iso}`);
  return day;
}

export function isoOf(day: Day): string {
  return at(day).toISOString().slice(0, 10);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function dayOfMonth(day: Day): number {
  return at(day).getUTCDate();
}

/** The day on which someone reaches an age; a 29 February becomes the 28th in a common year (semantics §2). */
export function birthday(birth: Day, age: number): Day {
  const born = at(birth);
  const year = born.getUTCFullYear() + age;
  const month = born.getUTCMonth();
  return Math.min(civilDay(year, month, born.getUTCDate()), civilDay(year, month + 1, 0));
}

/** The calendar unit that holds a day; weeks run from Monday to Sunday (semantics §5.2). */
export function unitAt(every: CalendarUnit, day: Day): Stretch {
  if (every === "week") {
    const monday = day - weekdayOf(day);
    return { first: monday, last: monday + 6 };
  }
  const date = at(day);
  const months = MONTHS[every];
  const month = date.getUTCMonth() - (date.getUTCMonth() % months);
  return {
    first: civilDay(date.getUTCFullYear(), month, 1),
    last: civilDay(date.getUTCFullYear(), month + months, 0),
  };
}

/** Days in order, each once; sorts in place. */
export function inOrder(days: Day[]): Day[] {
  return days.sort((one, other) => one - other).filter((day, index) => day !== days[index - 1]);
}

function at(day: Day): Date {
  return new Date(day * MILLISECONDS);
}

function civilDay(year: number, month: number, date: number): Day {
  return Date.UTC(year, month, date) / MILLISECONDS;
}
