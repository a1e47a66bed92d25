import { useAnswer } from "../api";
import { momentText, monthText } from "../dates";
import { t } from "../i18n";
import { Answered } from "../parts/state";
import { type VersionFile, versionPath } from "./calls";
import { pathOf } from "./closing";
import { Differences } from "./differences";
import { NUMBERS } from "./report";
import { Rows } from "./rows";

/** A version as it was closed; the server computes it again to see whether it still says what was hashed. */
export function VersionPage({ township, month, number }: { township: string; month: string; number: string }) {
  const answer = useAnswer(versionPath(township, month, number));
  return <Answered answer={answer}>{(file) => <File file={file} township={township} month={month} />}</Answered>;
}

function File({ file, township, month }: { file: VersionFile; township: string; month: string }) {
  const { version } = file;
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("closing.version_of", { month: monthText(month.slice(0, 7)), n: version.number })}</h1>
        <a class="desk-button desk-screen-only" href={pathOf({ township, month })}>
          {t("closing.back_to_month")}
        </a>
      </div>
      <p>
        {t("closing.closed_at", {
          at: momentText(version.closed_at),
          name: version.closed_by_name ?? t("closing.by_itself"),
        })}{" "}
        {version.reason && t("closing.because", { reason: version.reason })}
      </p>
      <p role={file.check === "intact" ? undefined : "alert"}>
        {t(`closing.check.${file.check}`)} <code class="desk-closing-hash">{version.rows_sha256}</code>
      </p>
      <p class="desk-faint">
        {t("closing.policies")} {version.policies.map(({ id, version: n }) => `${id} ${n}`).join("、")}
      </p>
      <dl class="desk-closing-sums">
        {NUMBERS.map((name) => (
          <div key={name}>
            <dt>{t(`number.${name}`)}</dt>
            <dd>{version.sums[name]}</dd>
          </div>
        ))}
      </dl>
      {version.number > 1 && (
        <section class="desk-section" aria-labelledby="closing-differences">
          <h2 id="closing-differences">{t("closing.since", { n: version.number - 1 })}</h2>
          <Differences differences={file.differences} month={month} />
        </section>
      )}
      <section class="desk-section" aria-labelledby="closing-rows">
        <h2 id="closing-rows">{t("closing.rows")}</h2>
        <Rows rows={file.rows} month={month} />
      </section>
    </article>
  );
}
