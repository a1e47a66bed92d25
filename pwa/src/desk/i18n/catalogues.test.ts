import { describe, expect, it } from "vitest";
import { en } from "./en";
import { word } from "./index";
import { zh } from "./zh";

/** The other language's own name, and what hangs at doors for visitors to read, whoever prints it. */
const IN_CHINESE = ["desk.language", "doors.scan_here", "doors.numbered"];

describe("the desk's two languages", () => {
  it("fill the same gaps in each sentence", () => {
    const gaps = (sentence: string) => [...new Set(sentence.match(/\{\w+/g))].sort();
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) expect(gaps(en[key]), key).toEqual(gaps(zh[key]));
  });

  it("leave no Chinese in the English and no empty sentence", () => {
    for (const [key, sentence] of Object.entries(en)) {
      if (!IN_CHINESE.includes(key)) expect(sentence, key).not.toMatch(/[\u4e00-\u9fff]/);
      expect(sentence.length, key).toBeGreaterThan(0);
    }
  });

  it("show a code that they do not know as it is", () => {
    expect(word("mode", "home")).toBe("上门");
    expect(word("mode", "drone")).toBe("drone");
  });
});
