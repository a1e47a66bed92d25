import { unreachedPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import type { Unreached as Line } from "../rows";

/** Whom nobody met, and who therefore needs somebody today: found in the records, and gone with the next visit. */
export function Unreached() {
  return <Answered answer={useAnswer(unreachedPath())}>{(lines) => <UnreachedLines lines={lines} />}</Answered>;
}

export function UnreachedLines({ lines }: { lines: Line[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-unreached">
      <h2 id="desk-unreached">
        {t("unreached.title")} <small>{t("number.people", { n: lines.length })}</small>
      </h2>
      <p class="desk-faint">{t("unreached.lead")}</p>
      <table class="desk-table desk-concerns">
        <thead>
          <tr>
            <th scope="col">{t("needs.person")}</th>
            <th scope="col">{t("needs.village")}</th>
            <th scope="col">{t("unreached.attempts")}</th>
            <th scope="col" class="desk-screen-only">
              {t("needs.open")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.person} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ line }: { line: Line }) {
  return (
    <tr>
      <td data-label={t("needs.person")}>
        <a href={hashOf("person", line.person)}>{line.person_name}</a>{" "}
        {line.fully_dependent && <strong class="desk-mark">{word("level", "full")}</strong>}
      </td>
      <td data-label={t("needs.village")}>{line.village_name}</td>
      <td data-label={t("unreached.attempts")}>
        <ul class="desk-steps">
          {line.attempts.map(({ record, start, author_name, reason }) => (
            <li key={record}>
              {momentText(start)} {author_name} {reason !== null && word("reason", reason)}
            </li>
          ))}
        </ul>
      </td>
      <td class="desk-screen-only">
        <a class="desk-button" href={hashOf("person", line.person)}>
          {t("unreached.settle")}
          <span class="desk-aside">{line.person_name}</span>
        </a>
      </td>
    </tr>
  );
}
