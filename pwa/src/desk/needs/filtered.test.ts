import { expect, test } from "vitest";
import type { NeedLine } from "../rows";
import { filterFrom, handsOf, shownNeeds, villagesOf } from "./filtered";

const need = (said: Partial<NeedLine>) =>
  ({ kind: "food", status: "open", urgent: false, village_name: "白云村", taken_by: null, ...said }) as NeedLine;
const ROWS = [
  need({ id: "1", urgent: true }),
  need({ id: "2", kind: "house", village_name: "石牛村", status: "taken", taken_by: "u", taken_by_name: "周敏" }),
];
const shown = (query: { [name: string]: string }) => shownNeeds(ROWS, filterFrom(query)).map(({ id }) => id);

test("needs are filtered by where they stand, urgency, kind, village and who has them", () => {
  expect(shown({})).toEqual(["1", "2"]);
  expect(shown({ status: "open" })).toEqual(["1"]);
  expect(shown({ urgent: "1" })).toEqual(["1"]);
  expect(shown({ kind: "house" })).toEqual(["2"]);
  expect(shown({ village: "白云村" })).toEqual(["1"]);
  expect(shown({ who: "u" })).toEqual(["2"]);
  expect(shown({ who: "u", urgent: "1" })).toEqual([]);
});

test("what can be chosen is what is there", () => {
  expect(villagesOf(ROWS).map(([, name]) => name)).toEqual(["白云村", "石牛村"]);
  expect(handsOf(ROWS)).toEqual([["u", "周敏"]]);
});
