import { dayOf } from "../duties/days";
import { dateWords } from "../register/day-words";
import { today } from "../ui/today";
import type { CheckupView } from "./held";
import { t } from "./i18n";

/** Where a checkup stands, in words. */
export function stateWords({ state, day, missing }: Pick<CheckupView, "state" | "day" | "missing">): string {
  const on = day === null ? "" : dateWords(dayOf(day), today.value);
  if (state === "incomplete") return t("state.incomplete", { n: missing.length });
  if (state === "due") return t("state.due");
  return t(`state.${state}`, { day: on });
}
