import { useState } from "preact/hooks";
import { needsPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { Answered, Empty } from "../parts/state";
import { hashOf, refine, route } from "../route";
import type { NeedLine } from "../rows";
import { type Filter, filterFrom, handsOf, shownNeeds, villagesOf } from "./filtered";
import { Unreached } from "./unreached";
import { clockOf, standingText } from "./words";

/** What people need, as those who care for them have told: what is urgent first. */
export function Needs() {
  const [closed, setClosed] = useState(false);
  const answer = useAnswer(needsPath(closed));
  return (
    <>
      <h1>{t("needs.title")}</h1>
      <p class="desk-period-line">{t("needs.lead")}</p>
      {!closed && <Unreached />}
      <label class="desk-tick desk-screen-only">
        <input type="checkbox" checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />
        <span>{t("needs.show_closed")}</span>
      </label>
      <Answered answer={answer}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty what={t(closed ? "needs.none_closed" : "needs.empty")} first={t("needs.empty_first")} />
          ) : (
            <Page rows={rows} closed={closed} />
          )
        }
      </Answered>
    </>
  );
}

function Page({ rows, closed }: { rows: NeedLine[]; closed: boolean }) {
  const filter = filterFrom(route.value.query);
  const shown = shownNeeds(rows, filter);
  return (
    <>
      <Filters rows={rows} filter={filter} closed={closed} shown={shown.length} />
      {shown.length === 0 ? <Empty what={t("needs.none_left")} /> : <Table rows={shown} />}
    </>
  );
}

interface FiltersProps {
  rows: NeedLine[];
  filter: Filter;
  closed: boolean;
  shown: number;
}

function Filters({ rows, filter, closed, shown }: FiltersProps) {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].map((kind) => [kind, word("need.kind", kind)] as const);
  return (
    <div class="desk-filter-row desk-screen-only">
      {!closed && (
        <Choice
          label={t("needs.state")}
          name="status"
          value={filter.status}
          options={[
            ["open", t("need.status.open")],
            ["taken", t("needs.in_hand")],
          ]}
        />
      )}
      <Choice label={t("needs.kind")} name="kind" value={filter.kind} options={kinds} />
      <Choice label={t("needs.village")} name="village" value={filter.village} options={villagesOf(rows)} />
      <Choice label={t("needs.who")} name="who" value={filter.who} options={handsOf(rows)} />
      <label class="desk-tick">
        <input
          type="checkbox"
          checked={filter.urgent}
          onChange={(event) => refine({ urgent: event.currentTarget.checked ? "1" : "" })}
        />
        <span>{t("needs.only_urgent")}</span>
      </label>
      <span class="desk-shown" role="status">
        {t("needs.shown", { shown, all: rows.length })}
      </span>
    </div>
  );
}

const COLUMNS = ["kind", "person", "village", "raised", "by", "clock", "state"] as const;

function Table({ rows }: { rows: NeedLine[] }) {
  return (
    <table class="desk-table desk-concerns">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`needs.${column}`)}
            </th>
          ))}
          <th scope="col" class="desk-screen-only">
            {t("needs.open")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`needs.${column}`)}>
                {CELLS[column](row)}
              </td>
            ))}
            <td class="desk-screen-only">
              <a
                class="desk-button"
                href={hashOf("needs", row.id)}
                aria-label={t("needs.open_of", { name: row.person_name, kind: word("need.kind", row.kind) })}
              >
                {t("needs.open")}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (row: NeedLine) => preact.ComponentChildren } = {
  kind: (row) => (
    <>
      {word("need.kind", row.kind)} {row.urgent && <strong class="desk-mark">{t("needs.urgent")}</strong>}
    </>
  ),
  person: (row) => <a href={hashOf("person", row.person)}>{row.person_name}</a>,
  village: (row) => row.village_name,
  raised: (row) => momentText(row.raised_at),
  by: (row) => row.author_name,
  clock: (row) => <Clock row={row} />,
  state: standingText,
};

/** In words, and marked where the time is over. */
export function Clock({ row }: { row: NeedLine }) {
  const clock = clockOf(row, Date.now());
  if (clock === null) return "—";
  return clock.over ? <strong class="desk-mark">{clock.words}</strong> : clock.words;
}
