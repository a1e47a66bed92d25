import type { Query } from "../route";
import type { CheckupLine } from "../rows";

export interface Filter {
  state: string;
  village: string;
  urgent: boolean;
  contract: string;
}

export function filterFrom({ state = "", village = "", urgent = "", contract = "" }: Query): Filter {
  return { state, village, urgent: urgent === "1", contract };
}

export function shownLines(rows: CheckupLine[], { state, village, urgent, contract }: Filter): CheckupLine[] {
  return rows.filter(
    (row) =>
      (state === "" || row.state === state) &&
      (village === "" || row.village === village) &&
      (contract === "" || (row.contract !== null) === (contract === "yes")) &&
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

/** Of those who are owed a checkup: how many have a family doctor under contract. */
export function coverageOf(rows: CheckupLine[]): { owed: number; signed: number; percent: string } {
  const owed = rows.filter((row) => row.owed);
  const signed = owed.filter(({ contract }) => contract !== null).length;
  return { owed: owed.length, signed, percent: owed.length === 0 ? "—" : ((100 * signed) / owed.length).toFixed(1) };
}
