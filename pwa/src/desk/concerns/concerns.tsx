import { useState } from "preact/hooks";
import { concernsPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { hashOf } from "../route";
import type { ConcernLine } from "../rows";
import { standingText } from "./words";

/** What workers told in confidence, as far as the reader may know of it. Whom it is about is seen on opening it. */
export function Concerns() {
  const [closed, setClosed] = useState(false);
  const answer = useAnswer(concernsPath(closed));
  return (
    <>
      <h1>{t("concerns.title")}</h1>
      <p class="desk-period-line">{t("concerns.lead")}</p>
      <label class="desk-tick">
        <input type="checkbox" checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />
        <span>{t("concerns.show_closed")}</span>
      </label>
      <Answered answer={answer}>
        {(rows) => (rows.length === 0 ? <Empty what={t("concerns.empty")} /> : <Table rows={rows} />)}
      </Answered>
    </>
  );
}

const COLUMNS = ["when", "kind", "person", "township", "state"] as const;

function Table({ rows }: { rows: ConcernLine[] }) {
  return (
    <table class="desk-table desk-concerns">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`concerns.${column}`)}
            </th>
          ))}
          <th scope="col">{t("concerns.open")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`concerns.${column}`)}>
                {CELLS[column](row)}
              </td>
            ))}
            <td>
              <a class="desk-button" href={hashOf("concerns", row.id)}>
                {t("concerns.open")}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (row: ConcernLine) => preact.ComponentChildren } = {
  when: (row) => momentText(row.received_at),
  kind: (row) => word("concern.kind", row.kind),
  person: (row) => row.person_name ?? <span class="desk-faint">{t("concerns.nobody")}</span>,
  township: (row) => (
    <>
      {row.township_name} {row.only_county && <strong class="desk-mark">{t("concerns.only_county")}</strong>}
    </>
  ),
  state: standingText,
};
