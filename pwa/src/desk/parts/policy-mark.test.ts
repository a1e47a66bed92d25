import { describe, expect, it } from "vitest";
import { policyMark } from "./policy-mark";

const TODAY = "2026-11-22";

describe("what a policy is called", () => {
  it("is in force from its first day on, and not before", () => {
    expect(policyMark("in_force", "2026-11-22", TODAY)).toBe("现行");
    expect(policyMark("in_force", "2026-12-01", TODAY)).toBe("2026-12-01 起执行");
    expect(policyMark("in_force", undefined, TODAY)).toBe("现行");
  });

  it("is repealed or a draft whatever its dates", () => {
    expect(policyMark("repealed", "2026-12-01", TODAY)).toBe("已废止");
    expect(policyMark("draft", "2026-12-01", TODAY)).toBe("草案：征求意见稿，不是现行规定");
  });
});
