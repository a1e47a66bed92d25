import { expect, it } from "vitest";
import type { ServiceRecord } from "../duties/credit";
import { dayOf, isoOf } from "../duties/days";
import { inForce } from "../duties/eligible";
import { lightOfDuty } from "../duties/light";
import type { Duty } from "../duties/policy";
import { withDays } from "./month-duty";

const COLLECTIVE: Duty = {
  id: "XT-10",
  subject: "township",
  every: "month",
  only_days: [24, 25],
  from: "2020-01-01",
  credit: { kinds: ["activity"] },
};
const MONTHLY: Duty = {
  ...COLLECTIVE,
  id: "RC-05",
  only_days: null,
  credit: { kinds: ["activity"], min_beneficiaries: 1 },
};
const NOW = dayOf("2026-11-27");

function did(day: string, beneficiaries: number | null = 5): ServiceRecord {
  return { id: day, kind: "activity", service_date: dayOf(day), beneficiaries };
}

function asked(duty: Duty, ...done: ServiceRecord[]) {
  return withDays({ duty, ...lightOfDuty(duty, [inForce(duty)], done, NOW) }, done, NOW);
}

it("counts an activity on one of the named days, and says which", () => {
  const { isMet, days, light } = asked(COLLECTIVE, did("2026-11-23"), did("2026-11-25"));
  expect([isMet, light]).toEqual([true, "green"]);
  expect(days.map(({ day, isDone }) => [isoOf(day), isDone])).toEqual([
    ["2026-11-24", false],
    ["2026-11-25", true],
  ]);
});

it("does not count the day before, and nobody served where somebody is wanted", () => {
  expect(asked(COLLECTIVE, did("2026-11-23")).isMet).toBe(false);
  expect(asked(MONTHLY, did("2026-11-02", 0)).isMet).toBe(false);
  expect(asked(MONTHLY, did("2026-11-02", null)).isMet).toBe(false);
});

it("counts any day where none is named, of this month alone", () => {
  expect(asked(MONTHLY, did("2026-11-02")).isMet).toBe(true);
  expect(asked(MONTHLY, did("2026-10-31")).isMet).toBe(false);
  expect(asked(MONTHLY).days).toEqual([]);
});
