import { expect, it } from "vitest";
import { dayOf } from "../duties/days";
import { calendarFile, daysDue } from "./calendar-file";

const TODAY = dayOf("2026-11-27");

it("counts who is overdue on today", () => {
  expect(daysDue([TODAY - 3, TODAY, TODAY + 1, TODAY - 1], TODAY)).toEqual([
    { day: TODAY, people: 3 },
    { day: TODAY + 1, people: 1 },
  ]);
});

it("makes a calendar that names nobody", () => {
  const made = calendarFile(
    [{ day: TODAY, people: 3 }],
    new Date("2026-11-27T00:00:00.123Z"),
    (n) => `${n} 人等着探访`,
  );
  const lines = made.split("\r\n");
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  expect(lines).toContain("DTSTAMP:20261127T000000Z");
  expect(lines).toContain("DTSTART;VALUE=DATE:20261127");
  expect(lines).toContain("DTEND;VALUE=DATE:20261128");
  expect(lines).toContain("SUMMARY:3 人等着探访");
  expect(made.endsWith("END:VCALENDAR\r\n")).toBe(true);
});
