import type { Light, PersonRow } from "../rows";

export interface Sums {
  people: number;
  expected: number;
  credited: number;
  misses: number;
  unreported: number;
  lights: { [light in Light]: number };
}

/** A line of the table: the heading of a village with its sums, or a person. */
export type Line =
  | { kind: "village"; key: string; name: string; sums: Sums }
  | { kind: "person"; key: string; row: PersonRow; at: number };

export function sumsOf(rows: PersonRow[]): Sums {
  const sums: Sums = {
    people: 0,
    expected: 0,
    credited: 0,
    misses: 0,
    unreported: 0,
    lights: { red: 0, yellow: 0, green: 0, grey: 0 },
  };
  for (const row of rows) {
    sums.people += 1;
    sums.expected += row.expected;
    sums.credited += row.credited;
    sums.misses += row.misses;
    sums.unreported += row.unreported;
    sums.lights[row.light] += 1;
  }
  return sums;
}

/** The lines of rows that are sorted by village first when `grouped`. `at` counts the people from 0. */
export function linesOf(rows: PersonRow[], grouped: boolean): Line[] {
  const lines = rows.map((row, at): Line => ({ kind: "person", key: row.id, row, at }));
  if (!grouped) return lines;
  return villagesOf(rows).flatMap(({ from, to, row }) => [
    { kind: "village", key: row.village, name: row.village_name, sums: sumsOf(rows.slice(from, to)) } as Line,
    ...lines.slice(from, to),
  ]);
}

function villagesOf(rows: PersonRow[]): { from: number; to: number; row: PersonRow }[] {
  const starts = rows.map((_, at) => at).filter((at) => rows[at]?.village !== rows[at - 1]?.village);
  return starts.map((from, n) => ({ from, to: starts[n + 1] ?? rows.length, row: rows[from] as PersonRow }));
}
