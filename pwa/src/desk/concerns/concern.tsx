import { useEffect, useState } from "preact/hooks";
import { codeOf } from "../../api/failure";
import { concernStep } from "../api";
import { momentText } from "../dates";
import { changes, type Deed, useDeed } from "../deeds";
import { t, word } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import type { ConcernFile } from "../rows";
import { Steps } from "./steps";
import { standingText, whomText } from "./words";
import { Work } from "./work";

/** A confidential report, opened: what was said and of whom, and what the office does about it. */
export function Concern({ id }: { id: string }) {
  const [file, setFile] = useState<ConcernFile>();
  const [failure, setFailure] = useState<string>();
  const deed = useDeed();
  const read = () => {
    setFailure(undefined);
    concernStep(id, "read").then(setFile, (reason) => setFailure(codeOf(reason)));
  };
  useEffect(read, [id]);
  const step = (what: "take" | "note" | "close", body?: object) =>
    deed.run(async () => setFile(await concernStep(id, what, body)));
  return (
    <Answered answer={{ value: file, loading: false, failure, again: read }}>
      {(opened) => <File key={changes.value} file={opened} deed={deed} step={step} />}
    </Answered>
  );
}

interface FileProps {
  file: ConcernFile;
  deed: Deed;
  step: (what: "take" | "note" | "close", body?: object) => Promise<void>;
}

function File({ file, deed, step }: FileProps) {
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{word("concern.kind", file.kind)}</h1>
        <strong class="desk-mark">{standingText(file)}</strong>
        {file.only_county && <strong class="desk-mark">{t("concerns.only_county")}</strong>}
        <a class="desk-button desk-screen-only" href={hashOf("concerns")}>
          {t("concern.back")}
        </a>
      </div>
      <section class="desk-section" aria-label={t("concern.note")}>
        <dl class="desk-known">
          <dt>{t("concern.whom")}</dt>
          <dd>{whomText(file)}</dd>
          <dt>{t("concerns.person")}</dt>
          <dd>
            {file.person === null ? (
              t("concerns.nobody")
            ) : (
              <a href={hashOf("person", file.person)}>{file.person_name}</a>
            )}
          </dd>
          <dt>{t("concern.told_by")}</dt>
          <dd>
            {file.author_name} <span class="desk-faint">{word("role", file.author_role)}</span>
          </dd>
          <dt>{t("concern.written")}</dt>
          <dd>{momentText(file.written_at)}</dd>
          <dt>{t("concern.received")}</dt>
          <dd>{momentText(file.received_at)}</dd>
          <dt>{t("concern.note")}</dt>
          <dd>{file.note ?? t("concern.no_note")}</dd>
        </dl>
      </section>
      <Work file={file} deed={deed} step={step} />
      <Steps steps={file.steps} />
    </article>
  );
}
