import { expect, it } from "vitest";
import { language } from "../../i18n/catalogue";
import type { Cover } from "../rows";
import { coverWords } from "./cover-marks";

const cover = {
  id: "a",
  state: "running",
  giver: "shen",
  giver_name: "沈天强",
  taker: "yan",
  taker_name: "闫凤光",
  first_day: "2026-03-02",
  last_day: "2026-03-04",
} as Cover;

function said(user: string, ...more: Partial<Cover>[]): string[] {
  return coverWords({ today: "2026-03-02", covers: more.map((one) => ({ ...cover, ...one })) }, user);
}

it("says on a worker's line who stands in for whom, till when, and nothing of what is over", () => {
  language.value = "zh";
  expect(said("shen", {})).toEqual(["由闫凤光代班，到3月4日"]);
  expect(said("yan", {}, { state: "over" })).toEqual(["替沈天强代班，到3月4日"]);
  expect(said("yan", { state: "to_come", first_day: "2026-03-03" })).toEqual(["3月3日起替沈天强代班"]);
  expect(said("shen", { state: "to_come", first_day: "2026-03-03" })).toEqual(["3月3日起由闫凤光代班"]);
  expect(said("shen", { state: "offered", taker: null, taker_name: null })).toEqual(["代班还没有人接，到3月4日"]);
  expect(said("li", {})).toEqual([]);
  expect(coverWords(undefined, "shen")).toEqual([]);
});
