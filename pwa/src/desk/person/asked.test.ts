import { describe, expect, it } from "vitest";
import type { DutyLine, RecordRow } from "../rows";
import { askedFrom, recordsAsked } from "./asked";

const RECORDS = [
  { id: "r1", service_date: "2026-11-20" },
  { id: "r2", service_date: "2026-11-20" },
  { id: "r3", service_date: "2026-11-21" },
  { id: "r4", service_date: "2026-10-31" },
  { id: "r5", service_date: "2026-10-28", counts_for: ["XT-04"] },
  { id: "r6", service_date: "2026-11-24", counts_for: ["XT-04"] },
] as RecordRow[];
const PERIOD = { from: "2026-11-01", to: "2026-11-30" };
const DUTIES = [
  { duty: { id: "XT-01", version: 1 }, credits: [{ service_date: "2026-11-20", records: ["r1"] }] },
  { duty: { id: "XT-01", version: 2 }, credits: [{ service_date: "2026-11-20", records: ["r2"] }] },
  { duty: { id: "XT-04", version: 1 }, credits: [{ service_date: "2026-10-28", records: ["r5"] }] },
  { duty: { id: "DH-01", version: 1 }, credits: [{ service_date: "2026-11-21", records: ["r3"] }] },
] as DutyLine[];

function ids(query: { [name: string]: string }): string[] {
  return recordsAsked({ records: RECORDS, duties: DUTIES, ...PERIOD }, askedFrom(query)).map((record) => record.id);
}

describe("records behind a number", () => {
  it("are all of the period until others are asked for", () => {
    expect(ids({})).toEqual(["r1", "r2", "r3", "r6"]);
    expect(ids({ all: "1" })).toEqual(["r1", "r2", "r3", "r4", "r5", "r6"]);
  });

  it("are those that a duty credited", () => {
    expect(ids({ show: "credited", duty: "XT-01", version: "1" })).toEqual(["r1"]);
    expect(ids({ show: "credited", duty: "XT-01", version: "2" })).toEqual(["r2"]);
    expect(ids({ show: "credited", duty: "XT-01" })).toEqual(["r1", "r2"]);
    expect(ids({ show: "credited" })).toEqual(["r1", "r2", "r3", "r5"]);
    expect(ids({ show: "credited", duty: "XX-99" })).toEqual([]);
  });

  it("are exactly the credited ones: one of a week that began before the period, none that counts only later", () => {
    expect(ids({ show: "credited", duty: "XT-04" })).toEqual(["r5"]);
  });

  it("are those of a day, whether they counted or not", () => {
    expect(ids({ day: "2026-11-20" })).toEqual(["r1", "r2"]);
  });

  it("stay all where the missed dates are asked for", () => {
    expect(ids({ show: "misses", duty: "XT-01" })).toEqual(["r1", "r2", "r3", "r6"]);
    expect(ids({ show: "nonsense" })).toEqual(["r1", "r2", "r3", "r6"]);
  });
});
