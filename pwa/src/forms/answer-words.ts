import { isAsked } from "./answers";
import { askedThen } from "./asked";
import { type Answers, chosenOf, type Form, marksOf, optionsOf, type Question, said } from "./form";

/** What a record answers, in words: what worries, and the rest. */
export interface AnswerWords {
  concerns: string[];
  others: string[];
}

/** The answers of a record in the words of its version; where this phone does not have that one, in the words of the first. */
export function answerWords(id: string, version: number, answers: Answers): AnswerWords {
  const form = (askedThen(id, version) ?? askedThen(id, 1))?.form;
  const asked = form ? form.questions.filter((question) => isAsked(question, answers)) : [];
  const told = asked.map((question) => ({ words: wordsOf(question, answers), worries: worries(question) }));
  return {
    concerns: told.flatMap(({ words, worries }) => (worries ? words : [])),
    others: told.flatMap(({ words, worries }) => (worries ? [] : words)),
  };
}

/** Whether something that was answered worries. */
export function hasConcern(id: string, version: number, answers: Answers): boolean {
  return answerWords(id, version, answers).concerns.length > 0;
}

/** Every mark of a form that says whether something is well. */
export function allWell(form: Form): Answers {
  const marked = form.questions.filter(({ kind }) => kind === "ticks");
  return Object.fromEntries(
    marked.map((question) => [question.id, Object.fromEntries(optionsOf(question).map(({ id }) => [id, "ok"]))]),
  );
}

function worries({ kind, concern }: Question): boolean {
  return kind === "ticks" || concern === true;
}

function wordsOf(question: Question, answers: Answers): string[] {
  const answer = answers[question.id];
  switch (question.kind) {
    case "ticks": {
      const marks = marksOf(answers, question.id);
      return optionsOf(question)
        .filter(({ id }) => marks[id] === "concern")
        .map(said);
    }
    case "choices":
      return chosenOf(answers, question.id).map((one) => optionWords(question, one));
    case "choice":
      return typeof answer === "string" ? [`${said(question)} ${optionWords(question, answer)}`] : [];
    default:
      return answer === undefined || answer === null || answer === "" ? [] : [measured(question, answer)];
  }
}

function measured(question: Question, answer: unknown): string {
  return [said(question), String(answer), question.unit ? said(question.unit) : ""].join(" ").trim();
}

/** Words of her own stand for themselves. */
function optionWords(question: Question, id: string): string {
  const option = optionsOf(question).find((one) => one.id === id);
  return option ? said(option) : id;
}
