import { expect, it } from "vitest";
import type { PersonBody } from "../api/rows";
import { byDoor, type Check, type Home, stateOf, together } from "./homes";
import { GRADES, gradeOf, ITEMS, type Item, scoreOf, totalOf } from "./sheet";

const DAY = "2026-11-27";

function someone(id: string, group_name = "", address = ""): PersonBody {
  return { id, name: id, village_name: "石牛村", group_name, address } as PersonBody;
}

function check(more: Partial<Check> = {}): Check {
  const said = { id: "c", day: DAY, start: DAY, grade: "best", mend_by: null, again: null, by: "", state: "sent" };
  return { ...said, ...more } as Check;
}

function home(...checks: Check[]): Home {
  return { person: "a", names: [], village: "", group: "", address: "", checks };
}

it("puts those who live together behind one door, as long as they do", () => {
  const members = [
    { person: "a", valid_from: "2026-01-01", valid_to: null },
    { person: "b", valid_from: "2026-01-01", valid_to: "2026-11-26" },
    { person: "c", valid_from: "2026-11-27", valid_to: null },
  ];
  const homes = together([someone("b"), someone("a"), someone("c")], [{ id: "h", person: "a", members }], DAY);
  expect(homes.map(({ person, names }) => [person, names])).toEqual([
    ["a", ["a", "c"]],
    ["b", ["b"]],
  ]);
});

it("goes by the numbers of groups and doors, not by their letters", () => {
  const groups = ["十一组", "二组", "10组", "一组", "二十组", "3组"];
  const homes = together(
    groups.map((group) => someone(group, group)),
    [],
    DAY,
  );
  expect(homes.sort(byDoor).map(({ group }) => group)).toEqual(["一组", "二组", "3组", "10组", "十一组", "二十组"]);
});

it("says where a home stands: a re-check stays due until one was made, and what is parked counts nowhere", () => {
  expect(stateOf(home(), "2026-10-01")).toBe("not_yet");
  expect(stateOf(home(check({ day: "2026-09-30" })), "2026-10-01")).toBe("not_yet");
  expect(stateOf(home(check()), "2026-10-01")).toBe("checked");
  expect(stateOf(home(check({ day: "2026-09-30", mend_by: "2026-10-07" })), "2026-10-01")).toBe("recheck_due");
  expect(stateOf(home(check({ again: "b" }), check({ mend_by: DAY })), "2026-10-01")).toBe("mended");
  expect(stateOf(home(check({ state: "needs_attention" })), "2026-10-01")).toBe("not_yet");
});

it("gives all points, half of them or none, and the grade of the sum", () => {
  expect(totalOf(Object.fromEntries(ITEMS.map((item) => [item.id, scoreOf(item, "clean")])))).toBe(100);
  expect(scoreOf({ most: 15 } as Item, "half")).toBe(7);
  expect(scoreOf({ most: 15 } as Item, "not")).toBe(0);
  expect([100, 90, 89, 79, 59, 0].map((total) => gradeOf(total).id)).toEqual([
    "best",
    "best",
    "good",
    "fair",
    "poor",
    "poor",
  ]);
  expect(GRADES[GRADES.length - 1]?.from).toBe(0);
});
