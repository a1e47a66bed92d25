import { afterEach, expect, it } from "vitest";
import { dayOf } from "../duties/days";
import { language, loadEnglish } from "../i18n";
import { agoWords, clockTime, momentAt, momentWords, todayWords } from "./day-words";

const TODAY = dayOf("2026-03-02");

afterEach(() => {
  language.value = "zh";
});

it.each([
  ["2026-03-02", "今天"],
  ["2026-03-01", "昨天"],
  ["2026-02-28", "前天"],
  ["2026-02-27", "3 天前"],
  ["2026-01-31", "30 天前"],
  ["2026-01-30", "1月30日"],
  ["2025-12-31", "2025年12月31日"],
])("says %s on 2 March 2026 as %s", (day, words) => {
  expect(agoWords(dayOf(day), TODAY)).toBe(words);
});

it("says a day to come by its date, never as a number of days ago", () => {
  expect(agoWords(TODAY + 1, TODAY)).toBe("3月3日");
});

it("says the same days in English once the English sentences are there", async () => {
  language.value = "en";
  expect(agoWords(TODAY - 1, TODAY)).toBe("昨天");
  await loadEnglish();
  expect(agoWords(TODAY - 1, TODAY)).toBe("yesterday");
  expect(agoWords(TODAY - 40, TODAY)).toBe("21 January");
  expect(todayWords(TODAY)).toBe("Monday 2 March");
});

it("names the day of the week of today", () => {
  expect(todayWords(TODAY)).toBe("3月2日 星期一");
  expect(todayWords(TODAY - 1)).toBe("3月1日 星期日");
});

it("tells times by the county's clocks, wherever the phone thinks it is", () => {
  const early = Date.parse("2026-03-01T16:05:00Z");
  expect(clockTime(early)).toBe("00:05");
  expect(momentWords(early, TODAY)).toBe("今天 00:05");
});

it("finds the moment at which the county's clocks show a time", () => {
  expect(new Date(momentAt(TODAY, "14:05")).toISOString()).toBe("2026-03-02T06:05:00.000Z");
});
