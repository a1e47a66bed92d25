import { type Answers, type Form, optionsOf, type Question, type QuestionKind } from "./form";

export type Reason =
  | "missing"
  | "not_asked"
  | "wrong_kind"
  | "not_offered"
  | "too_many"
  | "too_low"
  | "too_high"
  | "too_fine"
  | "too_long";

export interface AnswerProblem {
  question: string;
  reason: Reason;
}

const MARKS: readonly unknown[] = ["ok", "concern", null];
const MOST_CHOICES = 20;
const WORD_LETTERS = 200;
const FAR_BEYOND = 1e9;
const LETTERS = 500;

/**
 * What keeps answers from fitting a form: the same as on the server (`shouwang.forms.rules`), shown by shared cases.
 * `whole`: what is required must be there; an attempt answers nothing.
 */
export function answerProblems(form: Form, answers: Answers, whole = true): AnswerProblem[] {
  const found: AnswerProblem[] = [];
  const known = new Set(form.questions.map(({ id }) => id));
  for (const question of form.questions) {
    const reason = reasonAgainst(question, answers, whole);
    if (reason) found.push({ question: question.id, reason });
  }
  const strange = Object.keys(answers).filter((name) => !known.has(name));
  return [...found, ...strange.sort().map((question): AnswerProblem => ({ question, reason: "not_asked" }))];
}

/** Whether what it depends on was answered so. */
export function isAsked({ when }: Question, answers: Answers): boolean {
  if (!when) return true;
  const given = answers[when.question];
  return (Array.isArray(given) ? given : [given]).some((one) => when.among.includes(one));
}

function reasonAgainst(question: Question, answers: Answers, whole: boolean): Reason | undefined {
  const answer = answers[question.id] ?? null;
  if (!isAsked(question, answers)) return answer === null ? undefined : "not_asked";
  const required = whole && question.required === true;
  if (answer === null) return required ? "missing" : undefined;
  return CHECKS[question.kind](question, answer, required);
}

type Check = (question: Question, answer: unknown, required: boolean) => Reason | undefined;

const CHECKS: Record<QuestionKind, Check> = { ticks, choice, choices, number, text };

function ticks(question: Question, answer: unknown, required: boolean): Reason | undefined {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return "wrong_kind";
  const marks = answer as Record<string, unknown>;
  if (!Object.values(marks).every((mark) => MARKS.includes(mark))) return "wrong_kind";
  const offered = optionsOf(question).map(({ id }) => id);
  if (Object.keys(marks).some((name) => !offered.includes(name))) return "not_offered";
  return required && offered.some((name) => (marks[name] ?? null) === null) ? "missing" : undefined;
}

function choice(question: Question, answer: unknown): Reason | undefined {
  if (typeof answer !== "string") return "wrong_kind";
  return optionsOf(question).some(({ id }) => id === answer) ? undefined : "not_offered";
}

function choices(question: Question, answer: unknown, required: boolean): Reason | undefined {
  if (!Array.isArray(answer) || !answer.every((one) => typeof one === "string")) return "wrong_kind";
  const offered = optionsOf(question).map(({ id }) => id);
  const own = answer.filter((one) => !offered.includes(one));
  if (own.length > 0 && !question.open) return "not_offered";
  if (answer.length > MOST_CHOICES && (question.open || answer.length > offered.length)) return "too_many";
  if (own.some((one) => Array.from(one).length > WORD_LETTERS)) return "too_long";
  return required && answer.length === 0 ? "missing" : undefined;
}

function number({ least, most, decimals = 0 }: Question, answer: unknown): Reason | undefined {
  if (typeof answer !== "number" || !(Math.abs(answer) < FAR_BEYOND)) return "wrong_kind";
  if (least !== undefined && answer < least) return "too_low";
  if (most !== undefined && answer > most) return "too_high";
  const shifted = answer * 10 ** decimals;
  return Math.abs(shifted - Math.floor(shifted + 0.5)) > 1e-6 ? "too_fine" : undefined;
}

function text({ letters = LETTERS }: Question, answer: unknown, required: boolean): Reason | undefined {
  if (typeof answer !== "string") return "wrong_kind";
  if (Array.from(answer).length > letters) return "too_long";
  return required && answer.trim() === "" ? "missing" : undefined;
}
