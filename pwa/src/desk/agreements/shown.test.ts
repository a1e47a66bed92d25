import { expect, test } from "vitest";
import { dayAfter, lastDay } from "../../agreements/term";
import type { Standing } from "./calls";
import { isShown, isWithin, SHOWN, shownIn } from "./shown";

function standing(more: Partial<Standing>): Standing {
  return {
    person: "p",
    person_name: "王强",
    village: "430321101201",
    village_name: "石牛村",
    group_name: "8组",
    arrangement: "dispersed",
    stays: false,
    wanted: "four_party",
    coverage: "covered",
    misfit: null,
    agreement: "a",
    kind: "four_party",
    through: "2026-12-31",
    days_left: 45,
    ...more,
  };
}

const lists = (more: Partial<Standing>, renewal = 60) => SHOWN.filter((each) => isShown(standing(more), each, renewal));

test("somebody is on the lists that mean her", () => {
  expect(lists({ days_left: 200 })).toEqual(["covered", "owed"]);
  expect(lists({ days_left: null, through: null })).toEqual(["covered", "owed"]);
  expect(lists({})).toEqual(["due", "soon", "covered", "owed"]);
  expect(lists({ days_left: 0 })).toEqual(["due", "soon_30", "soon", "covered", "owed"]);
  expect(lists({ coverage: "none", days_left: null })).toEqual(["due", "none", "owed"]);
  expect(lists({ coverage: "lapsed", days_left: null })).toEqual(["due", "lapsed", "owed"]);
  expect(lists({ coverage: "wrong_kind", misfit: "moved_in", days_left: null })).toEqual([
    "due",
    "wrong_kind",
    "misfit",
    "owed",
  ]);
  expect(lists({ misfit: "in_for_a_time", days_left: 200 })).toEqual(["due", "misfit", "covered", "owed"]);
});

test("a county that renews later is asked later", () => {
  expect(lists({ days_left: 45 }, 30)).toEqual(["covered", "owed"]);
});

test("a list is what the address says, else what is to be done", () => {
  expect(shownIn({ show: "soon_30" })).toBe("soon_30");
  expect(shownIn({ show: "nonsense" })).toBe("due");
  expect(isWithin(standing({}), { village: "430321101201", kind: "four_party" })).toBe(true);
  expect(isWithin(standing({}), { village: "430321101202" })).toBe(false);
  expect(isWithin(standing({}), { kind: "tripartite" })).toBe(false);
});

test("a year ends on the day before the same day", () => {
  expect(lastDay("2026-03-15", 12)).toBe("2027-03-14");
  expect(lastDay("2026-01-01", 12)).toBe("2026-12-31");
  expect(lastDay("2026-01-31", 1)).toBe("2026-02-28");
  expect(lastDay("2024-02-29", 12)).toBe("2025-02-28");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
});
