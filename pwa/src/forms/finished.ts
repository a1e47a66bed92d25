import { isAsked } from "./answers";
import type { Answers, Form, Question } from "./form";

/** Answers as they are saved: numbers as numbers, without what is empty, and without what is not asked any more. */
export function finished(form: Form, answers: Answers): Answers {
  const kept: Answers = {};
  for (const question of form.questions) {
    if (!isAsked(question, kept)) continue;
    const answer = answerOf(question, answers[question.id]);
    if (answer !== undefined) kept[question.id] = answer;
  }
  return kept;
}

function answerOf({ kind }: Question, answer: unknown): unknown {
  if (answer === undefined || answer === null || answer === "") return undefined;
  if (Array.isArray(answer) && answer.length === 0) return undefined;
  return kind === "number" && typeof answer === "string" ? numberOf(answer) : answer;
}

/** What was typed as a number, full-width digits included; what is none stays as it was typed, and is told so. */
function numberOf(typed: string): number | string | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return undefined;
  return /^-?\d{1,9}(\.\d+)?$/.test(plain) ? Number(plain) : typed;
}
