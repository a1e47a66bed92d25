import { describe, expect, it } from "vitest";
import type { DutyLine, RecordRow } from "../rows";
import { creditedTo } from "./credited";

const RECORD = { id: "r1", service_date: "2026-10-28" } as RecordRow;

function duty(id: string, every: string, records: string[]): DutyLine {
  return { duty: { id, every }, credits: [{ service_date: "2026-10-28", records }] } as DutyLine;
}

describe("a record from before the period", () => {
  it("says in which week, month or quarter it counts", () => {
    const duties = [duty("A", "week", ["r1"]), duty("B", "month", ["r1"]), duty("C", "quarter", ["r0", "r1"])];
    expect(creditedTo(RECORD, duties)).toEqual([
      { duty: "A", unit: "week", last: "2026-11-01" },
      { duty: "B", unit: "month", last: "2026-10-31" },
      { duty: "C", unit: "quarter", last: "2026-12-31" },
    ]);
  });

  it("says nothing of duties that did not credit it, or that have no calendar unit", () => {
    expect(creditedTo(RECORD, [duty("A", "week", ["r2"]), duty("B", "2 days", ["r1"])])).toEqual([]);
  });
});
