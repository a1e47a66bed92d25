/** What is due until when, in the few words of a card. */
import type { Language } from "../i18n/catalogue";
import { type CalendarUnit, type Day, dayOf, dayOfMonth, isoOf, unitAt, weekdayOf } from "./days";
import type { Due } from "./light";
import { type Duty, isCalendar, rollingDays } from "./policy";
import { KINDS, MONTHS_EN, UNITS, WEEKDAYS, word } from "./words";

/** 今天要探访 · 最晚周四，任选一天 · 已逾期 2 天: the light of a duty in words. Without a duty (a grey light): nothing is owed. */
export function dueWords(duty: Duty | null, due: Due, today: Day, language: Language): string {
  const say = language === "zh" ? ZH : EN;
  const act = word(KINDS, duty?.credit?.kinds?.[0] ?? "visit", language);
  if (!duty || due.light === "grey") return say.nothing(act);
  if (isCalendar(duty.every) && isOver(duty.every, due, today)) return say.nothingMore(act, duty.every);
  if (due.due_by === null) return say.nothing(act);
  const left = due.due_by - today;
  if (left < 0) return overdueWords(duty.every, due.due_by, today, say);
  if (due.light === "red" && isCalendar(duty.every)) return say.missedBefore(act, duty.every, (duty.times ?? 1) > 1);
  if (left === 0) return say.today(act);
  const when = dayWords(due.due_by, today, language);
  if (left === rollingDays(duty.every)) return say.doneToday(act, when, left === 1);
  return due.light === "yellow" ? say.soon(act, when) : say.until(when);
}

/** A phone holds this year's and last year's records: of what was last done before, it knows that and no more. */
function overdueWords(every: string, dueBy: Day, today: Day, say: typeof ZH): string {
  const lastUnknown = dayOf(`${Number(isoOf(today).slice(0, 4)) - 2}-12-31`);
  const dueAtLatest = lastUnknown + (rollingDays(every) ?? 0);
  return dueBy < dueAtLatest ? say.overdueAtLeast(today - dueAtLatest) : say.overdue(today - dueBy);
}

/** 明天, 周四, 下周二, 4月5日: a day to come as one says it today. */
export function dayWords(day: Day, today: Day, language: Language): string {
  const zh = language === "zh";
  if (day === today) return zh ? "今天" : "today";
  if (day === today + 1) return zh ? "明天" : "tomorrow";
  const weekday = WEEKDAYS[language][weekdayOf(day)] ?? "";
  const weeks = (unitAt("week", day).first - unitAt("week", today).first) / 7;
  if (weeks === 0 || (!zh && day > today && day < today + 7)) return weekday;
  if (zh && weeks === 1) return `下${weekday}`;
  const month = Number(isoOf(day).slice(5, 7));
  return zh ? `${month}月${dayOfMonth(day)}日` : `${dayOfMonth(day)} ${MONTHS_EN[month - 1]}`;
}

/** Whether nothing more is owed in today's unit: the date then belongs to the next one. */
function isOver(every: CalendarUnit, due: Due, today: Day): boolean {
  return due.light === "green" && (due.due_by === null || due.due_by > unitAt(every, today).last);
}

const THIS: Record<CalendarUnit, string> = { week: "本周", month: "本月", quarter: "本季度", year: "今年" };
const LAST: Record<CalendarUnit, string> = { week: "上周", month: "上月", quarter: "上季度", year: "去年" };

const ZH = {
  nothing: (act: string) => `现在不用${act}`,
  nothingMore: (act: string, every: CalendarUnit) => `${THIS[every]}不用再${act}`,
  overdue: (days: number) => `已逾期 ${days} 天`,
  overdueAtLeast: (days: number) => `已逾期至少 ${days} 天`,
  missedBefore: (act: string, every: CalendarUnit, often: boolean) =>
    `${LAST[every]}${often ? "没有做够" : `没有${act}`}，请尽快`,
  today: (act: string) => `今天要${act}`,
  doneToday: (act: string, when: string, daily: boolean) =>
    `今天已${act}，${daily ? `${when}再去` : `下次最晚${when}`}`,
  soon: (act: string, when: string) => `最晚${when}要${act}`,
  until: (when: string) => `最晚${when}，任选一天`,
};

const EN: typeof ZH = {
  nothing: (act) => `No ${act} due now`,
  nothingMore: (act, every) => `No more ${act} due this ${word(UNITS, every, "en")}`,
  overdue: (days) => `${days} ${days === 1 ? "day" : "days"} overdue`,
  overdueAtLeast: (days) => `At least ${days} ${days === 1 ? "day" : "days"} overdue`,
  missedBefore: (act, every, often) =>
    `${often ? "Too few" : `No ${act}`} last ${word(UNITS, every, "en")}: please do it soon`,
  today: (act) => `Due today: ${act}`,
  doneToday: (_, when, daily) => `Done today, next ${daily ? "" : "by "}${when}`,
  soon: (act, when) => `Due by ${when}: ${act}`,
  until: (when) => `Any day until ${when}`,
};
