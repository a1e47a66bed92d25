import { expect, it } from "vitest";
import type { CheckupLine, NeedLine, PersonRow } from "../rows";
import { byGap, bySpeed, byVillage, paceOf, quartersUpTo, shade, total } from "./figures";

const TODAY = "2026-11-27";

function person(more: Partial<PersonRow>): PersonRow {
  const said = { id: "a", name: "王强", village: "1", village_name: "石牛村", light: "green", last_visit: null };
  return { ...said, expected: 0, misses: 0, unreported: 0, ...more } as PersonRow;
}

it("divides what was owed into met, not yet reported and missed, and never below nothing", () => {
  const rows = [
    person({ expected: 10, misses: 2, unreported: 3 }),
    person({ expected: 4, misses: 9, unreported: 2 }),
    person({ village: "2", village_name: "杉山村", expected: 5 }),
    person({ village: "3", village_name: "无人村" }),
  ];
  expect(byVillage(rows)).toEqual([
    { key: "2", name: "杉山村", parts: parts(5, 0, 0) },
    { key: "1", name: "石牛村", parts: parts(3, 5, 6) },
  ]);
});

it("puts everybody to whom something is owed into one bucket of days", () => {
  const days = ["2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24", "2026-11-21", "2026-11-20", "2026-10-27", null];
  const rows = [
    ...days.map((last_visit) => person({ last_visit })),
    person({ last_visit: "2026-10-01", light: "red" }),
    person({ light: "grey" }),
  ];
  const bars = byGap(rows, TODAY);
  expect(bars.map(({ key, parts }) => [key, total(parts)])).toEqual([
    ["0", 1],
    ["1", 2],
    ["3", 2],
    ["7", 1],
    ["14", 0],
    ["31", 2],
    ["never", 1],
  ]);
  expect(bars[5]?.parts[1]).toEqual({ kind: "missed", n: 1 });
  expect(bars[5]?.people?.[0]?.id).toBe("a");
});

it("counts checkups up to each month beside an even pace, up to this month", () => {
  const lines = [
    { owed: true, state: "done", day: "2026-02-10" },
    { owed: true, state: "elsewhere", day: "2026-11-01" },
    { owed: true, state: "incomplete", day: "2026-03-01" },
    { owed: true, state: "due", day: null },
    { owed: false, state: "done", day: "2026-01-01" },
  ] as CheckupLine[];
  const { owed, months } = paceOf(lines, 2026, TODAY);
  expect(owed).toBe(4);
  expect(months).toHaveLength(11);
  expect(months[0]).toEqual({ month: "2026-01", done: 0, planned: 0 });
  expect(months[1]?.done).toBe(1);
  expect(months[10]).toEqual({ month: "2026-11", done: 2, planned: 4 });
  expect(paceOf(lines, 2025, TODAY).months).toHaveLength(12);
});

it("tells how fast needs were met; a need that was opened again is open", () => {
  const raised_at = "2026-11-20T08:00:00Z";
  const needs = [
    { id: "1", raised_at, closed_at: "2026-11-21T08:00:00Z", status: "closed" },
    { id: "2", raised_at, closed_at: "2026-11-22T08:00:00Z", status: "closed" },
    { id: "3", raised_at, closed_at: "2026-12-22T08:00:00Z", status: "closed" },
    { id: "4", raised_at, closed_at: "2026-11-22T08:00:00Z", status: "open" },
    { id: "5", raised_at: "2026-01-01T00:00:00Z", closed_at: null, status: "open" },
  ] as NeedLine[];
  expect(bySpeed(needs, "2026-11-01").map(({ key, parts }) => [key, total(parts)])).toEqual([
    ["24", 1],
    ["72", 1],
    ["168", 0],
    ["later", 1],
    ["open", 1],
  ]);
});

it("goes back by quarters over the turn of a year", () => {
  expect(quartersUpTo("2026-05-31", 3)).toEqual(["2025-10-01", "2026-01-01", "2026-04-01"]);
});

it("shades nothing where there is nothing, and the largest darkest", () => {
  expect([shade(0, 9), shade(1, 9), shade(9, 9), shade(3, 0)]).toEqual([0, 1, 4, 0]);
});

function parts(met: number, unreported: number, missed: number) {
  return [
    { kind: "met", n: met },
    { kind: "unreported", n: unreported },
    { kind: "missed", n: missed },
  ];
}
