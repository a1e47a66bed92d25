import { t } from "../i18n";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { isIcon } from "../ui/icons";
import type { AnswerProblem, Reason } from "./answers";
import { type Answers, chosenOf, marksOf, optionsOf, type Question, said } from "./form";
import { Marks } from "./marks";

interface QuestionProps {
  question: Question;
  answers: Answers;
  problem: AnswerProblem | undefined;
  answer: (value: unknown) => void;
}

/** A question of a form, as its kind wants to be answered. */
export function QuestionField(props: QuestionProps) {
  return (
    <div class="asked" data-question={props.question.id}>
      <Field {...props} />
    </div>
  );
}

/** More options than this are closed until somebody opens them. */
const AT_A_GLANCE = 8;

function Field({ question, answers, problem, answer }: QuestionProps) {
  const trouble = problem && troubleOf(question, answers, problem.reason);
  const options = optionsOf(question).map((option) => ({ value: option.id, words: said(option) }));
  switch (question.kind) {
    case "ticks":
      return <Marks question={question} marks={marksOf(answers, question.id)} mark={answer} trouble={trouble} />;
    case "choice":
      return (
        <Choice
          legend={said(question)}
          name={question.id}
          options={optionsOf(question).map(({ icon, ...option }) => ({
            value: option.id,
            words: said(option),
            ...(isIcon(icon) && { icon }),
          }))}
          chosen={(answers[question.id] as string | undefined) ?? null}
          onChoose={answer}
          trouble={trouble}
        />
      );
    case "choices":
      return (
        <>
          <Chips
            legend={said(question)}
            options={options}
            chosen={chosenOf(answers, question.id)}
            onToggle={(one) => answer(toggled(chosenOf(answers, question.id), one))}
            folded={options.length > AT_A_GLANCE}
          />
          {trouble && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
        </>
      );
    default:
      return <Typed question={question} value={String(answers[question.id] ?? "")} answer={answer} trouble={trouble} />;
  }
}

interface TypedProps {
  question: Question;
  value: string;
  answer: (value: string) => void;
  trouble: string | undefined;
}

function Typed({ question, value, answer, trouble }: TypedProps) {
  const id = `answer-${question.id}`;
  const common = {
    id,
    class: "field",
    value,
    "aria-invalid": trouble !== undefined,
    "aria-describedby": trouble && `trouble-${question.id}`,
    onInput: (event: { currentTarget: { value: string } }) => answer(event.currentTarget.value),
  };
  return (
    <div class="labelled">
      <label class="question" for={id}>
        {said(question)}
        {question.unit && <span class="soft"> ({said(question.unit)})</span>}
      </label>
      {question.kind === "number" ? (
        <input {...common} inputMode="decimal" autoComplete="off" />
      ) : (
        <textarea {...common} rows={2} />
      )}
      {trouble && (
        <span class="trouble" id={`trouble-${question.id}`} role="alert">
          {trouble}
        </span>
      )}
    </div>
  );
}

function troubleOf(question: Question, answers: Answers, reason: Reason): string {
  if (question.kind === "ticks") {
    const marks = marksOf(answers, question.id);
    return t("visit.ticks_missing", { n: optionsOf(question).filter(({ id }) => !marks[id]).length });
  }
  switch (reason) {
    case "too_low":
      return t("answer.too_low", { n: question.least ?? 0 });
    case "too_high":
      return t("answer.too_high", { n: question.most ?? 0 });
    case "too_fine":
      return t("answer.too_fine", { n: question.decimals ?? 0 });
    case "too_long":
      return t("answer.too_long", { n: question.letters ?? 500 });
    case "wrong_kind":
      return t("answer.no_number");
    default:
      return t("answer.missing");
  }
}

function toggled(chosen: string[], one: string): string[] {
  return chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one];
}
