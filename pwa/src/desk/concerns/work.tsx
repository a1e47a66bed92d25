import { useState } from "preact/hooks";
import type { Deed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import type { ConcernFile } from "../rows";

/** What the server takes; nothing that was pasted is cut off unseen. */
const NOTE_LETTERS = 2_000;
const OUTCOMES = ["confirmed", "partly", "unfounded", "handed_on"] as const;

interface WorkProps {
  file: ConcernFile;
  deed: Deed;
  step: (what: "take" | "note" | "close", body?: object) => Promise<void>;
}

/** What can be done about a report: take it on, note something, close it with what it came to. */
export function Work({ file, deed, step }: WorkProps) {
  const [asking, setAsking] = useState<"note" | "close">();
  if (!mayChange()) return null;
  return (
    <div class="desk-screen-only">
      {asking === undefined && (
        <p class="desk-bar">
          {file.status === "new" && (
            <button
              type="button"
              class="desk-button desk-main-button"
              disabled={deed.busy}
              onClick={() => void step("take")}
            >
              {t("concern.take")}
            </button>
          )}
          <button type="button" class="desk-button" onClick={() => setAsking("note")}>
            {t("concern.add_note")}
          </button>
          {file.status !== "closed" && (
            <button type="button" class="desk-button" onClick={() => setAsking("close")}>
              {t("concern.close")}
            </button>
          )}
        </p>
      )}
      {asking !== undefined && <Asked what={asking} deed={deed} step={step} close={() => setAsking(undefined)} />}
      <DeedFailure deed={deed} />
    </div>
  );
}

function Asked({ what, deed, step, close }: Omit<WorkProps, "file"> & { what: "note" | "close"; close: () => void }) {
  const [over, setOver] = useState(0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const words = String(said.get("words") ?? "").trim();
    const over = Array.from(words).length - NOTE_LETTERS;
    setOver(over);
    if (over > 0) return;
    void step(what, what === "note" ? { words } : { words, outcome: said.get("outcome") });
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      {what === "close" && (
        <Field label={t("concern.outcome")}>
          <select name="outcome" required>
            <option value="">{t("show.choose")}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`concern.outcome.${outcome}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t(what === "close" ? "concern.close_words" : "concern.words")}>
        <textarea name="words" rows={3} required aria-invalid={over > 0} />
      </Field>
      {over > 0 && <p role="alert">{t("concern.words_long", { n: over })}</p>}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t(what === "close" ? "concern.close" : "concern.add_note")} leave={close} />
      </p>
    </form>
  );
}
