import { type Day, isoOf } from "../duties/days";

export const WHENS = ["today", "yesterday", "other"] as const;

export type When = (typeof WHENS)[number];

/** Since when: the word that was chosen, and the date (YYYY-MM-DD) that it meant then; "" as long as none is chosen. */
export interface Since {
  when: When;
  day: string;
}

export function sinceOf(when: When, today: Day): Since {
  return { when, day: when === "other" ? "" : isoOf(when === "today" ? today : today - 1) };
}

/** The word for it on a day: yesterday's "today" is another day. */
export function whenOn({ when, day }: Since, today: Day): When {
  return sinceOf(when, today).day === day ? when : "other";
}

/** The day that is meant; null as long as none is chosen, or one to come. */
export function statedDay({ day }: Since, today: Day): string | null {
  return day !== "" && day <= isoOf(today) ? day : null;
}
