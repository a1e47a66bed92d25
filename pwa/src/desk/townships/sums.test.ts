import { describe, expect, it } from "vitest";
import type { TownshipRow } from "../rows";
import { sorted, sumsOf } from "./sums";

function township(code: string, said: Partial<TownshipRow>): TownshipRow {
  const nothing = {
    people: 0,
    expected: 0,
    credited: 0,
    misses: 0,
    unreported: 0,
    red: 0,
    yellow: 0,
    green: 0,
    grey: 0,
  };
  return {
    township: code,
    name: code,
    ...nothing,
    without_carer: 0,
    duties: [],
    household_duties: [],
    open_issues: 0,
    to_be_confirmed: 0,
    quarantined: 0,
    ...said,
  };
}

const ROWS = [
  township("430321102", { people: 10, red: 1, yellow: 5, misses: 4, to_be_confirmed: 2, quarantined: 1 }),
  township("430321101", { people: 20, red: 1, yellow: 2, misses: 9, open_issues: 2 }),
  township("430321103", { people: 5, red: 3, without_carer: 1, quarantined: 4 }),
];

function order(column: Parameters<typeof sorted>[1], down: boolean): string {
  return sorted(ROWS, column, down)
    .map((row) => row.township.slice(-1))
    .join("");
}

describe("the county's townships", () => {
  it("add up", () => {
    expect(sumsOf(ROWS)).toMatchObject({
      to_be_confirmed: 2,
      quarantined: 5,
      people: 35,
      red: 5,
      yellow: 7,
      misses: 13,
      without_carer: 1,
      open_issues: 2,
    });
  });

  it("stand by area code, by lights, or by any number", () => {
    expect(order("name", false)).toBe("123");
    expect(order("lights", true)).toBe("321");
    expect(order("misses", true)).toBe("123");
    expect(order("people", false)).toBe("321");
    expect(order("quarantined", true)).toBe("321");
    expect(order("to_be_confirmed", true)).toBe("213");
  });
});
