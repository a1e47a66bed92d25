import { describe, expect, it } from "vitest";
import { dueSentence, dueShort } from "./due";

const TODAY = "2026-11-20";

describe("the day by which a visit is due", () => {
  it("says beside a red light of a unit that is over that the present one has still time", () => {
    const missed = { light: "red", due_by: "2026-11-22" } as const;
    expect(dueShort(missed, TODAY)).toBe("上期缺，最迟 11月22日");
    expect(dueSentence(missed, TODAY, "person.due_by")).toBe("上期缺访，本期最迟 11月22日");
    expect(dueShort({ light: "red", due_by: TODAY }, TODAY)).toBe("上期缺，最迟 11月20日");
  });

  it("is the bare day when that day is past, or nothing was missed", () => {
    expect(dueShort({ light: "red", due_by: "2026-11-19" }, TODAY)).toBe("11月19日");
    expect(dueShort({ light: "yellow", due_by: "2026-11-22" }, TODAY)).toBe("11月22日");
    expect(dueSentence({ light: "green", due_by: "2026-11-22" }, TODAY, "own.due_by")).toBe("最迟 11月22日");
  });

  it("is nothing where nothing is due", () => {
    expect(dueShort({ light: "grey", due_by: null }, TODAY)).toBe("");
    expect(dueSentence({ light: "red", due_by: null }, TODAY, "own.due_by")).toBe("");
  });
});
