import { t } from "../i18n";
import { hashOf } from "../route";
import type { Today } from "../rows";
import type { Waiting } from "./waiting";

/** All that waits in one line, each number leading to its place; or that nothing waits. */
export function Summary({ value, waiting }: { value: Today; waiting: Waiting }) {
  const places = placesOf(value, waiting).filter(({ n }) => n > 0);
  const dueToday = (
    <a class="desk-chip" href={hashOf("people", value.township, { light: "yellow" })}>
      {t("today.due_today")} <b>{value.due_today}</b>
    </a>
  );
  return (
    <nav class="desk-bar desk-screen-only" aria-label={t("today.summary")}>
      {places.map(({ name, words, n }) => (
        <button key={name} type="button" class="desk-chip" onClick={() => goTo(name)}>
          {words} <b>{n}</b>
        </button>
      ))}
      {places.length === 0 && !waiting.reading && <p class="desk-all-done">{t("today.all_done")}</p>}
      {value.due_today > 0 && dueToday}
      {waiting.concerns.length > 0 && (
        <a class="desk-chip" href={hashOf("concerns")}>
          {t("concerns.title")} <b>{waiting.concerns.length}</b>
        </a>
      )}
    </nav>
  );
}

interface Place {
  name: string;
  words: string;
  n: number;
}

function placesOf(value: Today, waiting: Waiting): Place[] {
  const late = value.nobody.length + value.overdue.reduce((sum, { people }) => sum + people.length, 0);
  const due = value.stays_due.length + value.duties_due.length + value.no_ability.length;
  return [
    { name: "desk-today-overdue", words: t("today.overdue"), n: late },
    { name: "desk-unreached", words: t("unreached.short"), n: waiting.unreached.length },
    { name: "desk-today-needs", words: t("needs.title"), n: waiting.needs.length },
    { name: "desk-today-reports", words: t("reports.title"), n: waiting.reports.length },
    { name: "desk-conflicts", words: t("conflicts.title"), n: waiting.conflicts.length },
    { name: "desk-parked", words: t("parked.records"), n: waiting.parked.length },
    { name: "desk-today-carer", words: t("today.without_carer"), n: value.without_carer.length },
    { name: "desk-today-due", words: t("today.due"), n: due },
    { name: "desk-today-silent", words: t("today.silent"), n: value.silent.length },
  ];
}

/** The keyboard goes along. */
function goTo(name: string): void {
  const place = document.getElementById(name)?.closest("section");
  place?.setAttribute("tabindex", "-1");
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "start" });
}
