/** What is said of an extra duty: 高温走访：7月1日至9日，任选一天. */
import type { Language } from "../i18n/catalogue";
import { type Day, dayOfMonth, isoOf, type Stretch } from "./days";
import { daysOf, type Extra, type ExtraLine } from "./extra";
import { MONTHS_EN } from "./words";

/** An extra duty with how a person stands with it. A miss may still lie on another phone: no more is said than what this one knows. */
export function extraWords(extra: Extra & { title: string }, line: ExtraLine, today: Day, language: Language): string {
  const say = language === "zh" ? ZH : EN;
  const days = daysOf(extra);
  const { title } = extra;
  if (line.met !== null) return say.met(title, dateOf(line.met, language));
  if (line.state === "missed") return say.missed(title, rangeOf(days, language));
  if (days.last === today) return say.lastDay(title);
  if (days.first === days.last) return say.oneDay(title, rangeOf(days, language));
  return say.anyDay(title, rangeOf(days, language));
}

/** 7月1日至9日, 1–9 July; across months 7月28日至8月5日, 28 July to 5 August. */
export function rangeOf({ first, last }: Stretch, language: Language): string {
  if (first === last) return dateOf(first, language);
  const within = isoOf(first).slice(0, 7) === isoOf(last).slice(0, 7);
  if (language === "zh") return `${dateOf(first, "zh")}至${within ? `${dayOfMonth(last)}日` : dateOf(last, "zh")}`;
  return within ? `${dayOfMonth(first)}–${dateOf(last, "en")}` : `${dateOf(first, "en")} to ${dateOf(last, "en")}`;
}

function dateOf(day: Day, language: Language): string {
  const month = Number(isoOf(day).slice(5, 7));
  return language === "zh" ? `${month}月${dayOfMonth(day)}日` : `${dayOfMonth(day)} ${MONTHS_EN[month - 1]}`;
}

const ZH = {
  met: (title: string, day: string) => `${title}：${day}已走访`,
  missed: (title: string, days: string) => `${title}：${days}没有走访记录`,
  lastDay: (title: string) => `${title}：今天最后一天`,
  oneDay: (title: string, day: string) => `${title}：${day}当天`,
  anyDay: (title: string, days: string) => `${title}：${days}，任选一天`,
};

const EN: typeof ZH = {
  met: (title, day) => `${title}: visited on ${day}`,
  missed: (title, days) => `${title}: no visit on record, ${days}`,
  lastDay: (title) => `${title}: today is the last day`,
  oneDay: (title, day) => `${title}: on ${day}`,
  anyDay: (title, days) => `${title}: any one day, ${days}`,
};
