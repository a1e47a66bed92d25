import { describe, expect, it } from "vitest";
import { aPerson } from "./a-person";
import { linesOf, sumsOf } from "./sums";

const PEOPLE = [
  aPerson({ id: "a", village: "1", village_name: "白云村", expected: 20, credited: 18, misses: 2, light: "red" }),
  aPerson({ id: "b", village: "1", village_name: "白云村", expected: 3, credited: 4, misses: 0, light: "green" }),
  aPerson({
    id: "c",
    village: "2",
    village_name: "石坝村",
    expected: 10,
    credited: 0,
    misses: 12,
    unreported: 1,
    light: "red",
  }),
];

describe("sums", () => {
  it("add up what is shown, misses beyond the expected included", () => {
    expect(sumsOf(PEOPLE)).toEqual({
      people: 3,
      expected: 33,
      credited: 22,
      misses: 14,
      unreported: 1,
      lights: { red: 2, yellow: 0, green: 1, grey: 0 },
    });
  });

  it("of nobody are nothing", () => {
    expect(sumsOf([])).toMatchObject({ people: 0, expected: 0, lights: { red: 0 } });
  });
});

describe("lines by village", () => {
  it("begin each village with its own sums", () => {
    const lines = linesOf(PEOPLE, true);
    expect(lines.map((line) => (line.kind === "village" ? line.name : line.row.id))).toEqual([
      "白云村",
      "a",
      "b",
      "石坝村",
      "c",
    ]);
    expect(lines[0]).toMatchObject({ sums: { people: 2, expected: 23, credited: 22, misses: 2 } });
    expect(lines[3]).toMatchObject({ sums: { people: 1, misses: 12 } });
  });

  it("add up to the sums of all", () => {
    const villages = linesOf(PEOPLE, true).flatMap((line) => (line.kind === "village" ? [line.sums] : []));
    expect(villages.reduce((sum, each) => sum + each.misses, 0)).toBe(sumsOf(PEOPLE).misses);
  });

  it("count people and not headings", () => {
    expect(linesOf(PEOPLE, true).flatMap((line) => (line.kind === "person" ? [line.at] : []))).toEqual([0, 1, 2]);
  });

  it("have no headings when they are not grouped", () => {
    expect(linesOf(PEOPLE, false).every((line) => line.kind === "person")).toBe(true);
  });
});
