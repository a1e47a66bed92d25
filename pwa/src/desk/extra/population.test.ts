import { beforeEach, describe, expect, it } from "vitest";
import { language } from "../i18n";
import type { ExtraDuty } from "../rows";
import { phaseOf, populationText } from "./population";

const extra = (more: Partial<ExtraDuty>) =>
  ({ valid_from: "2026-11-20", valid_to: "2026-11-25", ended_at: null, ...more }) as ExtraDuty;

beforeEach(() => {
  language.value = "zh";
});

describe("an extra duty", () => {
  it("runs on its first and last day, and is over only after it", () => {
    expect(["2026-11-19", "2026-11-20", "2026-11-25", "2026-11-26"].map((day) => phaseOf(extra({}), day))).toEqual([
      "to_come",
      "running",
      "running",
      "over",
    ]);
  });

  it("that was ended is ended whatever its days", () => {
    expect(phaseOf(extra({ ended_at: "2026-11-21T01:00:00Z" }), "2026-11-22")).toBe("ended");
  });

  it("says whom it is for", () => {
    const nobody = { programmes: [], arrangements: [], abilities: [], min_age: null };
    expect(populationText(nobody)).toBe("所有人员");
    expect(populationText({ ...nobody, arrangements: ["dispersed"], abilities: ["semi", "full"], min_age: 80 })).toBe(
      "分散 · 半失能、全失能 · 80 岁及以上",
    );
  });
});
