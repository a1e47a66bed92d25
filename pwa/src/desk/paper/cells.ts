import type { NewSheet, WorkerFile } from "../rows";

/** What stands in a cell of the grid: nothing, a way of visiting, or why nobody was met. */
export type Outcome = "" | "home" | "phone" | "video" | "hospital" | "nobody_home" | "refused";

/** `time` is `HH:MM` on the county's clock, `minutes` a number in digits; empty: the sheet does not say. */
export interface Cell {
  id: string;
  outcome: Outcome;
  time: string;
  minutes: string;
  keep_both: boolean;
}

/** The grid by person and day, as it is filled in. */
export type Cells = ReadonlyMap<string, Cell>;

const ATTEMPTS: readonly string[] = ["nobody_home", "refused"];

export function keyOf(person: string, day: string): string {
  return `${person} ${day}`;
}

/** The grid with one cell changed; one that was empty gets its id now, and keeps it. */
export function withCell(cells: Cells, key: string, change: Partial<Cell>, newId: () => string): Cells {
  const before = cells.get(key) ?? { id: newId(), outcome: "", time: "", minutes: "", keep_both: false };
  return new Map(cells).set(key, { ...before, ...change });
}

/** The lines of a sheet: one for each cell that says something, in order of person and day. */
export function rowsOf(cells: Cells): NewSheet["rows"] {
  const said = Array.from(cells).filter(([, { outcome }]) => outcome !== "");
  return said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, cell]) => rowOf(key, cell));
}

function rowOf(key: string, { id, outcome, time, minutes, keep_both }: Cell): NewSheet["rows"][number] {
  const [person = "", day = ""] = key.split(" ");
  const isAttempt = ATTEMPTS.includes(outcome);
  const lasted = Number.parseInt(minutes, 10);
  return {
    id,
    person,
    day,
    time: time || null,
    minutes: isAttempt || Number.isNaN(lasted) ? null : lasted,
    mode: isAttempt || outcome === "" ? "home" : (outcome as "home"),
    status: isAttempt ? "attempt" : "valid",
    reason: isAttempt ? (outcome as "nobody_home") : null,
    keep_both,
  };
}

/** Whether a person was the worker's on a day. */
export function isHers({ stays }: Pick<WorkerFile["people"][number], "stays">, day: string): boolean {
  return stays.some(([first, last]) => first <= day && (last === null || day <= last));
}
