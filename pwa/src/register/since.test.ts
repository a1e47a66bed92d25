import { expect, it } from "vitest";
import { dayOf } from "../duties/days";
import { sinceOf, statedDay, whenOn } from "./since";

const MONDAY = dayOf("2026-03-02");

it("means the day on which it was chosen, also when midnight passes before it is saved", () => {
  const since = sinceOf("yesterday", MONDAY);
  expect(whenOn(since, MONDAY)).toBe("yesterday");
  expect(whenOn(since, MONDAY + 1)).toBe("other");
  expect([statedDay(since, MONDAY), statedDay(since, MONDAY + 1)]).toEqual(["2026-03-01", "2026-03-01"]);
  expect(whenOn(sinceOf("today", MONDAY), MONDAY + 2)).toBe("other");
});

it("asks for a day that is neither, and takes none to come", () => {
  expect(statedDay(sinceOf("other", MONDAY), MONDAY)).toBeNull();
  expect(statedDay({ when: "other", day: "2026-03-03" }, MONDAY)).toBeNull();
  expect(whenOn({ when: "other", day: "2026-03-02" }, MONDAY)).toBe("other");
});
