import { t } from "../i18n";
import { LightCounts } from "../parts/lights";
import { SortHead, type Sorting } from "../parts/sort-head";
import type { People, PersonRow } from "../rows";
import { columnsOf, HIGHEST_FIRST, headOf, hintOf } from "./columns";
import { useRows } from "./focus";
import { PersonLine } from "./line";
import type { Line, Sums } from "./sums";
import type { SortKey, View } from "./view";

interface TableProps {
  lines: Line[];
  rows: PersonRow[];
  sums: Sums;
  view: View;
  value: People;
  choose: Sorting<string>["choose"];
}

/**
 * The table of people. Only the lines on the screen are in the document, between two empty rows that keep its height;
 * `aria-rowcount` and `aria-rowindex` tell a screen reader of the others.
 */
export function Table({ lines, rows, sums, view, value, choose }: TableProps) {
  const columns = columnsOf(view);
  const { body, tops, first, last, active, onKeyDown, onFocus } = useRows(lines, rows);
  const end = tops[lines.length] ?? 0;
  return (
    <table
      class={view.grouped ? "desk-table desk-people" : "desk-table desk-people desk-ungrouped"}
      aria-label={t("people.table")}
      aria-rowcount={lines.length + 2}
      onKeyDown={onKeyDown}
    >
      <Head columns={columns} view={view} choose={choose} />
      <tbody ref={body} onFocusIn={onFocus} onPointerDown={onFocus}>
        <Spacer height={tops[first] ?? 0} />
        {lines.slice(first, last).map((line, n) => {
          const place = { at: first + n, columns };
          return line.kind === "village" ? (
            <VillageLine key={line.key} {...place} name={line.name} sums={line.sums} />
          ) : (
            <PersonLine key={line.key} {...place} line={line} today={value.today} focusable={line.at === active} />
          );
        })}
        <Spacer height={end - (tops[last] ?? end)} />
      </tbody>
      <tfoot>
        <SumLine at={lines.length} columns={columns} name={t("number.total")} sums={sums} />
      </tfoot>
    </table>
  );
}

/** Keeps the place of lines that are not drawn. */
function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : <tr class="desk-spacer" style={{ height: `${height}px` }} />;
}

function Head({ columns, view, choose }: { columns: SortKey[]; view: View; choose: Sorting<string>["choose"] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <SortHead
            key={column}
            column={column}
            label={headOf(column)}
            highest={HIGHEST_FIRST.has(column)}
            hint={hintOf(column)}
            {...{ sort: view.sort, down: view.down, choose }}
          />
        ))}
      </tr>
    </thead>
  );
}

interface SumLineProps {
  at: number;
  columns: SortKey[];
  name: string;
  sums: Sums;
}

function VillageLine(props: SumLineProps) {
  return <SumLine {...props} village />;
}

/** Sums in the columns that they belong to; the lights stand where the people's columns are. */
function SumLine({ at, columns, name, sums, village = false }: SumLineProps & { village?: boolean }) {
  const before = columns.indexOf("expected");
  const after = columns.length - before - 4;
  return (
    <tr aria-rowindex={at + 2} class={village ? "desk-village" : "desk-total"}>
      <th scope="row" colSpan={before}>
        <span class="desk-sum-name">{name}</span>
        <span class="desk-sum-people">{t("number.people", { n: sums.people })}</span>
      </th>
      <Sum label={t("number.expected")} n={sums.expected} />
      <Sum label={t("number.credited")} n={sums.credited} />
      <Sum label={t("number.misses")} n={sums.misses} />
      <Sum label={t("number.unreported")} n={sums.unreported} />
      <td colSpan={after}>
        <LightCounts counts={sums.lights} />
      </td>
    </tr>
  );
}

function Sum({ label, n }: { label: string; n: number }) {
  return (
    <td class="number" data-label={label}>
      {n}
    </td>
  );
}
