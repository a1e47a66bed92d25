import { useState } from "preact/hooks";
import { needPath, needStep, useAnswer } from "../api";
import { momentText } from "../dates";
import { type Deed, useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { NeedFile } from "../rows";
import { Clock } from "./needs";
import { standingText } from "./words";

/** What the server takes; nothing that was pasted is cut off unseen. */
const NOTE_LETTERS = 2_000;
const OUTCOMES = ["solved", "partly", "passed_on", "not_solvable", "no_need"] as const;

/** A need, opened: what is wanting, what was done about it, and what the office can do now. */
export function Need({ id }: { id: string }) {
  const answer = useAnswer(needPath(id));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: NeedFile }) {
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{word("need.kind", file.kind)}</h1>
        {file.urgent && <strong class="desk-mark">{t("needs.urgent")}</strong>}
        <span>{standingText(file)}</span>
        <a class="desk-button desk-screen-only" href={hashOf("needs")}>
          {t("need.back")}
        </a>
      </div>
      <section class="desk-section" aria-label={t("need.what")}>
        <dl class="desk-known">
          <dt>{t("needs.person")}</dt>
          <dd>
            <a href={hashOf("person", file.person)}>{file.person_name}</a>{" "}
            <span class="desk-faint">{file.village_name}</span>
          </dd>
          <dt>{t("needs.by")}</dt>
          <dd>
            {file.author_name} <span class="desk-faint">{momentText(file.raised_at)}</span>
          </dd>
          <dt>{t("needs.clock")}</dt>
          <dd>
            <Clock row={file} />
          </dd>
          <dt>{t("need.note")}</dt>
          <dd>{file.note ?? t("need.no_note")}</dd>
          {file.outcome_note !== null && <dt>{t("need.answer")}</dt>}
          {file.outcome_note !== null && <dd>{file.outcome_note}</dd>}
        </dl>
      </section>
      <Work file={file} />
      <Steps steps={file.steps} />
    </article>
  );
}

const BUTTONS = { note: "need.note_step", close: "need.close", reopen: "need.reopen" } as const;

type Asking = "note" | "close" | "reopen";

function Work({ file }: { file: NeedFile }) {
  const [asking, setAsking] = useState<Asking>();
  const deed = useDeed(() => setAsking(undefined));
  if (!mayChange()) return null;
  const isClosed = file.status === "closed";
  const button = (what: Asking) => (
    <button type="button" class="desk-button" onClick={() => setAsking(what)}>
      {t(BUTTONS[what])}
    </button>
  );
  return (
    <div class="desk-screen-only">
      {asking === undefined ? (
        <p class="desk-bar">
          {file.status === "open" && <Take file={file} deed={deed} />}
          {button("note")}
          {button(isClosed ? "reopen" : "close")}
        </p>
      ) : (
        <Asked key={asking} what={asking} file={file} deed={deed} leave={() => setAsking(undefined)} />
      )}
      <DeedFailure deed={deed} />
    </div>
  );
}

function Take({ file, deed }: { file: NeedFile; deed: Deed }) {
  const take = () => void deed.run(() => needStep(file.id, "take"));
  return (
    <button type="button" class="desk-button desk-main-button" disabled={deed.busy} onClick={take}>
      {t("need.take")}
    </button>
  );
}

interface AskedProps {
  what: Asking;
  file: NeedFile;
  deed: Deed;
  leave: () => void;
}

/** Words are asked for where they are all there is; what became of a need can be said by one choice. */
function Asked({ what, file, deed, leave }: AskedProps) {
  const [over, setOver] = useState(0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const words = String(said.get("words") ?? "").trim();
    const excess = Array.from(words).length - NOTE_LETTERS;
    setOver(excess);
    if (excess > 0) return;
    const body = what === "close" ? { outcome: said.get("outcome"), ...(words && { words }) } : { words };
    void deed.run(() => needStep(file.id, what, body));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t(BUTTONS[what])}>
      {what === "close" && (
        <Field label={t("need.became")}>
          <select name="outcome" required>
            <option value="">{t("show.choose")}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`need.outcome.${outcome}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t(`need.words_${what}`)}>
        <textarea name="words" rows={3} required={what !== "close"} aria-invalid={over > 0} />
      </Field>
      {over > 0 && <p role="alert">{t("concern.words_long", { n: over })}</p>}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t(BUTTONS[what])} leave={leave} />
      </p>
    </form>
  );
}

/** Who did what, and when: nothing of it is ever taken back. */
function Steps({ steps }: { steps: NeedFile["steps"] }) {
  if (steps.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-steps">
      <h2 id="desk-steps">{t("need.steps")}</h2>
      <ul class="desk-steps">
        {steps.map((step) => (
          <li key={step.at + step.what}>
            <span class="desk-faint">{momentText(step.at)}</span> {step.by_name} <b>{t(`need.step.${step.what}`)}</b>
            {step.words !== null && <span class="desk-note">{step.words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
