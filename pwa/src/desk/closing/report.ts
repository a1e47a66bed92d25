import type { MonthLine, Standing } from "./calls";

export const NUMBERS = ["expected", "credited", "misses", "unreported"] as const;

/** A quarter (`2026-Q3`) or a year (`2026`). */
export type Term = string;

export interface Sums {
  expected: number;
  credited: number;
  misses: number;
  unreported: number;
}

/** What a township comes to in a term: by its closed months alone, and by those of them that were compared, now. */
export interface Line {
  township: string;
  name: string;
  months: MonthLine[];
  closed: MonthLine[];
  signed: number;
  sums: Sums;
}

/** The year of a day and the one before, and the quarters up to that of the day: the newest first. */
export function termsUpTo(today: string): Term[] {
  const year = Number(today.slice(0, 4));
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3);
  const quarters = Array.from({ length: 5 }, (_, back) => {
    const at = year * 4 + quarter - 1 - back;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
  return [...quarters, String(year), String(year - 1)];
}

/** The first days of a term's months, the first one first; none of what is no term. */
export function monthsOf(term: Term): string[] {
  const [, year, quarter] = /^(\d{4})(?:-Q([1-4]))?$/.exec(term) ?? [];
  if (year === undefined) return [];
  const first = quarter === undefined ? 1 : Number(quarter) * 3 - 2;
  const count = quarter === undefined ? 12 : 3;
  return Array.from({ length: count }, (_, at) => `${year}-${String(first + at).padStart(2, "0")}-01`);
}

/** By township. Months that are not closed are told and are in no sum. */
export function linesOf(lines: MonthLine[], term: Term): Line[] {
  const wanted = new Set(monthsOf(term));
  const theirs = lines.filter((line) => wanted.has(line.month) && line.state !== "running");
  return [...new Set(theirs.map((line) => line.township))].map((township) => {
    const months = theirs.filter((line) => line.township === township).reverse();
    const closed = months.filter((line) => line.newest !== null);
    return {
      township,
      name: months[0]?.name ?? "",
      months,
      closed,
      signed: closed.filter((line) => line.state === "signed").length,
      sums: summed(closed.map((line) => line.newest?.sums ?? NOTHING)),
    };
  });
}

const NOTHING: Sums = { expected: 0, credited: 0, misses: 0, unreported: 0 };

export function summed(all: Sums[]): Sums {
  const add = (name: keyof Sums) => all.reduce((sum, each) => sum + each[name], 0);
  return {
    expected: add("expected"),
    credited: add("credited"),
    misses: add("misses"),
    unreported: add("unreported"),
  };
}

/**
 * In percent with one digit; of nothing owed there is no rate. What may still lie on a phone is not done yet, and misses
 * that came in from before never make it negative.
 */
export function rateOf({ expected, misses, unreported }: Sums): string {
  if (expected === 0) return "";
  return `${((1 - Math.min(misses + unreported, expected) / expected) * 100).toFixed(1)}%`;
}

/** How much more there is now than when it was closed: "+3", "−2", empty where nothing changed. */
export function changeOf(now: number, closed: number): string {
  const more = now - closed;
  return more === 0 ? "" : more > 0 ? `+${more}` : `−${-more}`;
}

/** What holds now in the months that were compared. */
export function nowOf(compared: Standing[]): Sums {
  return summed(compared.map((each) => each.sums));
}
