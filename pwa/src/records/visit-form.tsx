import { isAsked } from "../forms/answers";
import type { Question } from "../forms/form";
import { QuestionField } from "../forms/question";
import { t } from "../i18n";
import type { PersonView } from "../local/view";
import { Choice } from "../ui/choice";
import { Icon } from "../ui/icons";
import { CountsNote, isYuanAsked } from "./counts-note";
import { answersWrong, type Change, isAllWell, lettersLeft, type Problem, type VisitForm } from "./form";
import { WhenFields } from "./when";
import { MODE_WORDS, MODES, REASON_WORDS, REASONS } from "./words";

interface FieldsProps {
  form: VisitForm;
  /** Undefined: somebody who is not on this phone any more; then nothing is said of what counts. */
  view: PersonView | undefined;
  /** The role in which the worker acts for this person. */
  role: string;
  problems: readonly Problem[];
  change: (change: Change) => void;
}

/** Everything that can be said about a visit or an attempt; nothing has to be typed. */
export function VisitFields(props: FieldsProps) {
  const { form, change, problems } = props;
  return (
    <>
      <Choice
        legend={t("visit.outcome")}
        quiet
        name="outcome"
        columns={2}
        options={[
          { value: "met", words: t("visit.seen"), icon: "person" },
          { value: "not_met", words: t("visit.not_seen"), icon: "closed_door" },
        ]}
        chosen={form.outcome}
        onChoose={(value) => change({ set: "outcome", value })}
      />
      {form.outcome === "met" ? <MetFields {...props} /> : <NotMetFields {...props} />}
      <Note form={form} change={change} problems={problems} />
      <WhenFields form={form} change={change} problem={problems.find((problem) => problem.startsWith("time"))} />
    </>
  );
}

function MetFields(props: FieldsProps) {
  const { form, view, role, problems, change } = props;
  const asked = form.asked.form.questions.filter((question) => isAsked(question, form.answers));
  const marks = asked.filter(({ kind }) => kind === "ticks");
  return (
    <>
      {marks.length > 0 && <AllWell done={isAllWell(form)} press={() => change({ set: "all_well" })} />}
      {marks.map((question) => (
        <Answer key={question.id} question={question} {...props} />
      ))}
      <ModeChoice form={form} change={change} />
      {(form.yuan !== "" || (view && isYuanAsked({ form, view, role }))) && (
        <Yuan form={form} change={change} problems={problems} />
      )}
      {view && <CountsNote form={form} view={view} role={role} />}
      {asked.map(
        (question) => question.kind !== "ticks" && <Answer key={question.id} question={question} {...props} />,
      )}
    </>
  );
}

/** What is wrong with it is said once saving was refused. */
function Answer({
  question,
  form,
  problems,
  change,
}: Pick<FieldsProps, "form" | "problems" | "change"> & { question: Question }) {
  const isTold = problems.includes(`answer:${question.id}`);
  return (
    <QuestionField
      question={question}
      answers={form.answers}
      problem={isTold ? answersWrong(form).find((problem) => problem.question === question.id) : undefined}
      answer={(value) => change({ set: "answer", question: question.id, value })}
    />
  );
}

function AllWell({ done, press }: { done: boolean; press: () => void }) {
  return (
    <button type="button" class="all-well" aria-pressed={done} onClick={press}>
      <Icon name="check" size={1.8} />
      <span>{done ? t("visit.all_well_done") : t("visit.all_well")}</span>
    </button>
  );
}

function NotMetFields({ form, problems, change }: FieldsProps) {
  return (
    <>
      <Choice
        legend={t("visit.reason")}
        name="reason"
        options={REASONS.map((reason) => ({ value: reason, words: t(REASON_WORDS[reason]) }))}
        chosen={form.reason}
        onChoose={(value) => change({ set: "reason", value })}
        trouble={problems.includes("reason") ? t("visit.reason_missing") : undefined}
      />
      <p class="soft">{t("visit.attempt_note")}</p>
      <ModeChoice form={form} change={change} />
    </>
  );
}

function ModeChoice({ form, change }: Pick<FieldsProps, "form" | "change">) {
  return (
    <Choice
      legend={t("visit.mode")}
      name="mode"
      options={MODES.map((mode) => ({ value: mode, words: t(MODE_WORDS[mode]), icon: mode }))}
      chosen={form.mode}
      onChoose={(value) => change({ set: "mode", value })}
    />
  );
}

/** Asked where a rule counts a visit only from some yuan on. */
function Yuan({ form, problems, change }: Pick<FieldsProps, "form" | "problems" | "change">) {
  const isWrong = problems.includes("yuan");
  return (
    <label class="labelled">
      <span class="question">{t("visit.yuan")}</span>
      <input
        class="field"
        name="yuan"
        inputMode="decimal"
        autoComplete="off"
        value={form.yuan}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? "trouble-yuan" : undefined}
        onInput={(event) => change({ set: "yuan", value: event.currentTarget.value })}
      />
      {isWrong && (
        <span class="trouble" id="trouble-yuan" role="alert">
          {t("visit.yuan_wrong")}
        </span>
      )}
    </label>
  );
}

/** Nothing that was typed or pasted is cut off: what is too long is said, and waits in the draft until it is shorter. */
function Note({ form, problems, change }: Pick<FieldsProps, "form" | "problems" | "change">) {
  const left = lettersLeft(form);
  return (
    <label class="labelled">
      <span class="question">{t("visit.note")}</span>
      <textarea
        class="field"
        name="note"
        rows={3}
        aria-invalid={problems.includes("note_long")}
        value={form.note}
        onInput={(event) => change({ set: "note", value: event.currentTarget.value })}
      />
      {left <= NEARLY_FULL && (
        <span class={left < 0 ? "trouble" : "soft"} role="status">
          {left < 0 ? t("visit.note_long", { n: -left }) : t("visit.note_left", { n: left })}
        </span>
      )}
    </label>
  );
}

/** From so few letters on, one wants to know. */
const NEARLY_FULL = 200;
