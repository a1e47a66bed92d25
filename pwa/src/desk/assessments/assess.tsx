import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { codeOf } from "../../api/failure";
import { AssessmentForm, emptyDraft } from "../../assessments/form";
import { personPath, useAnswer } from "../api";
import { changes } from "../deeds";
import { assessmentsPath, enterAssessment } from "../health-api";
import { t } from "../i18n";
import { newId } from "../paper/entering";
import { Answered, failureText } from "../parts/state";
import { hashOf } from "../route";

/** An assessment is entered from the assessors' paper. */
export default function Assess({ id, place }: { id: string; place: string }) {
  const person = useAnswer(personPath(id, {}));
  const told = useAnswer(assessmentsPath(place));
  const row = useRef(newId());
  const failure = useSignal("");
  const panel = told.value?.panel;
  return (
    <Answered answer={person}>
      {({ person: head }) => (
        <article class="desk-file">
          <div class="desk-title">
            <h1>{t("assessments.of", { name: head.name })}</h1>
            <a class="desk-button" href={hashOf("assessments")}>
              {t("assessments.back")}
            </a>
          </div>
          <p>{head.village_name}</p>
          {failure.value !== "" && (
            <p role="alert" class="desk-refusal">
              {failureText(failure.value)}
            </p>
          )}
          {told.value && panel && (
            <AssessmentForm
              begun={emptyDraft(told.value.today, panel)}
              panelOn={() => panel}
              today={told.value.today}
              keep={() => {
                failure.value = "";
              }}
              save={async (draft) => {
                try {
                  await enterAssessment(id, { id: row.current, ...draft });
                } catch (thrown) {
                  failure.value = codeOf(thrown);
                  throw thrown;
                }
                changes.value++;
                location.hash = hashOf("assessments");
              }}
            />
          )}
        </article>
      )}
    </Answered>
  );
}
