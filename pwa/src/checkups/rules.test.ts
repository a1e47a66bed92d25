import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Value, Values } from "../api/checkup-rows";
import { contractOf } from "./contracts";
import { field } from "./form";
import { contradictions, faultOf, findingsOf, missingOf, slipOf, standingOf } from "./rules";
import { anchored, type Bounds, bmiOf, buildOf, constitutionsOf, SELFCARE, selfcareOf } from "./scores";

type Sex = "male" | "female";

interface Cases {
  faults: [string, Value, string | null][];
  findings: [Values, Sex, [string, boolean][]][];
  standings: [Values, Sex, string, string | null][];
  contracts: [Values, [string, string, string] | null][];
  missing: [Values, Sex, string[], string[]][];
  bmi: [Values, number | null, string | null][];
  selfcare: [Value[], number | null, string | null][];
  constitutions: [Record<string, string>, Bounds, number[], string][];
}

const cases: Cases = JSON.parse(readFileSync("../tests/checkups/cases.json", "utf-8"));

it("refuses what the server refuses, for the same reason", () => {
  for (const [name, value, fault] of cases.faults)
    expect(faultOf(field(name), value, 2026, "2026-06-15"), `${name} ${value}`).toBe(fault);
});

it("finds what the server finds", () => {
  for (const [values, sex, found] of cases.findings)
    expect(
      findingsOf(values, sex).map((one) => [one.field, one.urgent]),
      JSON.stringify(values),
    ).toEqual(found);
});

it("says where a checkup stands as the server does", () => {
  for (const [values, sex, state, day] of cases.standings)
    expect(standingOf(values, sex), JSON.stringify(values)).toMatchObject({ state, day });
  for (const [values, sex, , missing] of cases.missing)
    expect(missingOf(values, sex), JSON.stringify(values)).toEqual(expect.arrayContaining(missing));
});

it("says until when a family doctor's contract holds as the server does", () => {
  for (const [values, held] of cases.contracts) {
    const found = contractOf(values);
    expect(found && [found.doctor, found.signed_on, found.until], JSON.stringify(values)).toEqual(held);
  }
});

it("scores as the server does", () => {
  for (const [values, bmi, build] of cases.bmi) {
    const found = bmiOf(values);
    expect([found, found === null ? null : buildOf(found)]).toEqual([bmi, build]);
  }
  for (const [chosen, score, band] of cases.selfcare) {
    const values = Object.fromEntries(SELFCARE.map((name, at) => [name, chosen[at] ?? null]));
    expect(selfcareOf(values)).toEqual(score === null ? null : { score, band });
  }
  for (const [said, bounds, sums, balanced] of cases.constitutions) {
    const values: Values = {};
    for (let number = 1; number <= 33; number++) values[`q${number}`] = said[String(number)] ?? said["*"] ?? null;
    const leaned = constitutionsOf(values, bounds);
    expect(leaned?.map(({ sum }) => sum)).toEqual(sums);
    expect(leaned?.[8]?.leaning).toBe(balanced);
  }
});

it("notices a height in metres, a weight in jin and glucose in mg/dL", () => {
  expect(slipOf("height", 1.56, {})).toEqual({ unit: "metres", value: 156 });
  expect(slipOf("height", 156, {})).toBeNull();
  expect(slipOf("weight", 117, { height: 156 })).toEqual({ unit: "jin", value: 58.5 });
  expect(slipOf("weight", 58.5, { height: 156 })).toBeNull();
  expect(slipOf("weight", 110, {})).toEqual({ unit: "jin", value: 55 });
  expect(slipOf("glucose", 126, {})).toEqual({ unit: "mg_dl", value: 7 });
});

it("answers questions 9 and 28 from BMI and waist", () => {
  expect(anchored({ height: 156, weight: 58.5, waist: 86 })).toEqual({ q9: "2", q28: "3" });
  expect(anchored({ height: 150, weight: 63, waist: 79.9 })).toEqual({ q9: "5", q28: "1" });
  expect(anchored({ waist: 105.5 })).toEqual({ q28: "5" });
});

it("asks about a diastolic pressure above the systolic one", () => {
  expect(contradictions({ sbp_left: 80, dbp_left: 120 })).toEqual(["dbp_left"]);
});
