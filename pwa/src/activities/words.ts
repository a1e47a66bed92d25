/** Activities in words. */
import { dayOf, isoOf } from "../duties/days";
import { todayWords } from "../register/day-words";
import { today } from "../ui/today";
import { t } from "./i18n";
import type { ActivityView } from "./laid-over";

export function nameOf({ title, kind }: Pick<ActivityView, "title" | "kind">): string {
  return title || t(`kind.${kind}`);
}

/** 11月24日 星期二 09:00; of another year with the year. */
export function whenWords({ day, time }: Pick<ActivityView, "day" | "time">): string {
  const date = todayWords(dayOf(day));
  const year = day.slice(0, 4);
  return `${year === isoOf(today.value).slice(0, 4) ? "" : `${year} `}${date} ${time}`;
}
