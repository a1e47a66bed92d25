import { useAnswer } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import { type Act, retentionPath, type Retention as Told } from "./calls";

/** Whose file is not to be kept any longer, and which copies and erasures there were: for the county. */
export default function Retention() {
  const answer = useAnswer(retentionPath());
  return <Answered answer={answer}>{(told) => <Page told={told} />}</Answered>;
}

function Page({ told }: { told: Told }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("retention.title")}</h1>
        <a class="desk-button desk-screen-only" href={hashOf("showings")}>
          {t("showings.title")}
        </a>
      </div>
      <p class="desk-period-line">{t("retention.lead", { years: told.years })}</p>
      <section class="desk-section" aria-labelledby="retention-due">
        <h2 id="retention-due">{t("retention.due")}</h2>
        {told.due.length === 0 ? <p class="desk-faint">{t("retention.due_none")}</p> : <Due told={told} />}
      </section>
      <section class="desk-section" aria-labelledby="retention-acts">
        <h2 id="retention-acts">{t("retention.acts")}</h2>
        {told.acts.length === 0 ? <p class="desk-faint">{t("retention.acts_none")}</p> : <Acts acts={told.acts} />}
      </section>
    </>
  );
}

function Due({ told }: { told: Told }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">{t("retention.who")}</th>
          <th scope="col">{t("retention.ended")}</th>
          <th scope="col">{t("retention.until")}</th>
        </tr>
      </thead>
      <tbody>
        {told.due.map((line) => (
          <tr key={line.person}>
            <td data-label={t("retention.who")}>
              <a href={hashOf("person", line.person)}>{line.name}</a>{" "}
              <span class="desk-faint">{line.township_name}</span>
            </td>
            <td data-label={t("retention.ended")}>{line.ended}</td>
            <td data-label={t("retention.until")}>{line.kept_until}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ acts }: { acts: Act[] }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          {(["when", "what", "who", "why", "by"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`retention.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <tr key={act.id}>
            <td data-label={t("retention.when")}>{momentText(act.at)}</td>
            <td data-label={t("retention.what")}>{t(`retention.${act.kind}`)}</td>
            <td data-label={t("retention.who")}>
              <a href={hashOf("person", act.person)}>{act.person_name}</a>
            </td>
            <td data-label={t("retention.why")}>{t(`keep_because.${act.because}`)}</td>
            <td data-label={t("retention.by")}>{act.by_name ?? t("retention.by_command")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
