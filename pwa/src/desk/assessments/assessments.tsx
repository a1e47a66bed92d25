import { useAnswer } from "../api";
import { dayText } from "../dates";
import { useDeed } from "../deeds";
import { assessmentsPath, closeChange } from "../health-api";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { AbilityChange, Assessments as Told } from "../rows";
import { ReportChange } from "./report-change";
import { levelText, Waiting } from "./waiting";
import { WithReason } from "./with-reason";
import "../../assessments/assessments.css";

/** Clocks that run, what is to be confirmed, whom to assess next, and what was decided. */
export default function Assessments({ place }: { place: string }) {
  const answer = useAnswer(assessmentsPath(place));
  return (
    <>
      <h1>{t("assessments.title")}</h1>
      <p class="desk-period-line desk-screen-only">{t("assessments.lead")}</p>
      <Answered answer={answer}>{(told) => <Page told={told} place={place} />}</Answered>
    </>
  );
}

function Page({ told, place }: { told: Told; place: string }) {
  return (
    <>
      <section class="desk-section" aria-labelledby="desk-changes">
        <h2 id="desk-changes">{t("assessments.changes")}</h2>
        {told.changes.length === 0 && <p>{t("assessments.no_changes")}</p>}
        <ul class="desk-plain">
          {told.changes.map((change) => (
            <Change key={change.id} change={change} />
          ))}
        </ul>
        {mayChange() && <ReportChange place={place} today={told.today} />}
      </section>
      <section class="desk-section" aria-labelledby="desk-waiting">
        <h2 id="desk-waiting">{t("assessments.waiting")}</h2>
        {told.waiting.length === 0 && <p>{t("assessments.none_waiting")}</p>}
        {told.waiting.map((line) => (
          <Waiting key={line.id} line={line} panel={told.panel} today={told.today} />
        ))}
      </section>
      <section class="desk-section" aria-labelledby="desk-next">
        <h2 id="desk-next">{t("assessments.next")}</h2>
        {told.next.length === 0 ? <Empty what={t("assessments.nobody_next")} /> : <Next told={told} />}
      </section>
      {told.decided.length > 0 && (
        <section class="desk-section" aria-labelledby="desk-decided">
          <h2 id="desk-decided">{t("assessments.decided")}</h2>
          <ul class="desk-plain">
            {told.decided.map((line) => (
              <li key={line.id}>
                <a href={hashOf("person", line.person)}>{line.person_name}</a> {levelText(line)} ·{" "}
                {line.status === "declined"
                  ? t("assessments.declined", { reason: line.decision_reason ?? "" })
                  : t("assessments.holds", { day: dayText(line.valid_from ?? line.assessed_on, told.today) })}{" "}
                <span class="desk-faint">{line.decided_by_name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Change({ change }: { change: AbilityChange }) {
  const deed = useDeed();
  const late = change.days_left < 0;
  return (
    <li>
      <a href={hashOf("person", change.person)}>{change.person_name}</a> {change.village_name} ·{" "}
      {t("assessments.reported", { day: dayText(change.reported_on, ""), name: change.reported_by })} ·{" "}
      <strong class={late ? "desk-mark" : ""}>
        {late
          ? t("assessments.late", { n: -change.days_left })
          : t("assessments.left", { n: change.days_left, day: dayText(change.due_on, "") })}
      </strong>
      {!change.due_certain && <span class="desk-faint"> {t("assessments.uncertain")}</span>}
      {change.why && <p class="desk-faint">{change.why}</p>}
      {mayChange() && (
        <p class="desk-screen-only">
          <a class="desk-button" href={hashOf("assess", change.person)}>
            {t("assessments.assess")}
          </a>{" "}
          <WithReason
            asks={t("assessments.why_close")}
            does={t("assessments.close")}
            deed={deed}
            run={(reason) => closeChange(change.id, reason)}
          />
        </p>
      )}
      <DeedFailure deed={deed} />
    </li>
  );
}

function Next({ told }: { told: Told }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          {(["person", "village", "ability", "last", "why"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`assessments.${column}`)}
            </th>
          ))}
          <th scope="col" class="desk-screen-only">
            {t("assessments.assess")}
          </th>
        </tr>
      </thead>
      <tbody>
        {told.next.map((line) => (
          <tr key={line.person}>
            <td>
              <a href={hashOf("person", line.person)}>{line.person_name}</a>
            </td>
            <td>
              {line.village_name} {line.group_name}
            </td>
            <td>{line.current ? word("level", line.current) : "—"}</td>
            <td>{line.last_on ? dayText(line.last_on, told.today) : "—"}</td>
            <td>{t(`assessments.why_${line.why}`)}</td>
            <td class="desk-screen-only">
              {mayChange() && (
                <a class="desk-button" href={hashOf("assess", line.person)}>
                  {t("assessments.assess")}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
