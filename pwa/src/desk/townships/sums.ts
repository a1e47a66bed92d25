import type { TownshipRow } from "../rows";

export const COLUMNS = [
  "name",
  "people",
  "lights",
  "expected",
  "credited",
  "misses",
  "unreported",
  "without_carer",
  "to_be_confirmed",
  "quarantined",
  "open_issues",
] as const;
export type Column = (typeof COLUMNS)[number];

const SUMMED = [
  "people",
  "expected",
  "credited",
  "misses",
  "unreported",
  "red",
  "yellow",
  "green",
  "grey",
  "without_carer",
  "open_issues",
  "to_be_confirmed",
  "quarantined",
] as const;
export type TownshipSums = { [column in (typeof SUMMED)[number]]: number };

export function sumsOf(rows: TownshipRow[]): TownshipSums {
  const sums = SUMMED.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0)]);
  return Object.fromEntries(sums) as TownshipSums;
}

/** `name` sorts by area code, as every list of the county does; `lights` by red, then yellow. */
export function sorted(rows: TownshipRow[], column: Column, down: boolean): TownshipRow[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b, column) || byCode(a, b));
}

function compare(a: TownshipRow, b: TownshipRow, column: Column): number {
  if (column === "name") return byCode(a, b);
  if (column === "lights") return a.red - b.red || a.yellow - b.yellow;
  return a[column] - b[column];
}

function byCode(a: TownshipRow, b: TownshipRow): number {
  return a.township < b.township ? -1 : a.township > b.township ? 1 : 0;
}
