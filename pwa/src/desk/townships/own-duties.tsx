import { Light } from "../../ui/light";
import { t } from "../i18n";
import { dueSentence } from "../parts/due";
import { DutyName } from "../parts/duty-name";
import { hashOf, periodOf, route } from "../route";
import type { TownshipDuty, Townships } from "../rows";

const COLUMNS = ["name", "duty", "light", "expected", "credited", "misses"] as const;

/** What the townships owe themselves, apart from the sums of their people; each line opens onto its days and records. */
export function OwnDuties({ value }: { value: Townships }) {
  const lines = value.rows.flatMap((row) => row.duties.map((line) => ({ row, line })));
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-own-duties">
      <h2 id="desk-own-duties">{t("township.duties")}</h2>
      <table class="desk-table desk-own-duties">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={`c-${column}`}>
                {t(`own.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, line }) => (
            <tr key={`${row.township} ${line.duty.pack} ${line.duty.version} ${line.duty.id}`}>
              <th scope="row" class="c-name">
                <a href={hashOf("township", row.township, periodOf(route.value.query))}>{row.name}</a>
              </th>
              <Cells line={line} today={value.today} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ line, today }: { line: TownshipDuty; today: string }) {
  return (
    <>
      <td class="c-duty" data-label={t("own.duty")}>
        <DutyName duty={line.duty} />
      </td>
      <td class="c-light" data-label={t("own.light")}>
        <Light light={line.light} /> {dueSentence(line, today, "own.due_by")}
      </td>
      <td class="number c-expected" data-label={t("own.expected")}>
        {line.expected}
      </td>
      <td class="number c-credited" data-label={t("own.credited")}>
        {line.credited}
      </td>
      <td class="number c-misses" data-label={t("own.misses")}>
        {line.misses.length}
      </td>
    </>
  );
}
