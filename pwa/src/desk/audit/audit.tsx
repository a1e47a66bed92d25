import { useAnswer } from "../api";
import { momentText, monthText } from "../dates";
import { language, t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { PeriodChooser } from "../parts/period";
import { Answered, Empty } from "../parts/state";
import { hashOf, periodOf, queryString, refine, route } from "../route";
import type { AuditLine, Audit as Told } from "../rows";
import "../styles/audit.css";

/** Who did what, when and from where, and what came of it: for the county to read. */
export default function Audit() {
  const { deed = "", user = "", refused = "", before = "", ...query } = route.value.query;
  const asked = { ...periodOf(query), deed, user, refused, before };
  const answer = useAnswer<Told>({ path: `/api/audit${queryString(asked)}` });
  return <Answered answer={answer}>{(told) => <Page told={told} />}</Answered>;
}

function Page({ told }: { told: Told }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("audit.title")}</h1>
        <PeriodChooser period={told} today={told.today} />
        <a class="desk-button" href={hashOf("showings")}>
          {t("showings.title")}
        </a>
      </div>
      <p class="desk-period-line">{t("audit.lead", { from: told.from, to: told.to })}</p>
      <Filters told={told} />
      {told.lines.length === 0 ? <Empty what={t("audit.empty")} /> : <Table lines={told.lines} />}
      <Older told={told} />
    </>
  );
}

function Filters({ told }: { told: Told }) {
  const { deed = "", user = "", refused = "" } = route.value.query;
  const deeds = told.deeds.map((each): [string, string] => [each, word("deed", each)]);
  const users = told.actors
    .map(({ id, name }): [string, string] => [id, name])
    .sort(([, a], [, b]) => a.localeCompare(b, "zh-CN"));
  return (
    <div class="desk-filter-row">
      <Choice key={language.value} label={t("audit.deed")} name="deed" value={deed} options={deeds} />
      <Choice label={t("audit.user")} name="user" value={user} options={users} />
      <label class="desk-check">
        <input
          type="checkbox"
          checked={refused !== ""}
          onChange={(event) => refine({ refused: event.currentTarget.checked ? "true" : "", before: "" })}
        />{" "}
        {t("audit.refused")}
      </label>
      <span class="desk-shown" role="status">
        {t("audit.shown", { shown: told.lines.length, all: told.count })}
      </span>
    </div>
  );
}

const COLUMNS = ["at", "user", "deed", "about", "result", "address"] as const;

function Table({ lines }: { lines: AuditLine[] }) {
  return (
    <table class="desk-table desk-audit">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`audit.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.number}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`audit.${column}`)}>
                {CELLS[column](line)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (line: AuditLine) => preact.ComponentChildren } = {
  at: ({ at, number }) => (
    <>
      {momentText(at)} <span class="desk-faint">{t("audit.number", { n: number })}</span>
    </>
  ),
  user: ({ user_name }) => user_name || t("audit.nobody"),
  deed: ({ deed, facts }) => (
    <>
      {word("deed", deed)} <span class="desk-faint">{details(facts)}</span>
    </>
  ),
  about: ({ what, row, about }) => (what === "person" ? <a href={hashOf("person", row)}>{about ?? row}</a> : about),
  result: ({ result }) =>
    result === "done" ? t("audit.done") : <b>{t("audit.not_done", { why: word("refusal", result) })}</b>,
  address: ({ address }) => address,
};

type Facts = AuditLine["facts"];

/** Facts that have words; others are for the command line. */
const WORDS: { [fact: string]: (value: string | number) => string } = {
  field: (value) => word("shown", `${value}`),
  because: (value) => word("because", `${value}`),
  month: (value) => monthText(`${value}`.slice(0, 7)),
  version: (n) => t("audit.version", { n }),
  rows: (n) => t("audit.rows", { n }),
};

function details(facts: Facts): string {
  const said = Object.entries(WORDS).map(([fact, words]) => {
    const value = facts[fact];
    return typeof value === "string" || typeof value === "number" ? words(value) : "";
  });
  return said.filter(Boolean).join(" · ");
}

function Older({ told }: { told: Told }) {
  const last = told.lines.at(-1);
  return (
    <p class="desk-buttons desk-screen-only">
      {told.more && last && (
        <button type="button" class="desk-button" onClick={() => refine({ before: `${last.number}` })}>
          {t("audit.older")}
        </button>
      )}
      {route.value.query.before && (
        <button type="button" class="desk-button" onClick={() => refine({ before: "" })}>
          {t("audit.newest")}
        </button>
      )}
    </p>
  );
}
