import { useState } from "preact/hooks";
import { useDeed } from "../deeds";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { decide, type Question } from "./calls";
import { t } from "./i18n";

const NOTE_LETTERS = 500;

/** Content or not, and why: the author reads the words. */
export function Settle({ question }: { question: Question }) {
  const [content, setContent] = useState<boolean>();
  if (content !== undefined) return <Why question={question} content={content} close={() => setContent(undefined)} />;
  return (
    <p class="desk-bar desk-screen-only">
      <button type="button" class="desk-button desk-small-button" onClick={() => setContent(true)}>
        {t("questions.content")}
      </button>
      <button type="button" class="desk-button desk-small-button" onClick={() => setContent(false)}>
        {t("questions.not_content")}
      </button>
    </p>
  );
}

function Why({ question, content, close }: { question: Question; content: boolean; close: () => void }) {
  const deed = useDeed(close);
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get("words") ?? "").trim();
    setMissing(words === "");
    if (words !== "") void deed.run(() => decide(question.id, content, words));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <p>
        <strong>{t(content ? "questions.content" : "questions.not_content")}</strong>
      </p>
      <Field label={t("questions.words")}>
        <textarea name="words" rows={2} maxLength={NOTE_LETTERS} aria-invalid={missing} />
      </Field>
      {missing && <p role="alert">{t("questions.words_missing")}</p>}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("questions.save")} leave={close} />
      </p>
      <DeedFailure deed={deed} />
    </form>
  );
}
