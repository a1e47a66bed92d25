import { useAnswer } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import { Answered } from "../parts/state";
import { exportsPath, type Line } from "./calls";

/** Which files were made, by whom and what for: a file is known again by its hash. */
export function Made() {
  const answer = useAnswer(exportsPath());
  return (
    <section class="desk-section" aria-labelledby="exports-made">
      <h2 id="exports-made">{t("exports.made")}</h2>
      <Answered answer={answer}>
        {(lines) => (lines.length === 0 ? <p class="desk-faint">{t("exports.none_made")}</p> : <Table lines={lines} />)}
      </Answered>
    </section>
  );
}

const HEADS = ["at", "by", "ledger", "period", "number_of_rows", "because", "version", "digest"] as const;

function Table({ lines }: { lines: Line[] }) {
  return (
    <div class="desk-scroll">
      <table class="desk-table">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {t(`exports.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{momentText(line.at)}</td>
              <td data-label={t("exports.by")}>{line.user_name}</td>
              <td data-label={t("exports.ledger")}>
                {t(`ledger.${line.ledger}`)} {line.place_name}
              </td>
              <td data-label={t("exports.period")}>
                {line.first} – {line.last}
              </td>
              <td class="number" data-label={t("exports.number_of_rows")}>
                {line.rows}
              </td>
              <td data-label={t("exports.because")}>
                {line.because ? t("exports.clear", { because: t(`because.${line.because}`) }) : t("exports.masked")}
              </td>
              <td data-label={t("exports.version")}>
                {line.version === null ? t("exports.is_live") : t("exports.is_version", { n: line.version })}
              </td>
              <td data-label={t("exports.digest")}>
                <code>{line.digest.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
