/** Moments: always with an offset, and the local date on which one falls. */
import { type Day, dayOf } from "./days";

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(?:Z|([+-])(\d\d):?(\d\d))$/i;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The last change of the clocks in China was on 15 September 1991; from 1992 on it is +08:00 all year. */
const SHANGHAI_SETTLED = Date.UTC(1992, 0, 1);
const SHANGHAI_OFFSET = 480 * MINUTE;

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds since 1970 of a moment such as 2026-03-01T09:00:00+08:00; one without an offset is an error (semantics §1). */
export function instantOf(moment: string): number {
  const match = MOMENT.exec(moment);
  if (!match) throw new RangeError(`not a moment with an offset: ${moment}`);
  const [, date = "", hours, minutes, seconds = 0, sign = "+", offsetHours = 0, offsetMinutes = 0] = match;
  const local = dayOf(date) * DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * MINUTE;
  return sign === "+" ? local - offset : local + offset;
}

/** The service date of a moment: its local date in a time zone (an IANA name). */
export function localDay(instant: number, timezone = "Asia/Shanghai"): Day {
  if (timezone === "Asia/Shanghai" && instant >= SHANGHAI_SETTLED) return Math.floor((instant + SHANGHAI_OFFSET) / DAY);
  const parts: Record<string, string> = {};
  for (const { type, value } of calendar(timezone).formatToParts(instant)) parts[type] = value;
  return dayOf(`${parts.year}-${parts.month}-${parts.day}`);
}

function calendar(timezone: string): Intl.DateTimeFormat {
  let known = calendars.get(timezone);
  if (!known) {
    const shape = { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
    known = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", shape);
    calendars.set(timezone, known);
  }
  return known;
}
