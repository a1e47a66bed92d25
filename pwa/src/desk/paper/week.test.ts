import { expect, test } from "vitest";
import { lastDays } from "./week";

test("a week ends on the day that is asked for, and never after today", () => {
  expect(lastDays("2026-11-20", "2026-11-27")).toEqual({ from: "2026-11-14", to: "2026-11-20" });
  expect(lastDays("2026-12-20", "2026-11-27")).toEqual({ from: "2026-11-21", to: "2026-11-27" });
  expect(lastDays("nonsense", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" });
});
