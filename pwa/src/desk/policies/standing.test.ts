import { describe, expect, it } from "vitest";
import type { FollowedPolicy } from "../rows";
import { standingOf } from "./standing";

const followed = (valid_from: string, valid_to: string | null) => ({ valid_from, valid_to }) as FollowedPolicy;

describe("a policy that the county adopted", () => {
  it("is followed on its first and on its last day", () => {
    expect(standingOf(followed("2026-11-22", null), "2026-11-22")).toBe("running");
    expect(standingOf(followed("2026-01-01", "2026-11-22"), "2026-11-22")).toBe("running");
  });

  it("is to come before, and past after", () => {
    expect(standingOf(followed("2026-12-01", null), "2026-11-30")).toBe("to_come");
    expect(standingOf(followed("2026-01-01", "2026-11-21"), "2026-11-22")).toBe("past");
  });
});
