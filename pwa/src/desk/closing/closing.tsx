import { Lazily } from "../../ui/lazily";
import { useAnswer } from "../api";
import { dayText, monthText } from "../dates";
import { t } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { hashOf, type Query, route } from "../route";
import { type MonthLine, type Months, monthsPath } from "./calls";
import { MonthFile } from "./month";
import { NUMBERS } from "./report";
import { VersionPage } from "./version";
import { Views } from "./views";

const weeks = () => import("./weeks");
const report = () => import("./report-page");

/** Months that are closed: a township's one below the other, the county's townships side by side with them. */
export function Closing({ township, query }: { township: string; query: Query }) {
  const { month = "", version = "" } = query;
  if (township !== "" && month !== "" && version !== "")
    return <VersionPage township={township} month={month} number={version} />;
  if (township !== "" && month !== "") return <MonthFile township={township} month={month} />;
  if (query.view === "weeks") return <Lazily load={weeks} />;
  if (query.view === "report") return <Lazily load={report} />;
  return <List until={query.until ?? ""} />;
}

function List({ until }: { until: string }) {
  const answer = useAnswer(monthsPath(until));
  return (
    <>
      <div class="desk-title">
        <h1>{t("closing.title")}</h1>
        <Views view="months" />
      </div>
      <p class="desk-period-line">{t("closing.lead")}</p>
      <Answered answer={answer}>{(reply) => <Shown reply={reply} />}</Answered>
    </>
  );
}

function Shown({ reply }: { reply: Months }) {
  const townships = [...new Set(reply.months.map((line) => line.township))];
  if (reply.months.length === 0) return <Empty what={t("closing.empty")} first={t("closing.empty_first")} />;
  return (
    <>
      {townships.length === 1 ? <OneTownship reply={reply} /> : <Grid reply={reply} townships={townships} />}
      <Older reply={reply} />
    </>
  );
}

function OneTownship({ reply }: { reply: Months }) {
  return (
    <div class="desk-scroll">
      <table class="desk-table">
        <thead>
          <tr>
            {(["closing.month", "closing.state", "closing.version"] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
            {NUMBERS.map((name) => (
              <th key={name} scope="col" class="number">
                {t(`number.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reply.months.map((line) => (
            <tr key={line.month}>
              <th scope="row">
                <a href={pathOf(line)}>{monthText(line.month.slice(0, 7))}</a>
              </th>
              <td>
                <State line={line} today={reply.today} />
              </td>
              <td data-label={t("closing.version")}>{line.newest && t("closing.number", { n: line.newest.number })}</td>
              {NUMBERS.map((name) => (
                <td key={name} class="number" data-label={t(`number.${name}`)}>
                  {line.newest?.sums[name] ?? ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Grid({ reply, townships }: { reply: Months; townships: string[] }) {
  const months = [...new Set(reply.months.map((line) => line.month))];
  const of = (township: string, month: string) =>
    reply.months.find((line) => line.township === township && line.month === month);
  return (
    <div class="desk-scroll">
      <table class="desk-table desk-closing-grid">
        <thead>
          <tr>
            <th scope="col">{t("townships.name")}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {monthText(month.slice(0, 7))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {townships.map((township) => (
            <tr key={township}>
              <th scope="row">{of(township, months[0] ?? "")?.name}</th>
              {months.map((month) => {
                const line = of(township, month);
                return <td key={month}>{line && <Cell line={line} today={reply.today} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ line, today }: { line: MonthLine; today: string }) {
  const unreported = line.newest?.sums.unreported ?? 0;
  return (
    <a href={pathOf(line)}>
      <State line={line} today={today} />
      {unreported > 0 && <span class="desk-faint"> {t("closing.cell_unreported", { n: unreported })}</span>}
      <span class="desk-aside">
        {line.name} {monthText(line.month.slice(0, 7))}
      </span>
    </a>
  );
}

/** A word and a shape: closed, signed, or what is still to be done. */
export function State({ line, today }: { line: MonthLine; today: string }) {
  const late = line.state === "to_close" && line.due_on < today;
  return (
    <span class={`desk-closing-state desk-closing-${line.state}`}>
      <span aria-hidden="true">{SHAPES[line.state]}</span> {t(`closing.state.${line.state}`)}
      {late && ` · ${t("closing.late")}`}
      {line.state === "to_close" && !late && ` · ${t("closing.due_on", { day: dayText(line.due_on, today) })}`}
    </span>
  );
}

const SHAPES = { running: "…", to_close: "○", closed: "●", signed: "✓", reopened: "◐" } as const;

function Older({ reply }: { reply: Months }) {
  const oldest = reply.months.at(-1)?.month;
  const shown = new Set(reply.months.map((line) => line.month)).size;
  return (
    <p class="desk-buttons desk-screen-only">
      {oldest && shown >= SHOWN && (
        <a class="desk-button" href={hashOf("closing", "", { until: oldest })}>
          {t("closing.older")}
        </a>
      )}
      {route.value.query.until && (
        <a class="desk-button" href={hashOf("closing")}>
          {t("closing.newest")}
        </a>
      )}
    </p>
  );
}

/** As many months as the server gives at once. */
const SHOWN = 13;

export function pathOf({ township, month }: { township: string; month: string }, query: Query = {}): string {
  return hashOf("closing", township, { month, ...query });
}
