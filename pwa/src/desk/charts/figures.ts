/** What charts show, from answers that the desk has anyway. Pure. */
import { addDays, type Month } from "../period";
import type { CheckupLine, NeedLine, PersonRow } from "../rows";

export type PartKind = "met" | "unreported" | "missed" | "open";

/** A piece of a bar; its kind has a colour, a pattern and a word. */
export interface Part {
  kind: PartKind;
  n: number;
}

/** Somebody behind a figure. */
export interface Someone {
  id: string;
  name: string;
  village_name: string;
}

/** A row of a chart: what it is called, its pieces, and what it opens onto. */
export interface Bar {
  key: string;
  parts: Part[];
  name?: string;
  people?: Someone[];
}

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** The visits that were owed in each village, by what became of them; for the county each township is a row. */
export function byVillage(rows: PersonRow[]): Bar[] {
  const villages = new Map<string, PersonRow[]>();
  for (const row of rows) villages.set(row.village, [...(villages.get(row.village) ?? []), row]);
  return [...villages]
    .map(([village, lived]) => ({ key: village, name: lived[0]?.village_name ?? "", parts: standing(lived) }))
    .filter(({ parts }) => total(parts) > 0)
    .sort((one, other) => COLLATOR.compare(one.name, other.name));
}

function standing(rows: PersonRow[]): Part[] {
  const expected = sum(rows, (row) => row.expected);
  const missed = sum(rows, (row) => Math.min(row.misses, row.expected));
  const unreported = Math.min(
    expected - missed,
    sum(rows, (row) => row.unreported),
  );
  return [
    { kind: "met", n: expected - missed - unreported },
    { kind: "unreported", n: unreported },
    { kind: "missed", n: missed },
  ];
}

/** From how many days on since the last visit; the last bucket is of those of whom no visit is known. */
export const GAPS = [0, 1, 3, 7, 14, 31] as const;

/** How long ago those to whom something is owed today were last visited. */
export function byGap(rows: PersonRow[], today: string): Bar[] {
  const owed = rows.filter((row) => row.light !== "grey");
  const bars: Bar[] = GAPS.map((from, at) => {
    const next = GAPS[at + 1];
    const within = (row: PersonRow) =>
      row.last_visit !== null &&
      row.last_visit <= addDays(today, -from) &&
      (next === undefined || row.last_visit > addDays(today, -next));
    return gapBar(`${from}`, owed.filter(within));
  });
  return [
    ...bars,
    gapBar(
      "never",
      owed.filter((row) => row.last_visit === null),
    ),
  ];
}

function gapBar(key: string, rows: PersonRow[]): Bar {
  const people = [...rows].sort((one, other) => (one.last_visit ?? "").localeCompare(other.last_visit ?? ""));
  const late = rows.filter((row) => row.light === "red").length;
  const parts: Part[] = [
    { kind: "met", n: rows.length - late },
    { kind: "missed", n: late },
  ];
  return { key, parts, people };
}

/** How many of those who are owed a checkup had theirs by the end of each month, and how many an even pace would be. */
export interface Pace {
  month: Month;
  done: number;
  planned: number;
}

export function paceOf(lines: CheckupLine[], year: number, today: string): { owed: number; months: Pace[] } {
  const owed = lines.filter((line) => line.owed);
  const done = owed.filter(({ state, day }) => day !== null && (state === "done" || state === "elsewhere"));
  const last = today.slice(0, 4) === String(year) ? Number(today.slice(5, 7)) : 12;
  const months = Array.from({ length: last }, (_, at) => {
    const month = `${year}-${String(at + 1).padStart(2, "0")}`;
    const until = done.filter(({ day }) => day !== null && day.slice(0, 7) <= month).length;
    return { month, done: until, planned: Math.round((owed.length * (at + 1)) / 12) };
  });
  return { owed: owed.length, months };
}

const HOUR = 3_600_000;
/** Up to how many hours after it was raised a need was met. */
export const SPEEDS = [24, 72, 168] as const;

/** Needs by how fast they were met; those that are open stand in the end. */
export function bySpeed(needs: NeedLine[], since: string): Bar[] {
  const raised = needs.filter((need) => need.raised_at.slice(0, 10) >= since);
  const closed = raised.filter((need) => need.closed_at !== null && need.status === "closed");
  const hours = (need: NeedLine) => (Date.parse(need.closed_at ?? "") - Date.parse(need.raised_at)) / HOUR;
  const bars = [...SPEEDS, Number.POSITIVE_INFINITY].map((most, at): Bar => {
    const least = at === 0 ? Number.NEGATIVE_INFINITY : (SPEEDS[at - 1] ?? 0);
    const met = closed.filter((need) => hours(need) <= most && hours(need) > least);
    return { key: Number.isFinite(most) ? `${most}` : "later", parts: [{ kind: "met", n: met.length }] };
  });
  const open = raised.filter((need) => !closed.includes(need));
  return [...bars, { key: "open", parts: [{ kind: "open", n: open.length }], people: uniqueBy(open.map(whose)) }];
}

function uniqueBy(people: Someone[]): Someone[] {
  return [...new Map(people.map((one) => [one.id, one])).values()];
}

function whose({ person, person_name, village_name }: NeedLine): Someone {
  return { id: person, name: person_name, village_name };
}

/** The first days of so many quarters up to that of a day, the earliest first. */
export function quartersUpTo(today: string, count: number): string[] {
  const at = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, back) => at - (count - 1 - back)).map(
    (quarter) => `${Math.floor(quarter / 4)}-${String((quarter % 4) * 3 + 1).padStart(2, "0")}-01`,
  );
}

/** How dark a cell of a heat map is, from 0 to 4: nothing, and quarters of the largest. */
export function shade(n: number, largest: number): number {
  return n <= 0 || largest <= 0 ? 0 : Math.min(4, Math.ceil((4 * n) / largest));
}

export function total(parts: Part[]): number {
  return sum(parts, ({ n }) => n);
}

function sum<T>(items: T[], of: (item: T) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
