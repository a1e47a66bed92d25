import { describe, expect, it } from "vitest";
import { isoOf } from "./days";
import { instantOf, localDay } from "./moments";

const dateIn = (moment: string, timezone?: string) => isoOf(localDay(instantOf(moment), timezone));

describe("a moment", () => {
  it("is the same instant in whatever offset it is written", () => {
    const noon = Date.UTC(2026, 2, 1, 12);
    for (const same of ["2026-03-01T12:00:00Z", "2026-03-01T20:00:00+08:00", "2026-03-01 07:30:00.000-0430"])
      expect(instantOf(same)).toBe(noon);
  });

  it("keeps fractions of a second", () => {
    expect(instantOf("2026-03-01T12:00:00.250+00:00") - instantOf("2026-03-01T12:00Z")).toBe(250);
  });

  it("without an offset, or that is none, is an error", () => {
    for (const wrong of ["2026-03-01T12:00:00", "2026-03-01", "2026-02-30T12:00:00Z", "noon"])
      expect(() => instantOf(wrong), wrong).toThrow(RangeError);
  });
});

describe("the local date", () => {
  it("is that of Shanghai unless another zone is asked for", () => {
    expect(dateIn("2026-03-31T15:59:59Z")).toBe("2026-03-31");
    expect(dateIn("2026-03-31T16:00:00Z")).toBe("2026-04-01");
  });

  it("follows the summer time that China had until 1991", () => {
    expect(dateIn("1988-07-01T15:30:00Z")).toBe("1988-07-02");
    expect(dateIn("1988-12-01T15:30:00Z")).toBe("1988-12-01");
  });

  it("follows the clocks of other zones", () => {
    expect(dateIn("2026-03-29T22:30:00Z", "Europe/Berlin")).toBe("2026-03-30");
    expect(dateIn("2026-03-28T22:30:00Z", "Europe/Berlin")).toBe("2026-03-28");
    expect(dateIn("2026-01-01T03:00:00Z", "America/New_York")).toBe("2025-12-31");
    expect(dateIn("2026-01-01T18:20:00Z", "Asia/Kathmandu")).toBe("2026-01-02");
  });
});
