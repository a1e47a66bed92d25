import { useState } from "preact/hooks";
import { townshipsPath, useAnswer } from "../api";
import { type Cell, download } from "../csv";
import { t } from "../i18n";
import { LIGHTS, LightCounts, lightWord } from "../parts/lights";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { SortHead, type Sorting } from "../parts/sort-head";
import { Answered, Empty } from "../parts/state";
import { hintOf } from "../people/columns";
import { hashOf, periodOf, route } from "../route";
import type { Townships as Answer, TownshipRow } from "../rows";
import { HouseholdDuties } from "./household-duties";
import { OwnDuties } from "./own-duties";
import { COLUMNS, type Column, sorted, sumsOf } from "./sums";

/** The county's townships with their sums; each number leads to the people behind it. */
export function Townships() {
  const answer = useAnswer(townshipsPath(periodOf(route.value.query)));
  return <Answered answer={answer}>{(value) => <Page value={value} />}</Answered>;
}

function Page({ value }: { value: Answer }) {
  const [order, setOrder] = useState<{ sort: Column; down: boolean }>({ sort: "name", down: false });
  const rows = sorted(value.rows, order.sort, order.down);
  const choose = (sort: Column, down: boolean) => setOrder({ sort, down });
  return (
    <>
      <div class="desk-title">
        <h1>{t("townships.title")}</h1>
        <PeriodChooser period={value} today={value.today} />
        <a class="desk-button desk-screen-only" href={hashOf("agreements")}>
          {t("township.agreements")}
        </a>
        <button type="button" class="desk-button desk-outputs" onClick={() => exportRows(value, rows)}>
          {t("people.export")}
        </button>
      </div>
      <PeriodLine period={value} today={value.today} />
      {rows.length === 0 ? (
        <Empty what={t("townships.empty")} first={t("townships.empty_first")} />
      ) : (
        <Table rows={rows} {...order} choose={choose} />
      )}
      <OwnDuties value={value} />
      <HouseholdDuties value={value} />
    </>
  );
}

function Table({ rows, ...sorting }: { rows: TownshipRow[] } & Sorting<Column>) {
  return (
    <table class="desk-table desk-townships">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <SortHead
              key={column}
              column={column}
              label={t(HEADS[column])}
              highest={column !== "name"}
              hint={hintOf(column)}
              {...sorting}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.township} row={row} />
        ))}
      </tbody>
      <tfoot>
        <Cells row={sumsOf(rows)} name={t("number.total")} />
      </tfoot>
    </table>
  );
}

const HEADS = {
  name: "townships.name",
  people: "townships.people",
  lights: "townships.lights",
  expected: "number.expected",
  credited: "number.credited",
  misses: "number.misses",
  unreported: "number.unreported",
  without_carer: "townships.without_carer",
  to_be_confirmed: "townships.to_be_confirmed",
  quarantined: "townships.quarantined",
  open_issues: "townships.open_issues",
} as const;

function Row({ row }: { row: TownshipRow }) {
  const to = (query = {}) => hashOf("people", row.township, { ...periodOf(route.value.query), ...query });
  const name = (
    <>
      <a href={to()}>{row.name}</a>{" "}
      <a class="desk-button desk-small-button desk-screen-only" href={hashOf("today", row.township)}>
        {t("desk.today")}
        <span class="desk-aside">{row.name}</span>
      </a>
    </>
  );
  return <Cells row={row} name={name} to={to} />;
}

interface CellsProps {
  row: Omit<TownshipRow, "township" | "name" | "duties" | "household_duties">;
  name: preact.ComponentChildren;
  to?: (query: { [name: string]: string }) => string;
}

function Cells({ row, name, to }: CellsProps) {
  return (
    <tr>
      <th scope="row" class="c-name">
        {name}
      </th>
      <Count column="people" n={row.people} href={to?.({})} />
      <td class="c-lights">
        <LightCounts counts={row} {...(to && { hrefOf: (light) => to({ light }) })} />
      </td>
      <Count column="expected" n={row.expected} href={to?.({ sort: "-expected" })} />
      <Count column="credited" n={row.credited} href={to?.({ sort: "-credited" })} />
      <Count column="misses" n={row.misses} href={to?.({ sort: "-misses", grouped: "0" })} />
      <Count column="unreported" n={row.unreported} href={to?.({ sort: "-unreported", grouped: "0" })} />
      <Count column="without_carer" n={row.without_carer} href={to?.({ carer: "none" })} />
      <Count column="to_be_confirmed" n={row.to_be_confirmed} href={to && hashOf("parked")} />
      <Count column="quarantined" n={row.quarantined} href={to?.({ quarantined: "1", grouped: "0" })} />
      <Count column="open_issues" n={row.open_issues} href={to && hashOf("parked")} />
    </tr>
  );
}

function Count({
  column,
  n,
  href,
}: {
  column: Exclude<Column, "name" | "lights">;
  n: number;
  href: string | undefined;
}) {
  return (
    <td class={`number c-${column}`} data-label={t(HEADS[column])}>
      {href !== undefined && n > 0 ? <a href={href}>{n}</a> : n}
    </td>
  );
}

function exportRows(value: Answer, rows: TownshipRow[]): void {
  const heads = COLUMNS.flatMap((column) => (column === "lights" ? LIGHTS.map(lightWord) : [t(HEADS[column])]));
  const body = [...rows, { ...sumsOf(rows), name: t("number.total") }].map(cellsOf);
  download(`${t("export.file")}_${value.from}_${value.to}.csv`, [heads, ...body]);
}

function cellsOf(row: Omit<TownshipRow, "township" | "duties" | "household_duties">): Cell[] {
  return COLUMNS.flatMap((column) => (column === "lights" ? LIGHTS.map((light) => row[light]) : [row[column]]));
}
