import { expect, test } from "vitest";
import { hasInitials } from "./initials";

test.each([
  ["刘石云", "lsy", true],
  ["刘石云", "ls", true],
  ["刘石云", "sy", true],
  ["刘石云", "ly", false],
  ["曾广发", "zgf", true],
  ["曾广发", "cgf", true],
  ["单玉兰", "syl", true],
  ["古丽·依布拉", "glyb", true],
  ["欧阳雪", "oyx", true],
  ["李 娜", "ln", true],
  ["Anna", "an", true],
  ["刘石云", "lsyx", false],
])("%s is found by %s: %s", (name, letters, found) => {
  expect(hasInitials(name, letters)).toBe(found);
});
