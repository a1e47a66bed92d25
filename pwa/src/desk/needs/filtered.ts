import type { Query } from "../route";
import type { NeedLine } from "../rows";

/** Which needs are shown; empty means all. A person is in no address. */
export interface Filter {
  status: string;
  urgent: boolean;
  kind: string;
  village: string;
  /** A user's id. */
  who: string;
}

export function filterFrom({ status = "", urgent, kind = "", village = "", who = "" }: Query): Filter {
  return { status, urgent: urgent === "1", kind, village, who };
}

export function shownNeeds(rows: NeedLine[], filter: Filter): NeedLine[] {
  return rows.filter(
    (row) =>
      agrees(filter.status, row.status) &&
      agrees(filter.kind, row.kind) &&
      agrees(filter.village, row.village_name) &&
      agrees(filter.who, row.taken_by ?? "") &&
      !(filter.urgent && !row.urgent),
  );
}

function agrees(wanted: string, value: string): boolean {
  return wanted === "" || wanted === value;
}

type Option = [value: string, words: string];

/** The villages of some needs, and who has them, in the order of their names. */
export function villagesOf(rows: NeedLine[]): Option[] {
  return inOrder(rows.map(({ village_name }) => [village_name, village_name]));
}

export function handsOf(rows: NeedLine[]): Option[] {
  return inOrder(rows.flatMap(({ taken_by, taken_by_name }) => (taken_by ? [[taken_by, taken_by_name ?? ""]] : [])));
}

function inOrder(options: Option[]): Option[] {
  return [...new Map(options)].sort(([, a], [, b]) => a.localeCompare(b, "zh-CN"));
}
