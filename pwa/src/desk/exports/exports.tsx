import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { monthsPath } from "../closing/calls";
import { Views } from "../closing/views";
import { t } from "../i18n";
import { PeriodChooser } from "../parts/period";
import { Answered, failureText } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { periodOf, refine, route } from "../route";
import { type Asked, type Ledger, type Preview, previewPath } from "./calls";
import { Made } from "./made";
import { type State, useMaking } from "./making";
import { Rows } from "./rows";

export const LEDGERS: Ledger[] = [
  "visits",
  "visit_details",
  "volunteering",
  "hygiene",
  "agreements",
  "checkups",
  "abilities",
  "files",
];
const PURPOSES = ["pay", "call", "verify", "apply", "inquiry", "own_request"] as const;

/** Ledgers as files: what one would hold, how far it is, and which were made. */
export default function ExportsPage({ place }: { place: string }) {
  const { query } = route.value;
  const ledger = LEDGERS.find((each) => each === query.ledger) ?? "visits";
  const of = query.place || place;
  const { from = "", to = "" } = periodOf(query);
  const answer = useAnswer(previewPath(ledger, of, { from, to }));
  return (
    <>
      <div class="desk-title">
        <h1>{t("exports.title")}</h1>
        {answer.value && <PeriodChooser period={answer.value} today={answer.value.today} />}
        <Views view="exports" />
      </div>
      <p class="desk-period-line">{t("exports.lead")}</p>
      <div class="desk-filter-row">
        <label class="desk-field">
          <span>{t("exports.ledger")}</span>
          <select value={ledger} onChange={(event) => refine({ ledger: event.currentTarget.value })}>
            {LEDGERS.map((each) => (
              <option key={each} value={each}>
                {t(`ledger.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {place.length !== 9 && <Place place={place} of={of} />}
      </div>
      <Answered answer={answer}>{(preview) => <Shown preview={preview} place={of} />}</Answered>
      <Made />
    </>
  );
}

function Place({ place, of }: { place: string; of: string }) {
  const lines = useAnswer(monthsPath("")).value?.months ?? [];
  const names = new Map(lines.map(({ township, name }) => [township, name]));
  return (
    <label class="desk-field">
      <span>{t("exports.place")}</span>
      <select value={of} onChange={(event) => refine({ place: event.currentTarget.value })}>
        <option value={place}>{t("exports.whole")}</option>
        {[...names].map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Shown({ preview, place }: { preview: Preview; place: string }) {
  const { state, begin, cancel } = useMaking();
  const [because, setBecause] = useState<Asked["because"]>(null);
  const busy = state.at === "begun";
  const { ledger, from, to } = preview;
  const save = (format: Asked["format"]) => void begin({ ledger, place, from, to, format, because: because ?? null });
  return (
    <section class="desk-section" aria-labelledby="export">
      <h2 id="export">{preview.title}</h2>
      {mayChange() && (
        <Field label={t("exports.because")}>
          <select value={because ?? ""} onChange={(event) => setBecause(purposeOf(event.currentTarget.value))}>
            <option value="">{t("exports.masked")}</option>
            {PURPOSES.map((each) => (
              <option key={each} value={each}>
                {t("exports.clear", { because: t(`because.${each}`) })}
              </option>
            ))}
          </select>
        </Field>
      )}
      {because && <p>{t("exports.clear_note")}</p>}
      <p class="desk-buttons desk-screen-only">
        <button type="button" class="desk-button desk-main-button" disabled={busy} onClick={() => save("xlsx")}>
          {t("exports.as_xlsx")}
        </button>
        <button type="button" class="desk-button" disabled={busy} onClick={() => save("csv")}>
          {t("exports.as_csv")}
        </button>
        {busy && (
          <button type="button" class="desk-button" onClick={cancel}>
            {t("exports.cancel")}
          </button>
        )}
      </p>
      <How state={state} />
      <Rows preview={preview} />
    </section>
  );
}

/** How far it is, or what became of it. */
function How({ state }: { state: State }) {
  if (state.at === "rest") return null;
  if (state.at === "failed") return <p role="alert">{failureText(state.code)}</p>;
  if (state.at === "begun") {
    const { done = 0, of = 0 } = state.progress ?? {};
    return (
      <p>
        <progress aria-label={t("exports.begun")} {...(of > 0 && { value: done, max: of })} />{" "}
        {of > 0 ? t("exports.progress", { done, of }) : t("exports.begun")}
      </p>
    );
  }
  if (state.at === "cancelled") return <p role="status">{t("exports.cancelled")}</p>;
  const { name, rows, digest } = state.named;
  return <p role="status">{t("exports.saved", { name, n: rows, digest: digest.slice(0, 12) })}</p>;
}

function purposeOf(said: string): Asked["because"] {
  return PURPOSES.find((each) => each === said) ?? null;
}
