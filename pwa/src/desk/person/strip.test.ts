import { describe, expect, it } from "vitest";
import type { DutyLine } from "../rows";
import { stripOf } from "./strip";

const PERIOD = { from: "2026-11-18", to: "2026-11-23" };

function line(misses: string[], credits: DutyLine["credits"]): DutyLine {
  return { misses, credits } as DutyLine;
}

describe("a strip of days", () => {
  it("marks what was credited, what was missed, and what is yet to come", () => {
    const days = stripOf(
      line(["2026-11-19"], [{ service_date: "2026-11-20", records: ["r1", "r2"] }]),
      PERIOD,
      "2026-11-22",
    );
    expect(days.map((day) => day.mark)).toEqual(["nothing", "missed", "credited", "nothing", "nothing", "future"]);
    expect(days[2]).toEqual({ date: "2026-11-20", mark: "credited", records: ["r1", "r2"] });
  });

  it("calls today nothing yet, not missed", () => {
    expect(stripOf(line([], []), PERIOD, "2026-11-18")[0]?.mark).toBe("nothing");
  });

  it("shows the miss of a unit whose last day has a credit, and keeps the records behind it", () => {
    const [day] = stripOf(
      line(["2026-11-18"], [{ service_date: "2026-11-18", records: ["r1"] }]),
      PERIOD,
      "2026-11-22",
    );
    expect(day).toEqual({ date: "2026-11-18", mark: "missed", records: ["r1"] });
  });
});
