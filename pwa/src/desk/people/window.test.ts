import { describe, expect, it } from "vitest";
import { aPerson } from "./a-person";
import { linesOf } from "./sums";
import { lineAt, topsOf } from "./window";

const PEOPLE = [
  aPerson({ id: "a", village: "1" }),
  aPerson({ id: "b", village: "1" }),
  aPerson({ id: "c", village: "2" }),
];
const TOPS = topsOf(linesOf(PEOPLE, true), { person: 100, village: 50 });

describe("lines of a long table", () => {
  it("begin where those before them end", () => {
    expect(TOPS).toEqual([0, 50, 150, 250, 300, 400]);
  });

  it("are found by their height on the page, edges belonging to the line below", () => {
    expect([0, 49, 50, 149, 150, 299, 300, 399].map((y) => lineAt(TOPS, y))).toEqual([0, 0, 1, 1, 2, 3, 4, 4]);
  });

  it("are the first or the end beyond the table", () => {
    expect(lineAt(TOPS, -500)).toBe(0);
    expect(lineAt(TOPS, 9_000)).toBe(5);
    expect(lineAt(topsOf([], { person: 1, village: 1 }), 10)).toBe(0);
  });
});
