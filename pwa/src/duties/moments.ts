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
  return Math.floor((instant + offsetAt(instant, timezone)) / DAY);
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(instant: number, timezone: string): number {
  if (timezone === "Asia/Shanghai" && instant >= SHANGHAI_SETTLED) return SHANGHAI_OFFSET;
  const shown: Record<string, string> = {};
  for (const { type, value } of calendar(timezone).formatToParts(instant)) shown[type] = value;
  const time = (Number(shown.hour) * 60 + Number(shown.minute)) * MINUTE + Number(shown.second) * 1000;
  return dayOf(`${shown.year}-${shown.month}-${shown.day}`) * DAY + time - Math.floor(instant / 1000) * 1000;
}

function calendar(timezone: string): Intl.DateTimeFormat {
  let known = calendars.get(timezone);
  if (!known) {
    const [numeric, two] = ["numeric", "2-digit"] as const;
    const date = { timeZone: timezone, year: numeric, month: two, day: two, hourCycle: "h23" } as const;
    known = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { ...date, hour: two, minute: two, second: two });
    calendars.set(timezone, known);
  }
  return known;
}
