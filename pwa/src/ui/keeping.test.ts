import { describe, expect, it } from "vitest";
import { perilsOf } from "./keeping";

const WELL = { used: 40_000_000, free: 2_000_000_000, kept: true };

describe("what is said of how a phone keeps things", () => {
  it("is nothing where all is well or nothing is known", () => {
    expect([WELL, { used: null, free: null, kept: null }, null].map((told) => perilsOf(told, false))).toEqual([
      [],
      [],
      [],
    ]);
  });

  it("is that room runs out, then that pictures stop", () => {
    expect(perilsOf({ ...WELL, free: 99_000_000 }, false)).toEqual(["low"]);
    expect(perilsOf({ ...WELL, free: 29_000_000 }, false)).toEqual(["full"]);
  });

  it("is that the browser has promised nothing, but inside another app that alone", () => {
    const loose = { ...WELL, kept: false };
    expect(perilsOf(loose, false)).toEqual(["not_kept"]);
    expect(perilsOf(loose, true)).toEqual(["inside_an_app"]);
    expect(perilsOf({ ...loose, free: 1 }, true)).toEqual(["inside_an_app", "full"]);
  });
});
