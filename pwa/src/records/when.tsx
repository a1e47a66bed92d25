import { localDay } from "../duties/moments";
import { t } from "../i18n";
import { momentWords } from "../register/day-words";
import { Choice } from "../ui/choice";
import { now } from "../ui/today";
import { type Change, type Problem, startOf, type VisitForm } from "./form";

interface WhenProps {
  form: VisitForm;
  change: (change: Change) => void;
  problem: Problem | undefined;
}

/** When it was: just now, or at a time of today or yesterday. */
export function WhenFields({ form, change, problem }: WhenProps) {
  return (
    <>
      <Choice
        legend={t("visit.when")}
        name="when"
        options={[
          { value: "now", words: t("visit.when_now") },
          { value: "today", words: t("visit.when_today") },
          { value: "yesterday", words: t("visit.when_yesterday") },
        ]}
        chosen={form.when}
        onChoose={(value) => change({ set: "when", value })}
      />
      {form.when === "now" ? <Began form={form} /> : <At form={form} change={change} problem={problem} />}
    </>
  );
}

function Began({ form }: { form: VisitForm }) {
  const today = localDay(now.value);
  return <p class="soft">{t("visit.started_at", { when: momentWords(startOf(form, today), today) })}</p>;
}

function At({ form, change, problem }: WhenProps) {
  return (
    <label class="labelled">
      <span class="question">{t("visit.at")}</span>
      <input
        class="field"
        type="time"
        name="at"
        value={form.at}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? "trouble-at" : undefined}
        onInput={(event) => change({ set: "at", value: event.currentTarget.value })}
      />
      {problem && (
        <span class="trouble" id="trouble-at" role="alert">
          {t(problem === "time_future" ? "visit.time_future" : "visit.time_missing")}
        </span>
      )}
    </label>
  );
}
