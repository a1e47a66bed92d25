import { describe, expect, it } from "vitest";
import { birthday, dayOf, isoOf, unitAt, weekdayOf } from "./days";

const unit = (...at: Parameters<typeof unitAt>) => {
  const { first, last } = unitAt(...at);
  return [isoOf(first), isoOf(last)];
};

describe("days are numbers", () => {
  it("counted from 1970-01-01, both ways, before it too", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(dayOf("1969-12-31")).toBe(-1);
    for (const iso of ["1931-02-28", "2000-02-29", "2026-12-31"]) expect(isoOf(dayOf(iso))).toBe(iso);
  });

  it("and what is no date is an error", () => {
    for (const wrong of ["2026-02-29", "2026-13-01", "2026-1-01", "20260101", "2026-01-01T00:00", ""])
      expect(() => dayOf(wrong), wrong).toThrow(RangeError);
  });

  it("with Monday first, also before 1970", () => {
    expect(weekdayOf(dayOf("2026-03-16"))).toBe(0);
    expect(weekdayOf(dayOf("1969-12-28"))).toBe(6);
  });
});

describe("calendar units", () => {
  it("hold the day that was asked for", () => {
    expect(unit("week", dayOf("2026-03-01"))).toEqual(["2026-02-23", "2026-03-01"]);
    expect(unit("month", dayOf("2028-02-10"))).toEqual(["2028-02-01", "2028-02-29"]);
    expect(unit("quarter", dayOf("2026-12-31"))).toEqual(["2026-10-01", "2026-12-31"]);
    expect(unit("year", dayOf("2026-07-01"))).toEqual(["2026-01-01", "2026-12-31"]);
  });
});

describe("an age is reached", () => {
  it("on the birthday, and on 28 February by whoever has none that year", () => {
    expect(isoOf(birthday(dayOf("1960-02-29"), 65))).toBe("2025-02-28");
    expect(isoOf(birthday(dayOf("1948-02-29"), 80))).toBe("2028-02-29");
    expect(isoOf(birthday(dayOf("1961-12-31"), 65))).toBe("2026-12-31");
  });
});
