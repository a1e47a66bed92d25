import { describe, expect, it } from "vitest";
import { type Cells, isHers, keyOf, rowsOf, withCell } from "./cells";

const EMPTY: Cells = new Map();
let made = 0;
const newId = () => `id-${++made}`;

describe("a grid of people and days", () => {
  it("becomes a line for each cell that says something, under an id that stays", () => {
    const first = withCell(EMPTY, keyOf("p", "2026-11-02"), { outcome: "home" }, newId);
    const timed = withCell(first, keyOf("p", "2026-11-02"), { time: "08:30", minutes: "45" }, newId);
    const more = withCell(timed, keyOf("a", "2026-11-03"), { outcome: "refused", minutes: "5" }, newId);
    const emptied = withCell(more, keyOf("p", "2026-11-04"), { time: "09:00" }, newId);
    const rows = rowsOf(emptied);
    expect(
      rows.map(({ person, day, status, reason, mode, time, minutes }) => [
        person,
        day,
        status,
        reason,
        mode,
        time,
        minutes,
      ]),
    ).toEqual([
      ["a", "2026-11-03", "attempt", "refused", "home", null, null],
      ["p", "2026-11-02", "valid", null, "home", "08:30", 45],
    ]);
    expect(rows[1]?.id).toBe(first.get(keyOf("p", "2026-11-02"))?.id);
  });

  it("is open on the days on which a person was hers", () => {
    const person = {
      stays: [
        ["2026-01-05", "2026-01-07"],
        ["2026-02-01", null],
      ] as [string, string | null][],
    };
    expect(["2026-01-04", "2026-01-05", "2026-01-08", "2027-01-01"].map((day) => isHers(person, day))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
