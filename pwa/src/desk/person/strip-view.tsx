import { dayText } from "../dates";
import { t } from "../i18n";
import { weekdayOf } from "../period";
import type { DutyLine, PersonFile } from "../rows";
import { opening } from "./duties";
import { cellsBefore, type Day, type Mark, stripOf } from "./strip";

const SIGNS: { [mark in Mark]: string } = { credited: "●", missed: "✕", nothing: "·", future: "" };
const MARKS: readonly Mark[] = ["credited", "missed", "nothing", "future"];

/** The period as a strip of days. A credited day opens to the records that credited it. */
export function Strip({ line, file }: { line: DutyLine; file: PersonFile }) {
  const days = stripOf(line, file, file.today);
  return (
    <div class="desk-strip-box">
      <h4>{t("duty.strip")}</h4>
      <ol class="desk-strip">
        {Array.from({ length: cellsBefore(file) }, (_, n) => (
          <li key={n} class="desk-strip-gap" aria-hidden="true" />
        ))}
        {days.map((day) => (
          <li key={day.date} class={classOf(day, file.today)}>
            <DayCell day={day} today={file.today} />
          </li>
        ))}
      </ol>
      <Legend />
    </div>
  );
}

function classOf(day: Day, today: string): string {
  const monday = weekdayOf(day.date) === 0 ? " desk-monday" : "";
  return `desk-day desk-day-${day.mark}${monday}${day.date === today ? " desk-today" : ""}`;
}

function DayCell({ day, today }: { day: Day; today: string }) {
  const says = t("mark.day", { date: dayText(day.date, today), mark: t(`mark.${day.mark}`) });
  const inside = (
    <>
      <span aria-hidden="true">{Number(day.date.slice(8))}</span>
      <span aria-hidden="true" class="desk-symbol">
        {SIGNS[day.mark]}
      </span>
      <span class="desk-aside">{says}</span>
    </>
  );
  return day.records.length === 0 ? (
    <span title={says}>{inside}</span>
  ) : (
    <a href={opening({ show: "", duty: "", day: day.date })} title={says}>
      {inside}
    </a>
  );
}

function Legend() {
  return (
    <p class="desk-legend">
      {MARKS.map((mark) => (
        <span key={mark}>
          <span class={`desk-day-${mark} desk-symbol`} aria-hidden="true">
            {SIGNS[mark] || "\u00A0"}
          </span>
          {t(`mark.${mark}`)}
        </span>
      ))}
    </p>
  );
}
