import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { saveFile } from "../csv";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { Field } from "../person/fact-form";
import { type Because, copyOf, erase, type FileStanding, filePath } from "./calls";

/** Until when the file of a person is kept; the copy that she may have, and her erasure. For the county. */
export default function Kept({ id }: { id: string }) {
  const answer = useAnswer(filePath(id));
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-kept">
      <h2 id="desk-kept">{t("retention.of_person")}</h2>
      <Answered answer={answer}>{(file) => <Standing file={file} />}</Answered>
    </section>
  );
}

function Standing({ file }: { file: FileStanding }) {
  const [asking, setAsking] = useState<"copy" | "erase">();
  const leave = () => setAsking(undefined);
  return (
    <>
      <p>{standingText(file)}</p>
      {file.erased === null && asking === undefined && (
        <p class="desk-buttons">
          <button type="button" class="desk-button" onClick={() => setAsking("copy")}>
            {t("retention.copy")}
          </button>
          {!file.in_care && (
            <button type="button" class="desk-button" onClick={() => setAsking("erase")}>
              {t("retention.erase")}
            </button>
          )}
        </p>
      )}
      {asking === "copy" && <Copy file={file} leave={leave} />}
      {asking === "erase" && <Erase file={file} leave={leave} />}
    </>
  );
}

function standingText({ erased, in_care, ended, kept_until }: FileStanding): string {
  if (erased) {
    return t("retention.erased_on", {
      when: momentText(erased.at),
      name: erased.by_name ?? t("retention.by_command"),
    });
  }
  if (in_care) return t("retention.in_care");
  if (ended === null || kept_until === null) return t("retention.no_end");
  const over = kept_until < new Date().toISOString().slice(0, 10);
  return t(over ? "retention.over" : "retention.kept", { ended, until: kept_until });
}

interface AskedProps {
  file: FileStanding;
  leave: () => void;
}

function Copy({ file, leave }: AskedProps) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const because = said(event, "because") as Because;
    void deed.run(async () => saveFile(`${t("retention.file")}.zip`, await copyOf(file.person, because)));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <p>{t("retention.copy_note")}</p>
      <Reason among={["requested", "inspection"]} />
      <DeedButtons deed={deed} yes={t("retention.copy")} leave={leave} />
      <DeedFailure deed={deed} />
    </form>
  );
}

/** A reason, and her name typed once more: there is no way back. */
function Erase({ file, leave }: AskedProps) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const [because, name, words] = ["because", "name", "words"].map((field) => said(event, field));
    void deed.run(() => erase(file.person, because as Because, name ?? "", words || null));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <p>
        <strong>{t("retention.erase_note")}</strong>
      </p>
      <Reason among={["requested", "retention_over", "wrongly_entered"]} />
      <Field label={t("retention.name", { name: file.name })}>
        <input type="text" name="name" required autoComplete="off" />
      </Field>
      <Field label={t("retention.words")}>
        <input type="text" name="words" maxLength={200} />
      </Field>
      <DeedButtons deed={deed} yes={t("retention.confirm")} leave={leave} />
      <DeedFailure deed={deed} />
    </form>
  );
}

function Reason({ among }: { among: Because[] }) {
  return (
    <Field label={t("retention.why")}>
      <select name="because" required>
        <option value="">{t("show.choose")}</option>
        {among.map((each) => (
          <option key={each} value={each}>
            {t(`keep_because.${each}`)}
          </option>
        ))}
      </select>
    </Field>
  );
}

function said(event: SubmitEvent, name: string): string {
  return String(new FormData(event.currentTarget as HTMLFormElement).get(name) ?? "").trim();
}
