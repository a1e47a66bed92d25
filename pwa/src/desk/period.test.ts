import { describe, expect, it } from "vitest";
import { daysOf, monthOf, monthsUpTo, periodOfMonth, weekdayOf } from "./period";

describe("periods", () => {
  it("of a month end on its last day, in leap years too", () => {
    expect(periodOfMonth("2026-11")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
    expect(periodOfMonth("2028-02").to).toBe("2028-02-29");
    expect(periodOfMonth("2026-12").to).toBe("2026-12-31");
  });

  it("are a month only when they are a whole one", () => {
    expect(monthOf({ from: "2026-11-01", to: "2026-11-30" })).toBe("2026-11");
    expect(monthOf({ from: "2026-11-01", to: "2026-11-22" })).toBe("");
    expect(monthOf({ from: "2026-10-01", to: "2026-11-30" })).toBe("");
  });

  it("go back month by month over the new year", () => {
    expect(monthsUpTo("2026-01-31", 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
  });

  it("hold both their ends", () => {
    expect(daysOf({ from: "2026-02-27", to: "2026-03-01" })).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(daysOf({ from: "2026-03-02", to: "2026-03-01" })).toEqual([]);
  });

  it("begin the week on Monday", () => {
    expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-22")]).toEqual([0, 6]);
  });
});
