import { expect, it } from "vitest";
import { doneOf, type Report } from "./report";

const REPORT: Report = {
  day: "2026-11-24",
  from: "09:00",
  to: "11:00",
  present: ["her"],
  others: "3",
  served: ["wang"],
  served_others: "",
  content: ["company"],
  solved: [],
  note: " ",
  pictures: [],
};
const NOON = Date.parse("2026-11-24T12:00:00Z");

function done(change: Partial<Report> = {}) {
  const moment = (day: string, time: string) => {
    const at = Date.parse(`${day}T${time}:00Z`);
    return Number.isNaN(at) ? null : at;
  };
  return doneOf("a", { ...REPORT, ...change }, moment, NOON, (at) => new Date(at).toISOString());
}

it("says what came of it, and leaves out what was not said", () => {
  expect(done()).toEqual({
    activity: "a",
    start: "2026-11-24T09:00:00.000Z",
    end: "2026-11-24T11:00:00.000Z",
    present: ["her"],
    others: 3,
    served: ["wang"],
    served_others: 0,
    content: ["company"],
    solved: [],
  });
  expect(done({ to: "" })).not.toHaveProperty("end");
});

it.each([
  ["future", { from: "12:01" }],
  ["future", { day: "" }],
  ["wrong_end", { to: "08:59" }],
  ["numbers", { others: "-1" }],
  ["numbers", { served_others: "一些" }],
] as const)("asks again: %s", (wrong, change) => {
  expect(done(change)).toBe(wrong);
});
