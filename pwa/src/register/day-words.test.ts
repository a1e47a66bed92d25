import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dayOf } from "../duties/days";
import { language, loadEnglish } from "../i18n";
import { current } from "../local/current";
import { accountOf, NOON, PhoneInMemory } from "../sync/model/phone";
import { closeSession, openSession } from "../sync/session";
import { now, today } from "../ui/today";
import { agoWords, clockTime, momentAt, momentWords, todayWords } from "./day-words";

const TODAY = dayOf("2026-03-02");

afterEach(() => {
  language.value = "zh";
  current.value = null;
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

describe("in a county that keeps another time than Shanghai's", () => {
  beforeEach(async () => {
    const phone = new PhoneInMemory(
      () => NOON,
      async () => new Response("", { status: 503 }),
    );
    const account = accountOf("hong", "device");
    current.value = await openSession(phone, { ...account, county: { ...account.county, timezone: "Europe/Berlin" } });
    return () => current.value && closeSession(current.value);
  });

  it("is today what its calendar says, on the page and in words", () => {
    now.value = Date.parse("2026-03-01T22:30:00Z");
    expect(today.value).toBe(dayOf("2026-03-01"));
    expect(momentWords(now.value, today.value)).toBe("今天 23:30");
    now.value = Date.parse("2026-03-01T23:00:00Z");
    expect(today.value).toBe(TODAY);
  });

  it.each([
    ["2026-03-28", "12:00", "2026-03-28T11:00:00.000Z"],
    ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "04:00", "2026-10-25T03:00:00.000Z"],
  ])("is %s %s that moment also around the nights when its clocks are changed", (day, time, moment) => {
    expect(new Date(momentAt(dayOf(day), time)).toISOString()).toBe(moment);
    expect(clockTime(Date.parse(moment))).toBe(time);
  });
});
