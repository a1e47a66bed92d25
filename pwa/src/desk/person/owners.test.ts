import { describe, expect, it } from "vitest";
import { byOwner } from "./owners";

describe("missed days", () => {
  it("stand with the one whose they were, and with the township where it was nobody", () => {
    const li = { id: "1", name: "李秀兰" };
    const days = byOwner(["2026-11-02", "2026-11-04", "2026-11-06"], { "2026-11-02": li, "2026-11-06": li });
    expect([...days]).toEqual([
      ["李秀兰", ["2026-11-02", "2026-11-06"]],
      ["", ["2026-11-04"]],
    ]);
  });
});
