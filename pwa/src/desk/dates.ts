import { zone } from "../local/accounts";
import { language } from "./i18n";

const LOCALES = { zh: "zh-CN", en: "en-GB" };
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** A date without its year when that is today's: "11月22日", "22 Nov". */
export function dayText(date: string, today: string): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return format(`${date}T00:00:00Z`, {
    timeZone: "UTC",
    day: "numeric",
    month: language.value === "zh" ? "long" : "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** "星期一", "Monday". */
export function weekdayText(date: string): string {
  return format(`${date}T00:00:00Z`, { timeZone: "UTC", weekday: "long" });
}

export function monthText(month: string): string {
  return format(`${month}-01T00:00:00Z`, { timeZone: "UTC", year: "numeric", month: "long" });
}

/** The full local date and time of a moment: "2026-11-22 08:05" in every language. */
export function momentText(moment: string): string {
  const parts = { timeZone: zone.value, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return `${dateOf(moment, parts)} ${clockText(moment)}`;
}

export function clockText(moment: string): string {
  return format(moment, { timeZone: zone.value, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function dateOf(moment: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("sv-SE", parts).format(new Date(moment));
}

function format(moment: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([language.value, options]);
  let known = FORMATS.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(LOCALES[language.value], options);
    FORMATS.set(key, known);
  }
  return known.format(new Date(moment));
}
