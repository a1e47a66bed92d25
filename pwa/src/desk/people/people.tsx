import { useEffect, useMemo } from "preact/hooks";
import { peoplePath, useAnswer } from "../api";
import { type Cell, download } from "../csv";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { Signatures } from "../parts/signatures";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf, periodOf, refine, route } from "../route";
import type { People as Answer, PersonRow } from "../rows";
import { ChosenBar } from "./chosen-bar";
import { exportOf } from "./columns";
import { filtersInWords } from "./filtered";
import { Filters } from "./filters";
import { LightFilter } from "./light-filter";
import { left, text } from "./memory";
import { linesOf, type Sums, sumsOf } from "./sums";
import { Table } from "./table";
import { shown, type View, viewFrom } from "./view";

/** The people of a township, as many as the filters show, by village and urgency. */
export function People({ township }: { township: string }) {
  const { query } = route.value;
  const answer = useAnswer(peoplePath(township, periodOf(query)));
  useEffect(() => {
    left.list = hashOf("people", township, query);
  }, [township, query]);
  return <Answered answer={answer}>{(value) => <Page value={value} view={viewFrom(query, text.value)} />}</Answered>;
}

function Page({ value, view }: { value: Answer; view: View }) {
  const depends = [value, JSON.stringify(view)];
  const among = useMemo(() => amongUnrecorded(value, view), depends);
  const rows = useMemo(() => shown(among, view, value.today), depends);
  const lines = useMemo(() => linesOf(rows, view.grouped), depends);
  const sums = useMemo(() => sumsOf(rows), depends);
  return (
    <>
      <div class="desk-title">
        <h1>{t("people.title", { name: value.name })}</h1>
        <PeriodChooser period={value} today={value.today} />
        <a class="desk-button desk-screen-only" href={hashOf("today", value.township)}>
          {t("people.today")}
        </a>
        {mayChange() && (
          <a class="desk-button desk-screen-only" href={hashOf("rosters", value.township)}>
            {t("roster.title")}
          </a>
        )}
      </div>
      <PeriodLine period={value} today={value.today} policies={value.policies} />
      {value.rows.length === 0 ? (
        <Nobody value={value} />
      ) : (
        <>
          <Filters rows={value.rows} view={view} />
          <div class="desk-bar">
            <LightFilter rows={among} view={view} today={value.today} />
            <UnrecordedFilter on={view.unrecorded} n={unrecordedOf(value).length} />
            <span class="desk-shown" role="status">
              {t("people.shown", { shown: rows.length, all: value.rows.length })}
            </span>
            <Outputs value={value} view={view} rows={rows} sums={sums} />
          </div>
          <ChosenBar all={value.rows} shown={rows}>
            {(people) => <ChosenDeeds value={value} view={view} people={people} />}
          </ChosenBar>
          <FiltersOnPaper words={filtersInWords(view, value.rows)} />
          {rows.length === 0 ? (
            <Empty what={t("people.nobody")} />
          ) : (
            <Table {...{ lines, rows, sums, view, choose, value }} />
          )}
          <Signatures />
        </>
      )}
    </>
  );
}

/** One more button beside the lights, as long as there is anything to be recorded. */
function UnrecordedFilter({ on, n }: { on: boolean; n: number }) {
  if (n === 0 && !on) return null;
  return (
    <button type="button" class="desk-chip" aria-pressed={on} onClick={() => refine({ unrecorded: on ? "" : "1" })}>
      {t("people.unrecorded")} <b>{n}</b>
    </button>
  );
}

/** The living of whom something about telling and agreeing is not recorded yet. */
function unrecordedOf({ rows, consent_unrecorded }: Answer): PersonRow[] {
  const ids = new Set(consent_unrecorded);
  return rows.filter((row) => ids.has(row.id) && row.suspension !== "death");
}

function amongUnrecorded(value: Answer, view: View): PersonRow[] {
  return view.unrecorded ? unrecordedOf(value) : value.rows;
}

function choose(sort: string, down: boolean): void {
  refine({ sort: `${down ? "-" : ""}${sort}` });
}

function Nobody({ value }: { value: Answer }) {
  const first = t("people.empty_first", { township: value.township });
  return (
    <>
      <Empty what={t("people.empty", { name: value.name })} first={first} />
      {mayChange() && (
        <p class="desk-first-step">
          <a class="desk-button desk-main-button" href={hashOf("rosters", value.township)}>
            {t("roster.title")}
          </a>
        </p>
      )}
    </>
  );
}

interface OutputsProps {
  value: Answer;
  view: View;
  rows: PersonRow[];
  sums: Sums;
}

function Outputs({ value, view, rows, sums }: OutputsProps) {
  const name = `${t("export.file")}_${value.name}_${value.from}_${value.to}`;
  const deed = useDeed(undefined, true);
  const workbook = async () => (await import("./workbook")).save(name, value, exportOf(rows, sums), below(value, view));
  return (
    <span class="desk-outputs">
      <button
        type="button"
        class="desk-button"
        onClick={() => download(`${name}.csv`, exported(value, view, rows, sums))}
      >
        {t("people.export")}
      </button>
      <button type="button" class="desk-button" disabled={deed.busy} onClick={() => deed.run(workbook)}>
        {t("people.workbook")}
      </button>
      <DeedFailure deed={deed} />
      <button type="button" class="desk-button" onClick={() => print()}>
        {t("people.print")}
      </button>
    </span>
  );
}

function ChosenDeeds({ value, view, people }: { value: Answer; view: View; people: PersonRow[] }) {
  const file = () => {
    const name = `${t("export.file")}_${value.name}_${value.from}_${value.to}_${people.length}.csv`;
    download(name, exported(value, view, people, sumsOf(people)));
  };
  return (
    <>
      <button type="button" class="desk-button" onClick={file}>
        {t("chosen.export")}
      </button>
      {mayChange() && (
        <a class="desk-button desk-main-button" href={hashOf("assign", value.township)}>
          {t("chosen.assign")}
        </a>
      )}
      {mayChange() && (
        <a class="desk-button" href={hashOf("villages", value.township)}>
          {t("chosen.village")}
        </a>
      )}
      {mayChange() && people.length === 2 && (
        <a class="desk-button" href={hashOf("twins", value.township)}>
          {t("chosen.twins")}
        </a>
      )}
    </>
  );
}

/** Below the table stands what it is of: period, day and policy, a draft named as one. */
function exported(value: Answer, view: View, rows: PersonRow[], sums: Sums): Cell[][] {
  return [...exportOf(rows, sums), [], ...below(value, view)];
}

function below(value: Answer, view: View): string[][] {
  const policies = value.policies.map(({ title, status }) => `${title}（${t(`status.${status}`)}）`);
  return [
    [t("export.period"), value.from, value.to],
    [t("export.as_of"), value.today],
    [t("export.policy"), ...policies],
    [t("people.filter"), ...filtersInWords(view, value.rows)],
  ];
}

function FiltersOnPaper({ words }: { words: string[] }) {
  if (words.length === 0) return null;
  return <p class="desk-paper-only">{t("people.filtered", { words: words.join(" · ") })}</p>;
}
