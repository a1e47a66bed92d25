import { t } from "../i18n";
import { agoWords, countyDay, momentWords } from "../register/day-words";
import { Choice } from "../ui/choice";
import { wall } from "../ui/today";
import { backThen, type Change, isStale, justNow, type Problem, type VisitForm, type When } from "./form";

interface WhenProps {
  form: VisitForm;
  change: (change: Change) => void;
  problem: Problem | undefined;
}

/** When it was: just now, or at a time of today or yesterday; and where the form was opened long ago, whether now or then. */
export function WhenFields({ form, change, problem }: WhenProps) {
  const stale = isStale(form, wall.value);
  const options = optionsOf(form, wall.value);
  const chosen = stale ? undefined : options.find(({ when }) => when.day === form.day);
  return (
    <>
      <Choice
        legend={t("visit.when")}
        name="when"
        columns={options.length === 4 ? 2 : 3}
        options={options}
        chosen={chosen?.value ?? null}
        onChoose={(value) =>
          change({ set: "when", value: options.find((option) => option.value === value)?.when ?? {} })
        }
        trouble={stale ? t("visit.time_stale") : undefined}
      />
      {form.day !== null && <At form={form} change={change} problem={problem === "time_until" ? undefined : problem} />}
      {form.day !== null && form.outcome === "met" && (
        <Until form={form} change={change} wrong={problem === "time_until"} />
      )}
      {form.day === null && !stale && <Began form={form} />}
    </>
  );
}

interface WhenOption {
  value: string;
  words: string;
  when: Partial<When>;
}

/** A day that was chosen stays that day: after midnight it is said by another name. */
function optionsOf(form: VisitForm, now: number): WhenOption[] {
  const today = countyDay(now);
  const { day } = form;
  const options: WhenOption[] = [
    { value: "now", words: t("visit.when_now"), when: justNow(form, now) },
    { value: "today", words: t("visit.when_today"), when: { day: today } },
    { value: "yesterday", words: t("visit.when_yesterday"), when: { day: today - 1 } },
  ];
  if (isStale(form, now)) {
    const words = t("visit.when_then", { when: momentWords(form.opened, today) });
    options.splice(1, 0, { value: "then", words, when: backThen(form) });
  }
  if (day !== null && !options.some(({ when }) => when.day === day))
    options.push({ value: "day", words: agoWords(day, today), when: { day } });
  return options;
}

function Began({ form }: { form: VisitForm }) {
  return <p class="soft">{t("visit.started_at", { when: momentWords(form.opened, countyDay(wall.value)) })}</p>;
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

/** Nobody has to say when a visit of earlier was over; some duties want it to have lasted. */
function Until({ form, change, wrong }: Pick<WhenProps, "form" | "change"> & { wrong: boolean }) {
  return (
    <label class="labelled">
      <span class="question">{t("visit.until")}</span>
      <input
        class="field"
        type="time"
        name="until"
        value={form.until}
        aria-invalid={wrong}
        onInput={(event) => change({ set: "until", value: event.currentTarget.value })}
      />
      {wrong && (
        <span class="trouble" role="alert">
          {t("visit.until_wrong")}
        </span>
      )}
    </label>
  );
}
