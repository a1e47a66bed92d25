import { describe, expect, it } from "vitest";
import { inFours, mayBeRight, scannedCode, typedCode, typedPart } from "./typed-code";

const CODE = "504218339129";
const LINK = `https://example.org/#/enrol/${CODE}kqmnpabcde`;

describe("a sign-in code", () => {
  it("stands in groups of four, and is taken as it stands", () => {
    expect(inFours(CODE)).toBe("5042 1833 9129");
    expect(inFours("5042")).toBe("5042");
    expect(inFours("")).toBe("");
    expect(typedCode(inFours(CODE))).toBe(CODE);
    expect(typedCode(" ５０４２-1833-9129\n")).toBe(CODE);
    expect(typedCode(LINK)).toBe(`${CODE}kqmnpabcde`);
    expect(typedCode("  ")).toBe("");
  });

  it("is checked before anybody is asked", () => {
    expect(mayBeRight(CODE)).toBe(true);
    const wrong = [...CODE].flatMap((digit, at) =>
      [..."0123456789"]
        .filter((other) => other !== digit)
        .map((other) => CODE.slice(0, at) + other + CODE.slice(at + 1)),
    );
    const turned = [...CODE.slice(1)]
      .map((_, at) => CODE.slice(0, at) + CODE[at + 1] + CODE[at] + CODE.slice(at + 2))
      .filter((code) => code !== CODE);
    expect([...wrong, ...turned, CODE.slice(1), `${CODE}0`, "12"].filter(mayBeRight)).toEqual([]);
    expect(mayBeRight(`${CODE}kqmnpabcde`)).toBe(true);
  });

  it("is told from any other picture", () => {
    expect(scannedCode(LINK)).toBe(`${CODE}kqmnpabcde`);
    expect(scannedCode(CODE)).toBe(CODE);
    expect(scannedCode("https://example.org/pay/504218339129")).toBeNull();
    expect(scannedCode("6901234567892")).toBeNull();
  });

  it("is what an app on the home screen is given of a link", () => {
    expect(typedPart(`${CODE}kqmnpabcde`)).toBe(CODE);
    expect(typedPart("k7qm2xpdk7qm2xpd")).toBeNull();
  });
});
