import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { gbtLevelOf, ITEMS, type Item, levelOf, type Met, type NewAssessment, objectionsTo, panelOf } from "./rules";

interface Cases {
  levels: [Met[], string | null][];
  gbt: [number, string][];
  objections: [Partial<NewAssessment>, string[], string[]][];
}

const cases: Cases = JSON.parse(readFileSync("../tests/assessments/cases.json", "utf-8"));
const items = (met: Met[]) => Object.fromEntries(ITEMS.map((item, at) => [item, met[at]])) as Record<Item, Met>;

it("classes six items as the server does", () => {
  for (const [met, level] of cases.levels) expect(levelOf(items(met)), met.join()).toBe(level);
  for (const [score, level] of cases.gbt) expect(gbtLevelOf(score)).toBe(level);
});

it("objects to what the server objects to", () => {
  for (const [told, packs, found] of cases.objections) {
    const whole = { score: null, level: null, reason: null, scale: "six_items", assessed_on: "2026-06-15", ...told };
    const asked = { ...whole, items: items(told.items as unknown as Met[]) } as NewAssessment;
    expect(objectionsTo(asked, panelOf(packs), "2026-06-15"), JSON.stringify(told)).toEqual(found);
  }
});
