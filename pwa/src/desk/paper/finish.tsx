import { useState } from "preact/hooks";
import { t, word } from "../i18n";
import { failureText } from "../parts/state";
import type { NewSheet } from "../rows";
import type { Entering } from "./entering";
import { PictureField } from "./picture-field";
import type { Redrawn } from "./redrawn";

const REASONS = ["lost_phone", "broken_phone", "no_phone", "other"] as const;

interface FinishProps {
  rows: NewSheet["rows"];
  entering: Entering;
  /** The reason that is likeliest where the form is. */
  first?: NewSheet["reason"];
}

/** Why it was paper, the picture of the sheet, and the button. */
export function Finish({ rows, entering, first = "lost_phone" }: FinishProps) {
  const [reason, setReason] = useState<NewSheet["reason"]>(first);
  const [note, setNote] = useState("");
  const [picture, setPicture] = useState<Redrawn | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void entering.enter(rows, { reason, note, picture });
  };
  return (
    <form class="desk-section" aria-label={t("paper.finish")} onSubmit={submit}>
      <div class="desk-paper-form">
        <label class="desk-field">
          <span>{t("paper.reason")}</span>
          <select value={reason} onChange={(event) => setReason(event.currentTarget.value as NewSheet["reason"])}>
            {REASONS.map((each) => (
              <option key={each} value={each}>
                {word("paper_reason", each)}
              </option>
            ))}
          </select>
        </label>
        <label class="desk-field desk-field-wide">
          <span>{t("paper.note")}</span>
          <input type="text" maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <PictureField label={t("paper.picture")} take={setPicture} />
      </div>
      <p class="desk-bar">
        <button type="submit" class="desk-button desk-main-button" disabled={entering.busy || rows.length === 0}>
          {t(entering.busy ? "paper.entering" : "paper.enter", { n: rows.length })}
        </button>
        {rows.length === 0 && <span class="desk-faint">{t("paper.nothing")}</span>}
      </p>
      {entering.failure !== undefined && <p role="alert">{failureText(entering.failure)}</p>}
    </form>
  );
}
