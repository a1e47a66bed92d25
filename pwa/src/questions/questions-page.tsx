import { useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import type { Answer } from "../api/question-rows";
import { account } from "../local/accounts";
import { questions } from "../local/questions";
import { myRecords, people } from "../local/view";
import { isMendable } from "../records/mendable";
import { momentWords } from "../register/day-words";
import { back } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { ANSWERS, type QuestionView } from "./asked";
import { t } from "./i18n";
import { saveAnswer } from "./save-answer";

const NOTE_LETTERS = 500;
/** So many that are settled: the others tell nothing any more. */
const EARLIER = 20;

/** What does not fit together in her records, and how it was: one tap each. */
export default function QuestionsPage() {
  const waiting = questions.value.filter(({ status }) => status === "open" || status === "answered");
  const settled = questions.value.filter(({ status }) => status !== "open" && status !== "answered");
  return (
    <Page
      top={
        <TopBar title={t("question.title")} back={() => back("/")}>
          <UnsentMark />
        </TopBar>
      }
    >
      {waiting.length > 0 ? <p>{t("question.lead")}</p> : <None />}
      {waiting.map((question) => (
        <Asked key={question.id} question={question} />
      ))}
      {settled.length > 0 && (
        <section class="section">
          <h2>{t("question.earlier")}</h2>
          <ul class="lines">
            {settled.slice(0, EARLIER).map((question) => (
              <li class="line" key={question.id}>
                <p>{sentenceOf(question)}</p>
                {question.answer && <p>{t("question.you_said", { answer: t(`question.${question.answer}`) })}</p>}
                <Standing question={question} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function None() {
  return (
    <section class="section">
      <h2>{t("question.none")}</h2>
      <p>{t("question.none_help")}</p>
    </section>
  );
}

function Asked({ question }: { question: QuestionView }) {
  const again = useSignal(false);
  const failed = useSignal<"not_saved" | "storage_full" | null>(null);
  const say = async (answer: Answer, note?: string) => {
    failed.value = null;
    try {
      await saveAnswer({ question: question.id, answer, ...(note && { note }) });
      again.value = false;
    } catch (thrown) {
      failed.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
  };
  return (
    <section class="section">
      <h2>{sentenceOf(question)}</h2>
      <ul class="lines">
        {question.records.map((record, at) => (
          <About key={record} record={record} person={question.people[at]} start={question.starts[at]} />
        ))}
      </ul>
      {failed.value && <Notice kind="trouble">{t(`question.${failed.value}`)}</Notice>}
      {question.answer === null || again.value ? (
        <Choices question={question} say={say} />
      ) : (
        <Said question={question} say={say} again={() => (again.value = true)} />
      )}
    </section>
  );
}

function sentenceOf({ kind, figures }: QuestionView): string {
  return t(`question.${kind}`, figures as never);
}

function About({ record, person, start }: { record: string; person?: string | undefined; start?: string | undefined }) {
  const known = people.value.find((view) => view.person.id === person);
  const mine = myRecords.value.find(({ id }) => id === record);
  return (
    <li class="line">
      <p>
        <strong>{known?.person.name ?? t("question.someone")}</strong>
        {start && ` · ${momentWords(Date.parse(start), today.value)}`}
      </p>
      {mine && isMendable(mine, account.value?.user) && (
        <ButtonLink kind="quiet" icon="pen" href={`#/records/${record}`}>
          {t("question.mend")}
        </ButtonLink>
      )}
    </li>
  );
}

function Choices({ question, say }: { question: QuestionView; say: (answer: Answer) => Promise<void> }) {
  const busy = useSignal(false);
  const press = async (answer: Answer) => {
    busy.value = true;
    await say(answer);
    busy.value = false;
  };
  return (
    <>
      <p class="question">{t("question.is_so")}</p>
      {ANSWERS[question.kind].map((answer) => (
        <Button key={answer} kind="second" busy={busy.value} onPress={() => void press(answer)}>
          {t(`question.${answer}`)}
        </Button>
      ))}
    </>
  );
}

interface SaidProps {
  question: QuestionView;
  say: (answer: Answer, note?: string) => Promise<void>;
  again: () => void;
}

function Said({ question, say, again }: SaidProps) {
  const note = useSignal<string | null>(null);
  const answer = question.answer as Answer;
  const keep = async () => {
    await say(answer, note.value?.trim());
    note.value = null;
  };
  return (
    <>
      <p class="record-head">
        <strong>{t("question.you_said", { answer: t(`question.${answer}`) })}</strong>
        {question.state && <StateMark state={question.state} />}
      </p>
      {question.note && <p>{question.note}</p>}
      <Standing question={question} />
      {note.value === null ? (
        <>
          <Button kind="second" icon="pen" onPress={() => (note.value = question.note ?? "")}>
            {t("question.add_note")}
          </Button>
          <Button kind="second" onPress={again}>
            {t("question.again")}
          </Button>
        </>
      ) : (
        <>
          <label class="labelled">
            <span class="question">{t("question.note")}</span>
            <textarea
              class="field"
              rows={3}
              maxLength={NOTE_LETTERS}
              value={note.value}
              onInput={(event) => (note.value = event.currentTarget.value)}
            />
          </label>
          <Button icon="check" onPress={() => void keep()}>
            {t("question.keep_note")}
          </Button>
        </>
      )}
    </>
  );
}

function Standing({ question: { status, decision_note } }: { question: QuestionView }) {
  if (status === "open") return null;
  return (
    <>
      <p class="soft">{t(status === "answered" ? "question.waits" : `question.${status}`)}</p>
      {decision_note && <p>{t("question.office_says", { words: decision_note })}</p>}
    </>
  );
}
