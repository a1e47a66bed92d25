import { t } from "../i18n";
import type { RosterReply } from "../rows";

interface PreviewProps {
  told: Pick<RosterReply, "id" | "refusals" | "warnings">;
  language: "zh" | "en";
  sums: { sum: string; name: string; n: number }[];
}

/** What a file does: the sums, and each cell that is wrong or worth a look, with the reason. */
export function Preview({ told, language, sums }: PreviewProps) {
  return (
    <div aria-live="polite">
      <h3>{t(told.id === null ? "roster.would" : "roster.did")}</h3>
      <dl class="desk-sums">
        {sums.map(({ sum, name, n }) => (
          <div key={sum} class={sum === "refused" && n > 0 ? "desk-late" : undefined}>
            <dt>{name}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
      <Remarks title={t("roster.refusals")} lines={told.refusals} language={language} wrong />
      <Remarks title={t("roster.warnings")} lines={told.warnings} language={language} />
    </div>
  );
}

interface RemarksProps {
  title: string;
  lines: RosterReply["warnings"];
  language: "zh" | "en";
  wrong?: boolean;
}

/** What is said of cells of a file: row, column and what to do. */
function Remarks({ title, lines, language, wrong = false }: RemarksProps) {
  if (lines.length === 0) return null;
  return (
    <details open={wrong || lines.length <= 20}>
      <summary>
        <b>{title}</b> {lines.length}
      </summary>
      <table class={wrong ? "desk-table desk-remarks desk-remarks-wrong" : "desk-table desk-remarks"}>
        <thead>
          <tr>
            <th scope="col">{t("roster.row")}</th>
            <th scope="col">{t("roster.column")}</th>
            <th scope="col">{t("roster.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.row} ${line.column} ${line.reason}`}>
              <td data-label={t("roster.row")}>{line.row}</td>
              <td data-label={t("roster.column")}>{line.column}</td>
              <td>{language === "zh" ? line.reason : line.reason_en}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
