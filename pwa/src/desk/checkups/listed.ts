import type { Query } from "../route";
import type { CheckupLine } from "../rows";

export interface Filter {
  state: string;
  village: string;
  urgent: boolean;
}

export function filterFrom({ state = "", village = "", urgent = "" }: Query): Filter {
  return { state, village, urgent: urgent === "1" };
}

export function shownLines(rows: CheckupLine[], { state, village, urgent }: Filter): CheckupLine[] {
  return rows.filter(
    (row) =>
      (state === "" || row.state === state) &&
      (village === "" || row.village === village) &&
      (!urgent || row.urgent > 0),
  );
}

export function villagesOf(rows: CheckupLine[]): (readonly [string, string])[] {
  return Array.from(new Map(rows.map(({ village, village_name }) => [village, village_name])));
}

/** Of those who are owed one: how many have it, elsewhere too; a refusal is neither done nor missed. */
export function progressOf(rows: CheckupLine[]): { owed: number; done: number; refused: number; left: number } {
  const owed = rows.filter((row) => row.owed);
  const done = owed.filter(({ state }) => state === "done" || state === "elsewhere").length;
  const refused = owed.filter(({ state }) => state === "refused").length;
  return { owed: owed.length, done, refused, left: owed.length - done - refused };
}
