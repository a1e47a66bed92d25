import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { digest } from "./digest";

const FIXED = new URL("../../../tests/conformance/digest.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(FIXED, "utf8")) as {
  cases: { have: Record<string, number>; digest: string }[];
};

describe("digest", () => {
  it.each(cases)("is the same here as on the server: $digest", ({ have, digest: wanted }) => {
    expect(digest(have)).toBe(wanted);
  });

  it("does not depend on the order in which buckets became known", () => {
    expect(digest({ b: 2, a: 1 })).toBe(digest({ a: 1, b: 2 }));
  });
});
