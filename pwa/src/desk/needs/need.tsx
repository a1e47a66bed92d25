import { useState } from "preact/hooks";
import { needPath, needStep, useAnswer } from "../api";
import { momentText } from "../dates";
import { type Deed, useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { NeedFile } from "../rows";
import { type Asking, BUTTONS, Form } from "./need-form";
import { Clock } from "./needs";
import { standingText } from "./words";

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
          {file.status === "taken" && <Release file={file} deed={deed} />}
          {!isClosed && button("give")}
          {button("note")}
          {button(isClosed ? "reopen" : "close")}
        </p>
      ) : (
        <Form key={asking} what={asking} file={file} deed={deed} leave={() => setAsking(undefined)} />
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

function Release({ file, deed }: { file: NeedFile; deed: Deed }) {
  const release = () => void deed.run(() => needStep(file.id, "release"));
  return (
    <button type="button" class="desk-button" disabled={deed.busy} onClick={release}>
      {t("need.release")}
    </button>
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
