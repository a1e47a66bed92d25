import { useAnswer } from "../api";
import { download } from "../csv";
import { dayText } from "../dates";
import { checkupsPath } from "../health-api";
import { t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { Signatures } from "../parts/signatures";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf, refine, route } from "../route";
import type { CheckupLine } from "../rows";
import { coverageOf, type Filter, filterFrom, progressOf, shownLines, villagesOf } from "./listed";
import "../styles/checkups.css";

const STATES = ["due", "incomplete", "done", "elsewhere", "refused"] as const;

/** Who is owed a checkup in a year, and where each stands. Nothing of what was found is on this page. */
export default function Checkups({ place }: { place: string }) {
  const year = Number(route.value.query.year) || new Date().getFullYear();
  const answer = useAnswer(checkupsPath(place, year));
  return (
    <>
      <div class="desk-title">
        <h1>{t("checkups.title", { year })}</h1>
        <Years year={year} />
        <a class="desk-button desk-screen-only" href={hashOf("assessments")}>
          {t("desk.assessments")}
        </a>
        {place.length === 9 && (
          <>
            <a class="desk-button desk-screen-only" href={hashOf("results", place)}>
              {t("results.title")}
            </a>
            <a class="desk-button desk-screen-only" href={hashOf("bus", place)}>
              {t("bus.title")}
            </a>
          </>
        )}
      </div>
      <p class="desk-period-line desk-screen-only">{t("checkups.lead")}</p>
      <Answered answer={answer}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty what={t("checkups.empty")} first={t("checkups.empty_first")} />
          ) : (
            <Page rows={rows} year={year} />
          )
        }
      </Answered>
    </>
  );
}

function Years({ year }: { year: number }) {
  const now = new Date().getFullYear();
  return (
    <span class="desk-screen-only">
      {[now - 1, now].map((each) => (
        <button
          key={each}
          type="button"
          class={each === year ? "desk-button desk-main-button" : "desk-button"}
          aria-pressed={each === year}
          onClick={() => refine({ year: each === now ? "" : String(each) })}
        >
          {each}
        </button>
      ))}
    </span>
  );
}

function Page({ rows, year }: { rows: CheckupLine[]; year: number }) {
  const filter = filterFrom(route.value.query);
  const shown = shownLines(rows, filter);
  const progress = progressOf(rows);
  return (
    <>
      <p class="checkups-progress">
        <progress max={progress.owed} value={progress.done} aria-label={t("checkups.progress_bar")} />{" "}
        {t("checkups.progress", progress)}
        <br />
        {t("checkups.coverage", coverageOf(rows))}
      </p>
      <Filters rows={rows} filter={filter} shown={shown.length} />
      {shown.length === 0 ? <Empty what={t("checkups.none_left")} /> : <Table rows={shown} year={year} />}
      <p class="desk-outputs">
        <button type="button" class="desk-button" onClick={() => save(shown, year)}>
          {t("checkups.export")}
        </button>
        <button type="button" class="desk-button" onClick={() => print()}>
          {t("checkups.print")}
        </button>
      </p>
      <Signatures />
    </>
  );
}

function Filters({ rows, filter, shown }: { rows: CheckupLine[]; filter: Filter; shown: number }) {
  return (
    <div class="desk-filter-row desk-screen-only">
      <Choice
        label={t("checkups.state")}
        name="state"
        value={filter.state}
        options={STATES.map((state) => [state, word("checkup", state)])}
      />
      <Choice
        label={t("checkups.contract")}
        name="contract"
        value={filter.contract}
        options={(["yes", "no"] as const).map((value) => [value, t(`checkups.contract_${value}`)])}
      />
      <Choice label={t("checkups.village")} name="village" value={filter.village} options={villagesOf(rows)} />
      <label class="desk-tick">
        <input
          type="checkbox"
          checked={filter.urgent}
          onChange={(event) => refine({ urgent: event.currentTarget.checked ? "1" : "" })}
        />
        <span>{t("checkups.only_urgent")}</span>
      </label>
      <span class="desk-shown" role="status">
        {t("checkups.shown", { shown, all: rows.length })}
      </span>
    </div>
  );
}

const COLUMNS = ["village", "person", "sex", "born", "state", "day", "told", "missing", "found", "contract"] as const;

function Table({ rows, year }: { rows: CheckupLine[]; year: number }) {
  return (
    <table class="desk-table desk-checkups">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`checkups.${column}`)}
            </th>
          ))}
          <th scope="col" class="desk-screen-only">
            {t("checkups.open")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.person} class={`checkup-${row.state}`}>
            {COLUMNS.map((column) => (
              <td key={column} data-label={t(`checkups.${column}`)}>
                {CELLS[column](row)}
              </td>
            ))}
            <td class="desk-screen-only">
              {mayChange() && (
                <a
                  class="desk-button"
                  href={hashOf("checkup", row.person, { year: String(year) })}
                  aria-label={t("checkups.open_of", { name: row.person_name })}
                >
                  {t("checkups.open")}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (row: CheckupLine) => preact.ComponentChildren } = {
  village: (row) => `${row.village_name} ${row.group_name}`,
  person: (row) => <a href={hashOf("person", row.person)}>{row.person_name}</a>,
  sex: (row) => word("sex", row.sex),
  born: (row) => row.birth_date,
  state: (row) => (
    <>
      {word("checkup", row.state)}
      {row.clashes > 0 && <strong class="desk-mark">{t("checkups.clashes", { n: row.clashes })}</strong>}
    </>
  ),
  day: (row) => (row.day ? dayText(row.day, "") : ""),
  told: (row) => (row.told_on ? dayText(row.told_on, "") : ""),
  missing: (row) => (row.state === "incomplete" ? t("checkups.missing_n", { n: row.missing }) : ""),
  found: (row) =>
    row.urgent > 0 ? (
      <strong class="desk-mark">{t("checkups.urgent")}</strong>
    ) : row.abnormal > 0 ? (
      t("checkups.abnormal", { n: row.abnormal })
    ) : (
      ""
    ),
  contract: (row) => (row.contract ? contractText(row.contract) : t("checkups.contract_no")),
};

function contractText({ doctor, until }: NonNullable<CheckupLine["contract"]>): string {
  return t("checkups.contract_until", { doctor, day: until });
}

function save(rows: CheckupLine[], year: number): void {
  const head = COLUMNS.map((column) => t(`checkups.${column}`));
  const lines = rows.map((row) => [
    `${row.village_name} ${row.group_name}`.trim(),
    row.person_name,
    word("sex", row.sex),
    row.birth_date,
    word("checkup", row.state),
    row.day ?? "",
    row.told_on ?? "",
    row.state === "incomplete" ? row.missing : "",
    row.urgent > 0 ? t("checkups.urgent") : row.abnormal,
    row.contract ? contractText(row.contract) : t("checkups.contract_no"),
  ]);
  download(`${t("checkups.title", { year })}.csv`, [head, ...lines]);
}
