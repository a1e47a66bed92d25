import { type Day, isoOf } from "../duties/days";

/** A day on which some people are due. */
export interface DayDue {
  day: Day;
  people: number;
}

/** How many are due on each day; who is overdue stands on today. */
export function daysDue(dueBy: readonly Day[], today: Day): DayDue[] {
  const counts = new Map<Day, number>();
  for (const due of dueBy) counts.set(Math.max(due, today), (counts.get(Math.max(due, today)) ?? 0) + 1);
  return [...counts].map(([day, people]) => ({ day, people })).sort((one, other) => one.day - other.day);
}

/** A calendar of one event for each day, without a name, in the form of the server's (RFC 5545). */
export function calendarFile(days: readonly DayDue[], made: Date, words: (people: number) => string): string {
  const stamp = made.toISOString().replace(/[-:]|\.\d+/g, "");
  const events = days.flatMap(({ day, people }) => [
    "BEGIN:VEVENT",
    `UID:${isoOf(day)}@shouwang`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${plain(day)}`,
    `DTEND;VALUE=DATE:${plain(day + 1)}`,
    `SUMMARY:${words(people)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT8H",
    `DESCRIPTION:${words(people)}`,
    "END:VALARM",
    "END:VEVENT",
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shouwang//reminders//ZH", "METHOD:PUBLISH"];
  return [...head, ...events, "END:VCALENDAR", ""].join("\r\n");
}

function plain(day: Day): string {
  return isoOf(day).replace(/-/g, "");
}
