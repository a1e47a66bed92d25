import { t } from "../i18n";
import type { Standing } from "../register/standing";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Icon } from "../ui/icons";
import { CountsNote } from "./counts-note";
import { type Change, isAllWell, type Problem, ticksMissing, type VisitForm } from "./form";
import { Ticks } from "./ticks";
import { WhenFields } from "./when";
import { MODE_WORDS, MODES, PHRASE_WORDS, PHRASES, REASON_WORDS, REASONS } from "./words";

interface FieldsProps {
  form: VisitForm;
  standing: Standing;
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
      <Note form={form} change={change} />
      <WhenFields form={form} change={change} problem={problems.find((problem) => problem.startsWith("time"))} />
    </>
  );
}

function MetFields({ form, standing, role, problems, change }: FieldsProps) {
  const trouble = problems.includes("ticks") ? t("visit.ticks_missing", { n: ticksMissing(form).length }) : undefined;
  return (
    <>
      <AllWell done={isAllWell(form)} press={() => change({ set: "all_well" })} />
      <Ticks form={form} change={change} trouble={trouble} />
      <ModeChoice form={form} change={change} />
      <CountsNote form={form} standing={standing} role={role} />
      <Chips
        legend={t("visit.phrases")}
        options={PHRASES.map((phrase) => ({ value: phrase, words: t(PHRASE_WORDS[phrase]) }))}
        chosen={form.phrases}
        onToggle={(phrase) => change({ set: "phrase", phrase })}
      />
    </>
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

function Note({ form, change }: Pick<FieldsProps, "form" | "change">) {
  return (
    <label class="labelled">
      <span class="question">{t("visit.note")}</span>
      <textarea
        class="field"
        name="note"
        rows={3}
        maxLength={1000}
        value={form.note}
        onInput={(event) => change({ set: "note", value: event.currentTarget.value })}
      />
    </label>
  );
}
