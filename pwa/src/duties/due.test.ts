import { describe, expect, it } from "vitest";
import { type Day, dayOf } from "./days";
import { dayWords, dueWords } from "./due";
import type { Light } from "./light";
import type { Duty } from "./policy";

const WEDNESDAY = dayOf("2026-03-18");

function said(every: Duty["every"], light: Light, due: Day | null, language: "zh" | "en" = "zh", times = 1): string {
  const duty: Duty = { id: "d", subject: "person", every, times, from: "2020-01-01", credit: { kinds: ["visit"] } };
  return dueWords(duty, { light, due_by: due }, WEDNESDAY, language);
}

describe("a card says in a few words what is due until when", () => {
  it("today", () => {
    expect(said("day", "yellow", WEDNESDAY)).toBe("今天要探访");
    expect(said("day", "yellow", WEDNESDAY, "en")).toBe("Due today: visit");
  });

  it("any day, with the last day on which it is still in time", () => {
    expect(said("3 days", "green", WEDNESDAY + 1)).toBe("最晚明天，任选一天");
    expect(said("week", "green", dayOf("2026-03-22"))).toBe("最晚周日，任选一天");
    expect(said("week", "green", dayOf("2026-03-22"), "en")).toBe("Any day until Sunday");
    expect(said("month", "green", dayOf("2026-03-31"))).toBe("最晚3月31日，任选一天");
  });

  it("soon", () => {
    expect(said("month", "yellow", WEDNESDAY + 1)).toBe("最晚明天要探访");
    expect(said("month", "yellow", WEDNESDAY + 1, "en")).toBe("Due by tomorrow: visit");
  });

  it("overdue by so many days", () => {
    expect(said("day", "red", WEDNESDAY - 2)).toBe("已逾期 2 天");
    expect(said("day", "red", WEDNESDAY - 1, "en")).toBe("1 day overdue");
  });

  it("overdue by at least so many days, when the last time lies before the records of a phone", () => {
    expect(said("365 days", "red", dayOf("2025-12-31"))).toBe("已逾期 77 天");
    expect(said("365 days", "red", dayOf("2025-12-30"))).toBe("已逾期至少 77 天");
    expect(said("3 days", "red", dayOf("2016-05-01"), "en")).toBe("At least 439 days overdue");
  });

  it("missed in the unit before, though there is time left in this one", () => {
    expect(said("week", "red", dayOf("2026-03-22"))).toBe("上周没有探访，请尽快");
    expect(said("month", "red", dayOf("2026-03-31"), "zh", 2)).toBe("上月没有做够，请尽快");
    expect(said("quarter", "red", dayOf("2026-03-31"), "en")).toBe("No visit last quarter: please do it soon");
  });

  it("done today, and when again", () => {
    expect(said("day", "green", WEDNESDAY + 1)).toBe("今天已探访，明天再去");
    expect(said("2 days", "green", WEDNESDAY + 2)).toBe("今天已探访，下次最晚周五");
    expect(said("2 days", "green", WEDNESDAY + 2, "en")).toBe("Done today, next by Friday");
  });

  it("nothing more in this unit, and nothing at all", () => {
    expect(said("week", "green", dayOf("2026-03-29"))).toBe("本周不用再探访");
    expect(said("year", "green", null, "en")).toBe("No more visit due this year");
    expect(said("week", "grey", null)).toBe("现在不用探访");
    expect(dueWords(null, { light: "grey", due_by: null }, WEDNESDAY, "en")).toBe("No visit due now");
  });
});

describe("a day to come is said as people say it", () => {
  it("in Chinese by the week, in English by the next seven days", () => {
    expect(dayWords(dayOf("2026-03-24"), WEDNESDAY, "zh")).toBe("下周二");
    expect(dayWords(dayOf("2026-03-24"), WEDNESDAY, "en")).toBe("Tuesday");
    expect(dayWords(dayOf("2026-03-30"), WEDNESDAY, "zh")).toBe("3月30日");
    expect(dayWords(dayOf("2026-03-30"), WEDNESDAY, "en")).toBe("30 March");
  });
});
