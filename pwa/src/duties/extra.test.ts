import { describe, expect, it } from "vitest";
import { dayOf } from "./days";
import { type Extra, type ExtraLine, extraLine } from "./extra";
import { extraWords } from "./extra-words";
import type { Fact, Person } from "./timeline";

const HEAT = { id: "heat", title: "高温走访", valid_from: "2026-07-01", valid_to: "2026-07-09" };
const DAY = (date: number) => dayOf(`2026-07-0${date}`);

function person(...facts: Fact[]): Person {
  return { id: "p", birth: null, facts: [{ kind: "programme", value: "tekun", from: 0 }, ...facts] };
}

function visit(date: number, mode = "home") {
  return { id: `v${date}`, kind: "visit", mode, service_date: DAY(date) };
}

describe("an extra duty", () => {
  it("is met by one visit at home on any of its days, and by nothing else", () => {
    expect(extraLine(HEAT, person(), [], DAY(1))).toEqual({ state: "to_visit", met: null, due_by: DAY(9) });
    expect(extraLine(HEAT, person(), [visit(7), visit(3)], DAY(8))).toEqual({
      state: "met",
      met: DAY(3),
      due_by: null,
    });
    expect(extraLine(HEAT, person(), [visit(3, "phone"), visit(8)], DAY(7))).toMatchObject({ state: "to_visit" });
    expect(extraLine(HEAT, person(), [], DAY(9) + 1)).toMatchObject({ state: "missed" });
  });

  it("is owed to who is there on its last day and for half of its days; one that was ended owes nothing more", () => {
    const away = (from: number, to: number): Fact => ({ kind: "suspension", from: DAY(from), to: DAY(to) });
    expect(extraLine(HEAT, person(away(1, 4)), [], DAY(5))).toMatchObject({ state: "to_visit" });
    expect(extraLine(HEAT, person(away(1, 5)), [], DAY(5))).toBeNull();
    expect(extraLine(HEAT, person(away(9, 9)), [], DAY(5))).toBeNull();
    const ended: Extra = { ...HEAT, ended: true };
    expect(extraLine(ended, person(), [], DAY(5))).toBeNull();
    expect(extraLine(ended, person(), [visit(2)], DAY(5))).toMatchObject({ state: "met" });
  });

  it("is told by its days, and by what became of it", () => {
    const toVisit: ExtraLine = { state: "to_visit", met: null, due_by: DAY(9) };
    const said = (line: ExtraLine, today: number, language: "zh" | "en" = "zh") =>
      extraWords(HEAT, line, DAY(today), language);
    expect(said(toVisit, 2)).toBe("高温走访：7月1日至9日，任选一天");
    expect(said(toVisit, 2, "en")).toBe("高温走访: any one day, 1–9 July");
    expect(said(toVisit, 9)).toBe("高温走访：今天最后一天");
    expect(said({ state: "met", met: DAY(3), due_by: null }, 4)).toBe("高温走访：7月3日已走访");
    expect(said({ state: "missed", met: null, due_by: null }, 4)).toBe("高温走访：7月1日至9日没有走访记录");
    const long = { ...HEAT, valid_to: "2026-08-05" };
    expect(extraWords(long, toVisit, DAY(2), "zh")).toBe("高温走访：7月1日至8月5日，任选一天");
  });
});
