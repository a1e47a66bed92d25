import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { t, word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import { type Escalation, escalationsPath, stopEscalation } from "./reminding";

/** Whom nobody went to see: who was asked, what came back, and who is asked next. */
export function Escalated({ township, today }: { township: string; today: string }) {
  const answer = useAnswer(escalationsPath(township));
  return (
    <section class="desk-section" aria-labelledby="desk-escalated">
      <h2 id="desk-escalated">{t("escalation.title")}</h2>
      <p class="desk-faint">{t("escalation.lead")}</p>
      <Answered answer={answer}>
        {({ lines }) => (lines.length === 0 ? <p>{t("escalation.nobody")}</p> : <Table lines={lines} today={today} />)}
      </Answered>
    </section>
  );
}

function Table({ lines, today }: { lines: Escalation[]; today: string }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          <th scope="col">{t("escalation.person")}</th>
          <th scope="col">{t("escalation.steps")}</th>
          <th scope="col">{t("escalation.next")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td data-label={t("escalation.person")}>
              <a href={hashOf("person", line.person)}>{line.person_name}</a>
              <div class="desk-faint">{line.village_name}</div>
            </td>
            <td data-label={t("escalation.steps")}>
              {line.steps.map((step) => (
                <div key={step.to}>
                  {dayText(step.day, today)} {word("escalation.to", step.to)} {step.name}
                  <span class="desk-faint"> {answerText(step)}</span>
                </div>
              ))}
            </td>
            <td data-label={t("escalation.next")}>
              <Next line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function answerText({ seen_at, on_my_way_at }: Escalation["steps"][number]): string {
  if (on_my_way_at) return t("escalation.on_my_way", { moment: momentText(on_my_way_at) });
  return seen_at ? t("escalation.seen", { moment: momentText(seen_at) }) : "";
}

function Next({ line }: { line: Escalation }) {
  if (line.state === "stopped")
    return (
      <>
        {t("escalation.stopped", { name: line.stopped_by_name ?? "" })}
        <div class="desk-faint">{line.reason}</div>
      </>
    );
  return (
    <>
      {line.next === null ? t("escalation.last") : word("escalation.to", line.next)}{" "}
      {mayChange() && <Stop line={line} />}
    </>
  );
}

function Stop({ line }: { line: Escalation }) {
  const [reason, setReason] = useState("");
  return (
    <AskAgain
      name={t("escalation.stop_of", { name: line.person_name })}
      button={t("escalation.stop")}
      yes={t("escalation.stop_yes")}
      work={() => stopEscalation(line.id, reason.trim() || t("escalation.no_reason"))}
    >
      <label>
        {t("escalation.why")}
        <input type="text" maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
    </AskAgain>
  );
}
