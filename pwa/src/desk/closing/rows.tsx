import { useState } from "preact/hooks";
import { language, t } from "../i18n";
import { periodOfMonth } from "../period";
import type { MonthRow } from "./calls";
import { Subject } from "./differences";

/** The rows of a month: those in which something is missing, and all of them when asked. */
export function Rows({ rows, month }: { rows: MonthRow[]; month: string }) {
  const [all, setAll] = useState(false);
  const open = rows.filter((row) => row.misses.length + row.unreported.length > 0);
  const shown = all ? rows : open;
  return (
    <>
      <p class="desk-buttons desk-screen-only">
        <button type="button" class="desk-button" aria-pressed={all} onClick={() => setAll(!all)}>
          {t("closing.show_all", { n: rows.length })}
        </button>
      </p>
      {shown.length === 0 ? <p>{t("closing.nothing_missing")}</p> : <Table rows={shown} month={month} />}
    </>
  );
}

function Table({ rows, month }: { rows: MonthRow[]; month: string }) {
  return (
    <div class="desk-scroll">
      <table class="desk-table">
        <thead>
          <tr>
            {(["closing.subject", "closing.village", "closing.duty"] as const).map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
            {(["expected", "credited", "misses", "unreported"] as const).map((name) => (
              <th key={name} scope="col">
                {t(`number.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={[row.kind, row.subject, row.policy, row.version, row.duty].join()}>
              <th scope="row">
                <Subject row={row} month={month} />
              </th>
              <td data-label={t("closing.village")}>{row.village_name}</td>
              <td data-label={t("closing.duty")}>{row.sentence[language.value === "zh" ? "zh" : "en"]}</td>
              <td class="number" data-label={t("number.expected")}>
                {row.expected}
              </td>
              <td class="number" data-label={t("number.credited")}>
                {row.credited}
              </td>
              <td data-label={t("number.misses")}>
                {days(row.misses)}
                {row.owners.length > 0 && <span class="desk-faint"> {row.owners.join("、")}</span>}
              </td>
              <td data-label={t("number.unreported")}>{days(row.unreported)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "3: 2, 9, 30", the days of the month. */
function days(misses: string[]): string {
  if (misses.length === 0) return "0";
  return `${misses.length}：${misses.map((day) => Number(day.slice(8))).join("、")}`;
}

export function endOf(month: string): string {
  return periodOfMonth(month.slice(0, 7)).to;
}
