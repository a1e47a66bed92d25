import { useAnswer } from "../api";
import { shade } from "../charts/figures";
import { monthText } from "../dates";
import { useEach } from "../each";
import { t } from "../i18n";
import { Answered, Empty, Failed } from "../parts/state";
import { hashOf, refine, route } from "../route";
import { type MonthLine, type Months, monthsPath, type Standing, standingPath } from "./calls";
import { pathOf, State } from "./closing";
import { Views } from "./views";

const CHOICES = 6;

/** Townships by weeks: who has closed, who waits for whose phones, and what changed since. Each cell opens onto people. */
export default function Weeks() {
  const answer = useAnswer(monthsPath(""));
  return (
    <>
      <div class="desk-title">
        <h1>{t("closing.weeks")}</h1>
        <Views view="weeks" />
      </div>
      <p class="desk-period-line">{t("closing.weeks_lead")}</p>
      <Answered answer={answer}>{(reply) => <Shown reply={reply} />}</Answered>
    </>
  );
}

function Shown({ reply }: { reply: Months }) {
  const months = [...new Set(reply.months.map((line) => line.month))];
  const month = months.find((each) => each === route.value.query.month) ?? months[0];
  if (month === undefined) return <Empty what={t("closing.empty")} first={t("closing.empty_first")} />;
  return (
    <>
      <p class="desk-buttons desk-screen-only">
        {months.slice(0, CHOICES).map((each) => (
          <button
            key={each}
            type="button"
            class="desk-button"
            aria-pressed={each === month}
            onClick={() => refine({ month: each })}
          >
            {monthText(each.slice(0, 7))}
          </button>
        ))}
      </p>
      <Table key={month} lines={reply.months.filter((line) => line.month === month)} today={reply.today} />
    </>
  );
}

function Table({ lines, today }: { lines: MonthLine[]; today: string }) {
  const each = useEach(lines.map(({ township, month }) => standingPath(township, month)));
  const found = lines.map((line) => each.values.get(standingPath(line.township, line.month).path));
  const weeks = found.find((one) => one !== undefined)?.weeks ?? [];
  const come = found.filter(Boolean).length;
  const largest = Math.max(0, ...found.flatMap((one) => one?.weeks.map(({ misses }) => misses) ?? []));
  return (
    <>
      {each.failure !== undefined && <Failed code={each.failure} again={each.again} />}
      {each.failure === undefined && come < lines.length && (
        <p role="status">{t("closing.reading", { n: come, of: lines.length })}</p>
      )}
      <div class="desk-scroll">
        <table class="desk-table desk-closing-weeks">
          <thead>
            <tr>
              <th scope="col">{t("townships.name")}</th>
              <th scope="col">{t("closing.state")}</th>
              {weeks.map(({ first, last }) => (
                <th key={first} scope="col">
                  {t("closing.week", { first: Number(first.slice(8)), last: Number(last.slice(8)) })}
                </th>
              ))}
              <th scope="col">{t("closing.silent")}</th>
              <th scope="col">{t("closing.changed_since")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <Row
                key={line.township}
                line={line}
                standing={found[at]}
                weeks={weeks.length}
                largest={largest}
                today={today}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps {
  line: MonthLine;
  standing: Standing | undefined;
  weeks: number;
  /** The most that any township missed in a week of the month. */
  largest: number;
  today: string;
}

function Row({ line, standing, weeks, largest, today }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <a href={pathOf(line)}>{line.name}</a>
      </th>
      <td data-label={t("closing.state")}>
        <State line={line} today={today} />
      </td>
      {standing === undefined ? (
        <td colSpan={weeks + 2}>…</td>
      ) : (
        <>
          {standing.weeks.map((week) => (
            <td
              key={week.first}
              class={`desk-shade-${shade(week.misses, largest)}`}
              data-label={t("closing.week", { first: Number(week.first.slice(8)), last: Number(week.last.slice(8)) })}
            >
              {week.misses > 0 && (
                <a href={hashOf("people", line.township, { from: week.first, to: week.last, sort: "-misses" })}>
                  {t("closing.week_misses", { n: week.misses })}
                </a>
              )}{" "}
              {week.unreported > 0 && t("closing.cell_unreported", { n: week.unreported })}
              {week.misses + week.unreported === 0 && <span class="desk-faint">{t("closing.week_whole")}</span>}
            </td>
          ))}
          <td data-label={t("closing.silent")}>
            {standing.silent > 0 && t("closing.workers", { n: standing.silent })}
          </td>
          <td data-label={t("closing.changed_since")}>{changed(standing)}</td>
        </>
      )}
    </tr>
  );
}

function changed({ line, changed_rows, changed_people }: Standing): string {
  if (line.newest === null) return "";
  if (changed_rows === 0) return t("closing.no_difference");
  return changed_people > 0
    ? t("closing.people_changed", { n: changed_people })
    : t("closing.rows_changed", { n: changed_rows });
}
