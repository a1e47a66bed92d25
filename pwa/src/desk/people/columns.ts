import type { Cell } from "../csv";
import { t, word } from "../i18n";
import { lightWord } from "../parts/lights";
import type { PersonRow } from "../rows";
import type { Sums } from "./sums";
import { SORT_KEYS, type SortKey, type View } from "./view";

/** The columns a view shows. A table by village names the village in its headings instead. */
export function columnsOf(view: View): SortKey[] {
  return view.grouped ? SORT_KEYS.filter((key) => key !== "village") : [...SORT_KEYS];
}

export function headOf(column: SortKey): string {
  return t(`column.${column}`);
}

/** What is owed, done and missed do not add up where a miss is two days: the headings say so. */
export function hintOf(column: string): string | undefined {
  return ["expected", "credited", "misses"].includes(column) ? t("number.note") : undefined;
}

/** Numbers, and what is best seen from the highest down first. */
export const HIGHEST_FIRST: ReadonlySet<SortKey> = new Set([
  "age",
  "expected",
  "credited",
  "misses",
  "unreported",
  "last_attempt",
]);
export const NUMBERS: ReadonlySet<SortKey> = new Set(["age", "expected", "credited", "misses", "unreported"]);

/** The rows of an export: headings, the people as shown with their villages, and the sums. No ID number is in it. */
export function exportOf(rows: PersonRow[], sums: Sums): Cell[][] {
  const heads = SORT_KEYS.map(headOf);
  return [heads, ...rows.map((row) => SORT_KEYS.map((column) => CELLS[column](row))), totalOf(sums)];
}

function totalOf(sums: Sums): Cell[] {
  const known: { [column in SortKey]?: Cell } = {
    name: t("number.total"),
    sex: t("number.people", { n: sums.people }),
    expected: sums.expected,
    credited: sums.credited,
    misses: sums.misses,
    unreported: sums.unreported,
  };
  return SORT_KEYS.map((column) => known[column] ?? "");
}

/** What a cell says in an export; dates as they are, so that a spreadsheet knows them. */
const CELLS: { [column in SortKey]: (row: PersonRow) => Cell } = {
  name: (row) => row.name,
  sex: (row) => t(`sex.${row.sex}`),
  age: (row) => row.age,
  village: (row) => row.village_name,
  level: (row) => levelText(row),
  arrangement: (row) => arrangementText(row),
  carer: (row) => row.carer?.name ?? "",
  expected: (row) => row.expected,
  credited: (row) => row.credited,
  misses: (row) => row.misses,
  unreported: (row) => row.unreported,
  light: (row) => lightWord(row.light),
  due_by: (row) => row.due_by ?? "",
  last_visit: (row) => row.last_visit ?? "",
  last_attempt: (row) => row.last_attempt ?? "",
};

export function levelText(row: PersonRow): string {
  return row.ability === null ? "" : word("level", row.ability);
}

export function arrangementText(row: PersonRow): string {
  return row.arrangement === null ? "" : word("arrangement", row.arrangement);
}

/** 待确认：住院. */
export function waitingText({ to_be_confirmed }: Pick<PersonRow, "to_be_confirmed">): string {
  const what = to_be_confirmed.map((each) => word("waiting", each)).join(t("list.between"));
  return t("reports.waiting", { what });
}
