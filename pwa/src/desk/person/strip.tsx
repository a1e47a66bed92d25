import { dayText } from "../dates";
import { t } from "../i18n";
import { weekdayOf } from "../period";
import { route } from "../route";
import type { DutyDay, Opened } from "../rows";
import { askedFrom } from "./asked";
import { DayOpened } from "./day";
import { type DayStrip, dayAsked } from "./day-strip";
import { opening } from "./duties";

type State = DutyDay["state"];

/** Each state has a shape beside its colour; what is still to come is an empty day. */
const SIGNS: { [state in State]: string } = {
  credited: "●",
  missed: "✕",
  unreported: "?",
  in_time: "·",
  to_come: "\u00A0",
  suspended: "∥",
  not_owed: "–",
};
const STATES = Object.keys(SIGNS) as State[];

/** Days in rows of a week. Each opens: what it was, by which facts and which rule, and its records. */
export function Strip({ strip, file }: { strip: DayStrip; file: Opened }) {
  const opened = dayAsked(strip, askedFrom(route.value.query));
  return (
    <div class="desk-strip-box">
      <h4>{t("duty.strip")}</h4>
      <ol class="desk-strip">
        {Array.from({ length: weekdayOf(strip.days[0]?.day ?? file.from) }, (_, n) => (
          <li key={n} class="desk-strip-gap" aria-hidden="true" />
        ))}
        {strip.days.map((day) => (
          <li key={day.day} class={classOf(day, file.today)}>
            <DayCell day={day} strip={strip} today={file.today} isOpened={day === opened} />
          </li>
        ))}
      </ol>
      <Legend states={STATES.filter((state) => strip.days.some((day) => day.state === state))} />
      {opened && <DayOpened strip={strip} day={opened} file={file} />}
    </div>
  );
}

function classOf({ day, state }: DutyDay, today: string): string {
  const monday = weekdayOf(day) === 0 ? " desk-monday" : "";
  return `desk-day desk-day-${state}${monday}${day === today ? " desk-today" : ""}`;
}

interface DayCellProps {
  day: DutyDay;
  strip: DayStrip;
  today: string;
  isOpened: boolean;
}

function DayCell({ day: { day, state }, strip: { duty, version }, today, isOpened }: DayCellProps) {
  const says = t("day.says", { date: dayText(day, today), state: t(`day.${state}`) });
  return (
    <a href={opening({ show: "", duty, version, day })} title={says} aria-current={isOpened ? "true" : undefined}>
      <span aria-hidden="true">{Number(day.slice(8))}</span>
      <span aria-hidden="true" class="desk-symbol">
        {SIGNS[state]}
      </span>
      <span class="desk-aside">{says}</span>
    </a>
  );
}

function Legend({ states }: { states: State[] }) {
  return (
    <p class="desk-legend">
      {states.map((state) => (
        <span key={state}>
          <span class={`desk-day-${state} desk-symbol`} aria-hidden="true">
            {SIGNS[state]}
          </span>
          {t(`day.${state}`)}
        </span>
      ))}
    </p>
  );
}
