import { useState } from "preact/hooks";
import { parkedPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { Reports } from "../reports/reports";
import { hashOf } from "../route";
import type { ParkedItem } from "../rows";
import { Conflicts } from "./conflicts";
import { MissingPictures } from "./missing-pictures";
import { Settle } from "./settle";
import { bodyWords, resolutionWords } from "./words";

/** What phones sent and could not be entered: kept for ever, counted nowhere until someone settles it. */
export function Parked() {
  const [settled, setSettled] = useState(false);
  const answer = useAnswer(parkedPath(settled));
  return (
    <>
      <h1>{t("parked.title")}</h1>
      <Reports />
      <Conflicts />
      <MissingPictures />
      <p class="desk-screen-only desk-next">
        <a href={hashOf("questions")}>{t("parked.questions")}</a>
      </p>
      <h2 class="desk-next">{t("parked.records")}</h2>
      <p class="desk-period-line">{t("parked.lead")}</p>
      <label class="desk-tick">
        <input type="checkbox" checked={settled} onChange={(event) => setSettled(event.currentTarget.checked)} />
        <span>{t("parked.show_resolved")}</span>
      </label>
      <Answered answer={answer}>{(items) => <Page items={items} />}</Answered>
      <p class="desk-next desk-screen-only">
        {t("parked.quality")} <a href={hashOf("quality")}>{t("quality.title")}</a>
      </p>
    </>
  );
}

/** The open ones on another page, with what can be done about each. */
export function ParkedTable({ items }: { items: ParkedItem[] }) {
  return (
    <section class="desk-section" aria-labelledby="desk-parked">
      <h2 id="desk-parked">
        {t("parked.records")} <small>{items.length}</small>
      </h2>
      <p class="desk-faint">{t("parked.lead")}</p>
      <Page items={items} />
    </section>
  );
}

function Page({ items }: { items: ParkedItem[] }) {
  const rows = [...items].sort(newestFirst);
  return rows.length === 0 ? <Empty what={t("parked.empty")} /> : <Table rows={rows} />;
}

function newestFirst(a: ParkedItem, b: ParkedItem): number {
  return a.created_at < b.created_at ? 1 : -1;
}

const COLUMNS = ["when", "what", "why", "who", "person", "state"] as const;

function Table({ rows }: { rows: ParkedItem[] }) {
  return (
    <table class="desk-table desk-parked">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`parked.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((item) => (
          <tr key={item.id}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`parked.${column}`)}>
                {CELLS[column](item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (item: ParkedItem) => preact.ComponentChildren } = {
  when: (item) => momentText(item.created_at),
  what: (item) => (
    <>
      {item.op !== null && word("op", item.op)}
      {bodyWords(item).map((line) => (
        <span key={line} class="desk-faint desk-line">
          {line}
        </span>
      ))}
    </>
  ),
  why: (item) => whyText(item.code),
  who: (item) => item.user_name,
  person: (item) =>
    item.person && <a href={hashOf("person", item.person)}>{item.person_name ?? t("parked.open_person")}</a>,
  state: (item) => (item.resolved_at === null ? <Settle item={item} /> : resolutionWords(item)),
};

function whyText(code: string): string {
  const known = word("code", code);
  return known === code ? t("code.other", { code }) : known;
}
