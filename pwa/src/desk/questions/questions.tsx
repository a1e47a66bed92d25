import { useState } from "preact/hooks";
import { t as asked } from "../../questions/i18n";
import { useAnswer } from "../api";
import { momentText } from "../dates";
import { word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import { type Question, type Questions, questionsPath, reopen } from "./calls";
import { t } from "./i18n";
import { Settle } from "./settle";

/** What does not fit together in records, what their authors say to it, and what the office says to that. */
export default function QuestionsPage() {
  const [settled, setSettled] = useState(false);
  const answer = useAnswer(questionsPath(settled));
  return (
    <article>
      <h1>{t("questions.title")}</h1>
      <p class="desk-period-line">{t("questions.lead")}</p>
      <label class="desk-tick">
        <input type="checkbox" checked={settled} onChange={(event) => setSettled(event.currentTarget.checked)} />
        <span>{t("questions.show_settled")}</span>
      </label>
      <Answered answer={answer}>{(reply) => <List reply={reply} settled={settled} />}</Answered>
    </article>
  );
}

function List({ reply, settled }: { reply: Questions; settled: boolean }) {
  const waiting = Object.values(reply.counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      {!settled && <p>{t("questions.rate", { visits: reply.visits, n: waiting })}</p>}
      {reply.questions.length === 0 ? (
        <Empty what={t(settled ? "questions.none_settled" : "questions.none")} />
      ) : (
        <Table questions={reply.questions} />
      )}
      {reply.more && <p class="desk-faint">{t("questions.more", { n: reply.questions.length })}</p>}
    </>
  );
}

const COLUMNS = ["what", "asked", "records", "answer", "settle"] as const;

function Table({ questions }: { questions: Question[] }) {
  return (
    <table class="desk-table">
      <TableHead names={COLUMNS.map((column) => t(`questions.${column}`))} />
      <tbody>
        {questions.map((question) => (
          <tr key={question.id}>
            <td data-label={t("questions.what")}>
              <strong>{sentenceOf(question)}</strong>
            </td>
            <td data-label={t("questions.asked")}>{question.worker_name}</td>
            <td data-label={t("questions.records")}>
              <Records of={question} />
            </td>
            <td data-label={t("questions.answer")}>
              <Said question={question} />
            </td>
            <td data-label={t("questions.settle")}>
              <Standing question={question} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What does not fit, with its figures: as the author is asked. */
export function sentenceOf({ kind, figures }: Question): string {
  return asked(`question.${kind}`, figures as never);
}

function Records({ of }: { of: Question }) {
  return (
    <ul class="desk-lines">
      {of.about.map(({ record, person, person_name, village_name, author_name, start, mode }) => (
        <li key={record}>
          <span>
            <a href={hashOf("person", person)}>{person_name}</a> <span class="desk-faint">{village_name}</span>{" "}
            {mode && word("mode", mode)}
            <br />
            <span class="desk-faint">{t("questions.wrote", { name: author_name, moment: momentText(start) })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Said({ question: { answer, note, answered_at } }: { question: Question }) {
  if (answer === null || answered_at === null) return <span class="desk-faint">{t("questions.no_answer")}</span>;
  return (
    <>
      {asked(`question.${answer}`)} {note && <q>{note}</q>}
      <br />
      <span class="desk-faint">{momentText(answered_at)}</span>
    </>
  );
}

function Standing({ question }: { question: Question }) {
  const { status, decided_by_name, decided_at, decision_note } = question;
  if (status === "open" || status === "answered") return mayChange() ? <Settle question={question} /> : null;
  if (status === "moot") return <span class="desk-faint">{t("questions.moot")}</span>;
  const moment = decided_at === null ? "" : momentText(decided_at);
  return (
    <>
      <p>{t("questions.done", { state: t(`questions.${status}`), name: decided_by_name ?? "", moment })}</p>
      {decision_note && <p>{decision_note}</p>}
      {mayChange() && (
        <AskAgain
          name={t("questions.reopen")}
          button={t("questions.reopen")}
          yes={t("questions.reopen")}
          work={() => reopen(question.id)}
        >
          <p>{t("questions.reopen_sure")}</p>
        </AskAgain>
      )}
    </>
  );
}
