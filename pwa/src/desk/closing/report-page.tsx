import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { download } from "../csv";
import { monthText } from "../dates";
import { useEach } from "../each";
import { t } from "../i18n";
import { Answered, Empty, Failed } from "../parts/state";
import { refine, route } from "../route";
import { monthsPath, type Standing, standingPath } from "./calls";
import { pathOf } from "./closing";
import {
  changeOf,
  type Line,
  linesOf,
  monthsOf,
  NUMBERS,
  nowOf,
  rateOf,
  type Sums,
  summed,
  type Term,
  termsUpTo,
} from "./report";
import { fileOf, termText } from "./report-file";
import { Views } from "./views";

/** A quarter or a year by its closed months, and when asked how much of it is otherwise by now. */
export default function Report() {
  const terms = termsUpTo(today());
  const asked = route.value.query.term ?? "";
  const term = terms.includes(asked) ? asked : (terms[0] ?? "");
  const answer = useAnswer(monthsPath(monthsOf(term).at(-1) ?? ""));
  return (
    <>
      <div class="desk-title">
        <h1>{t("closing.report_of", { term: termText(term) })}</h1>
        <Views view="report" />
      </div>
      <p class="desk-period-line">{t("closing.report_lead")}</p>
      <p class="desk-buttons desk-screen-only">
        {terms.map((each) => (
          <button
            key={each}
            type="button"
            class="desk-button"
            aria-pressed={each === term}
            onClick={() => refine({ term: each })}
          >
            {termText(each)}
          </button>
        ))}
      </p>
      <Answered answer={answer}>
        {(reply) => <Shown key={term} lines={linesOf(reply.months, term)} term={term} />}
      </Answered>
    </>
  );
}

function Shown({ lines, term }: { lines: Line[]; term: Term }) {
  const [comparing, setComparing] = useState(false);
  const closed = lines.flatMap((line) => line.closed);
  const each = useEach(comparing ? closed.map((line) => standingPath(line.township, line.month)) : []);
  const come = closed.filter((line) => each.values.has(standingPath(line.township, line.month).path)).length;
  if (lines.length === 0) return <Empty what={t("closing.report_empty")} />;
  return (
    <>
      <p class="desk-buttons desk-screen-only">
        <button
          type="button"
          class="desk-button desk-main-button"
          aria-pressed={comparing}
          disabled={closed.length === 0}
          onClick={() => setComparing(!comparing)}
        >
          {t("closing.compare")}
        </button>
        <button
          type="button"
          class="desk-button"
          onClick={() => download(`${t("closing.report_of", { term: termText(term) })}.csv`, fileOf(lines))}
        >
          {t("people.export")}
        </button>
        <button type="button" class="desk-button" onClick={() => print()}>
          {t("people.print")}
        </button>
      </p>
      {each.failure !== undefined && <Failed code={each.failure} again={each.again} />}
      {comparing && each.failure === undefined && come < closed.length && (
        <p role="status">{t("closing.reading", { n: come, of: closed.length })}</p>
      )}
      <Table lines={lines} compared={comparing ? each.values : undefined} />
    </>
  );
}

interface TableProps {
  lines: Line[];
  compared: ReadonlyMap<string, Standing> | undefined;
}

function Table({ lines, compared }: TableProps) {
  return (
    <div class="desk-scroll">
      <table class="desk-table">
        <thead>
          <tr>
            <th scope="col">{t("townships.name")}</th>
            <th scope="col">{t("closing.months_closed")}</th>
            {NUMBERS.map((name) => (
              <th key={name} scope="col" class="number">
                {t(`number.${name}`)}
              </th>
            ))}
            <th scope="col" class="number">
              {t("closing.rate")}
            </th>
            {compared && <th scope="col">{t("closing.now")}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.township}>
              <th scope="row">{line.name}</th>
              <td data-label={t("closing.months_closed")}>
                <Closed line={line} />
              </td>
              <Numbers sums={line.sums} />
              {compared && (
                <td data-label={t("closing.now")}>
                  <Now line={line} compared={compared} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {lines.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t("closing.together")}</th>
              <td />
              <Numbers sums={summed(lines.map((line) => line.sums))} />
              {compared && <td />}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Numbers({ sums }: { sums: Sums }) {
  return (
    <>
      {NUMBERS.map((name) => (
        <td key={name} class="number" data-label={t(`number.${name}`)}>
          {sums[name]}
        </td>
      ))}
      <td class="number" data-label={t("closing.rate")}>
        {rateOf(sums)}
      </td>
    </>
  );
}

/** How many months are in the numbers, and which are not. */
function Closed({ line }: { line: Line }) {
  const missing = line.months.filter((month) => month.newest === null);
  return (
    <>
      {t("closing.closed_of", { n: line.closed.length, of: line.months.length, signed: line.signed })}{" "}
      {missing.map((month) => (
        <a key={month.month} href={pathOf(month)}>
          {t("closing.not_closed", { month: monthText(month.month.slice(0, 7)) })}{" "}
        </a>
      ))}
    </>
  );
}

/** What holds now of the months that were closed; each month that changed opens onto its differences. */
function Now({ line, compared }: { line: Line; compared: ReadonlyMap<string, Standing> }) {
  const found = line.closed.map((month) => compared.get(standingPath(month.township, month.month).path));
  const come = found.filter((each) => each !== undefined);
  if (come.length < line.closed.length) return <>…</>;
  const changed = come.filter((each) => each.changed_rows > 0);
  if (changed.length === 0) return <span class="desk-faint">{t("closing.no_difference")}</span>;
  const now = nowOf(come);
  return (
    <>
      {NUMBERS.map((name) => ({ name, more: changeOf(now[name], line.sums[name]) }))
        .filter(({ more }) => more !== "")
        .map(({ name, more }) => `${t(`number.${name}`)} ${more}`)
        .join("，")}{" "}
      {changed.map((each) => (
        <a key={each.line.month} href={pathOf(each.line)}>
          {monthText(each.line.month.slice(0, 7))} {t("closing.people_changed", { n: each.changed_people })}{" "}
        </a>
      ))}
    </>
  );
}

function today(): string {
  return new Date().toLocaleDateString("sv-SE");
}
