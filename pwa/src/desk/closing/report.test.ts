import { describe, expect, it } from "vitest";
import type { MonthLine } from "./calls";
import { changeOf, linesOf, monthsOf, rateOf, termsUpTo } from "./report";

const sums = (expected: number, misses: number) => ({ expected, credited: expected - misses, misses, unreported: 1 });

function line(
  township: string,
  month: string,
  state: MonthLine["state"],
  closed?: { expected: number; misses: number },
) {
  const newest = closed ? { number: 1, sums: sums(closed.expected, closed.misses) } : null;
  return { township, name: `n${township}`, month, state, due_on: month, newest } as MonthLine;
}

describe("terms", () => {
  it("go back from today over the turn of the year", () => {
    expect(termsUpTo("2026-02-03")).toEqual(["2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1", "2026", "2025"]);
  });

  it("are three months or twelve, and nothing else", () => {
    expect(monthsOf("2026-Q4")).toEqual(["2026-10-01", "2026-11-01", "2026-12-01"]);
    expect(monthsOf("2026")).toHaveLength(12);
    expect(monthsOf("2026-Q5")).toEqual([]);
    expect(monthsOf("=cmd")).toEqual([]);
  });
});

describe("a report", () => {
  it("sums closed months alone and tells those that are not closed", () => {
    const lines = [
      line("2", "2026-09-01", "running"),
      line("1", "2026-09-01", "to_close"),
      line("1", "2026-08-01", "signed", { expected: 30, misses: 3 }),
      line("2", "2026-08-01", "closed", { expected: 10, misses: 0 }),
      line("1", "2026-07-01", "reopened", { expected: 30, misses: 0 }),
      line("1", "2026-06-01", "signed", { expected: 99, misses: 9 }),
    ];
    const [one, two] = linesOf(lines, "2026-Q3");
    expect([one?.closed.length, one?.months.length, one?.signed]).toEqual([2, 3, 1]);
    expect(one?.months.map((each) => each.month)).toEqual(["2026-07-01", "2026-08-01", "2026-09-01"]);
    expect(one?.sums).toEqual({ expected: 60, credited: 57, misses: 3, unreported: 2 });
    expect([two?.township, two?.sums.expected]).toEqual(["2", 10]);
  });

  it("has no rate of nothing and none below nothing", () => {
    expect(rateOf(sums(0, 0))).toBe("");
    expect(rateOf({ ...sums(2, 0), misses: 3 })).toBe("0.0%");
    expect(rateOf({ ...sums(60, 3), unreported: 0 })).toBe("95.0%");
  });

  it("does not count as done what may still lie on a phone", () => {
    expect(rateOf({ expected: 60, credited: 50, misses: 3, unreported: 7 })).toBe("83.3%");
  });

  it("says what changed with its sign", () => {
    expect([changeOf(5, 5), changeOf(7, 5), changeOf(3, 5)]).toEqual(["", "+2", "−2"]);
  });
});
