import type { ComponentChild } from "preact";
import { Light } from "../../ui/light";
import { dayText } from "../dates";
import { t } from "../i18n";
import { dueShort } from "../parts/due";
import { hashOf, periodOf, type Query, route } from "../route";
import type { PersonRow } from "../rows";
import { chosen, toggle } from "./chosen";
import { arrangementText, headOf, levelText, NUMBERS, waitingText } from "./columns";
import type { SortKey } from "./view";

interface PersonLineProps {
  line: { row: PersonRow; at: number };
  /** Place among all lines, from 0. */
  at: number;
  columns: SortKey[];
  today: string;
  /** One row of the table is in the order of the Tab key; the arrow keys lead from there. */
  focusable: boolean;
}

export function PersonLine({ line, at, columns, today, focusable }: PersonLineProps) {
  const { row } = line;
  const to = (query: Query = {}) => hashOf("person", row.id, { ...periodOf(route.value.query), ...query });
  return (
    <tr aria-rowindex={at + 2} class={`desk-person desk-${row.light}`}>
      {columns.map((column) =>
        column === "name" ? (
          <th key={column} scope="row" class="c-name">
            <input
              type="checkbox"
              class="desk-screen-only"
              tabIndex={-1}
              checked={chosen.value.has(row.id)}
              aria-label={t("chosen.choose", { name: row.name })}
              onChange={() => toggle(row.id)}
            />
            <a href={to()} data-at={line.at} data-id={row.id} tabIndex={focusable ? 0 : -1}>
              {row.name}
            </a>
          </th>
        ) : (
          <td key={column} class={classOf(column)} data-label={headOf(column)}>
            <Cell column={column} row={row} today={today} to={to} />
          </td>
        ),
      )}
    </tr>
  );
}

function classOf(column: SortKey): string {
  return NUMBERS.has(column) ? `number c-${column}` : `c-${column}`;
}

interface CellProps {
  column: SortKey;
  row: PersonRow;
  today: string;
  to: (query?: Query) => string;
}

function Cell({ column, row, today, to }: CellProps): ComponentChild {
  switch (column) {
    case "name":
      return row.name;
    case "light":
      return (
        <>
          <Light light={row.light} />
          {row.to_be_confirmed.length > 0 && <strong class="desk-mark">{waitingText(row)}</strong>}
        </>
      );
    case "carer":
      return row.carer?.name ?? <em>{t("people.no_carer")}</em>;
    case "expected":
      return <Opens n={row.expected} href={to()} />;
    case "credited":
      return <Opens n={row.credited} href={to({ show: "credited" })} />;
    case "misses":
      return <Opens n={row.misses} href={to({ show: "misses" })} />;
    case "unreported":
      return <Opens n={row.unreported} href={to({ show: "misses" })} />;
    default:
      return TEXTS[column](row, today);
  }
}

type Plain = Exclude<SortKey, "name" | "light" | "carer" | "expected" | "credited" | "misses" | "unreported">;

const TEXTS: { [column in Plain]: (row: PersonRow, today: string) => string | number } = {
  sex: (row) => t(`sex.${row.sex}`),
  age: (row) => row.age,
  village: (row) => row.village_name,
  level: levelText,
  arrangement: arrangementText,
  due_by: dueShort,
  last_visit: (row, today) => (row.last_visit === null ? t("people.earliest") : dayText(row.last_visit, today)),
  last_attempt: (row, today) => (row.last_attempt === null ? "" : dayText(row.last_attempt, today)),
};

/** Every number opens to what stands behind it. */
function Opens({ n, href }: { n: number; href: string }) {
  return n === 0 ? (
    <>0</>
  ) : (
    <a href={href} tabIndex={-1}>
      {n}
    </a>
  );
}
