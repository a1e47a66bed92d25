import { describe, expect, it } from "vitest";
import { typedCode } from "../../accounts/enrol-failures";
import { inFours } from "./sign-in-code";

describe("a sign-in code", () => {
  it("stands in groups of four, and the phone takes it as it stands", () => {
    expect(inFours("5yzjvzp7kmnq2345")).toBe("5yzj vzp7 kmnq 2345");
    expect(inFours("5yzjvz")).toBe("5yzj vz");
    expect(inFours("")).toBe("");
    expect(typedCode(inFours("5yzjvzp7kmnq2345"))).toBe("5yzjvzp7kmnq2345");
  });
});
