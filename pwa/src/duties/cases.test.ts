import { describe, expect, it } from "vitest";
import { type Answer, answerCase, type Case } from "./cases";

const shown = import.meta.glob<Case & { name: string; why: string; expect: Answer }>(
  "../../../tests/conformance/cases/*.json",
  { eager: true, import: "default" },
);

describe("every conformance case gets exactly its expected answer", () => {
  it("finds the cases", () => expect(Object.keys(shown).length).toBeGreaterThanOrEqual(40));

  for (const world of Object.values(shown)) {
    it(`${world.name}: ${world.why}`, () => expect(answerCase(world)).toEqual(world.expect));
  }
});
