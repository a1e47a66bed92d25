import { expect, it } from "vitest";
import { freeOf } from "./browser";

it("believes what a browser says is free, unless it says the same to everybody", () => {
  expect(freeOf(60_000_000, 40_000_000)).toBe(20_000_000);
  expect(freeOf(40_000_000, 60_000_000)).toBe(0);
  expect(freeOf(5_000, 5_000)).toBe(0);
  expect(freeOf(10 * 2 ** 30 + 4_321, 4_321)).toBeNull();
  expect(freeOf(3 * 2 ** 30, 0)).toBeNull();
  expect([freeOf(undefined, 1), freeOf(1, undefined)]).toEqual([null, null]);
});
