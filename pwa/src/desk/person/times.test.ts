import { describe, expect, it } from "vitest";
import { timeText } from "./times";

const START = "2026-11-20T01:05:20Z";

describe("the time of a record", () => {
  it("is from when to when, and how long", () => {
    expect(timeText({ start: START, end: "2026-11-20T01:25:20Z" })).toBe("09:05–09:25 · 20 分钟");
    expect(timeText({ start: START, end: "2026-11-20T01:06:20Z" })).toBe("09:05–09:06 · 1 分钟");
  });

  it("is one time alone when it took less than a minute, also across the turn of one", () => {
    expect(timeText({ start: START, end: "2026-11-20T01:06:19Z" })).toBe("09:05");
    expect(timeText({ start: START, end: START })).toBe("09:05");
    expect(timeText({ start: START, end: null })).toBe("09:05");
  });
});
