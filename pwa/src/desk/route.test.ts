import { describe, expect, it } from "vitest";
import { hashOf, periodOf, readHash } from "./route";

describe("the address of a page", () => {
  it("is read as it was written", () => {
    const hash = hashOf("people", "430321104", { light: "red", sort: "-misses" });
    expect(hash).toBe("#/desk/people/430321104?light=red&sort=-misses");
    expect(readHash(hash)).toEqual({ page: "people", of: "430321104", query: { light: "red", sort: "-misses" } });
  });

  it("leaves out what is not set", () => {
    expect(hashOf("people", "430321104", { light: "", village: "" })).toBe("#/desk/people/430321104");
    expect(hashOf("")).toBe("#/desk");
  });

  it("is the first page when it says nothing more", () => {
    expect(readHash("#/desk")).toEqual({ page: "", of: "", query: {} });
  });

  it("passes on the period and nothing else", () => {
    expect(periodOf({ from: "2026-10-01", to: "2026-10-31", light: "red" })).toEqual({
      from: "2026-10-01",
      to: "2026-10-31",
    });
  });
});
