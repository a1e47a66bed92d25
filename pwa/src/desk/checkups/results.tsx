import { useRef } from "preact/hooks";
import { call } from "../../api/client";
import { bytesOfBase64 } from "../../local/bytes";
import { useAnswer } from "../api";
import { saveFile } from "../csv";
import { resultsPath, takeResultsIn, templateOfResults, undoResults } from "../health-api";
import { language, t } from "../i18n";
import { mayChange } from "../rights";
import { ImportsOf } from "../rosters/imports-of";
import { Preview } from "../rosters/preview";
import { useTakingIn } from "../rosters/use-taking-in";
import { hashOf } from "../route";
import type { ResultsReply } from "../rows";

const SUMS = ["rows", "people", "fields", "conflicts", "refused"] as const;

/** Results that were keyed elsewhere are taken in: the empty table, the file, what it would do, and the way back. */
export default function Results({ township }: { township: string }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("results.title")}</h1>
        <a class="desk-button" href={hashOf("checkups", township)}>
          {t("checkup.back")}
        </a>
      </div>
      <p class="desk-faint">{t("results.lead")}</p>
      {mayChange() && <TakeIn township={township} />}
      <Imports township={township} />
    </>
  );
}

function TakeIn({ township }: { township: string }) {
  const now = new Date().getFullYear();
  const year = useRef<HTMLSelectElement>(null);
  const { file, told, refusal, busy, choose, ask, refuse } = useTakingIn<ResultsReply>((what, seen) =>
    takeResultsIn(township, Number(year.current?.value ?? now), what.content, seen),
  );
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-results-file">
      <h2 id="desk-results-file">{t("results.choose")}</h2>
      <p>
        <button type="button" class="desk-button" onClick={() => void saveTemplate().catch(refuse)}>
          {t("results.template")}
        </button>
      </p>
      <div class="desk-filter-row">
        <label class="desk-field">
          <span>{t("results.year")}</span>
          <select ref={year} onChange={() => file && void ask(file, null)}>
            {[now, now - 1].map((each) => (
              <option key={each} value={String(each)}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label class="desk-field">
          <span>{t("results.file")}</span>
          <input
            type="file"
            accept=".xlsx,.xls,.et,.csv"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <p role="status">{busy && t("roster.reading")}</p>
      {refusal && (
        <p role="alert" class="desk-refusal">
          {refusal.words}
        </p>
      )}
      {told && (
        <Preview
          told={told}
          language={language.value}
          sums={SUMS.map((sum) => ({ sum, name: t(`results.${sum}`), n: told[sum] }))}
        />
      )}
      {told && file && told.id === null && <Confirm told={told} busy={busy} confirm={() => void ask(file, told)} />}
    </section>
  );
}

interface ConfirmProps {
  told: ResultsReply;
  busy: boolean;
  confirm: () => void;
}

function Confirm({ told, busy, confirm }: ConfirmProps) {
  if (told.fields + told.conflicts === 0) return <p>{t("results.nothing_new")}</p>;
  return (
    <p>
      <button type="button" class="desk-button desk-main-button" disabled={busy} onClick={confirm}>
        {t("results.confirm", { people: told.people, fields: told.fields })}
      </button>{" "}
      <span class="desk-faint">{t("roster.undo_later")}</span>
    </p>
  );
}

async function saveTemplate(): Promise<void> {
  const { content } = await call<{ content: string }>("GET", templateOfResults.path);
  saveFile(`${t("results.title")}.xlsx`, new Blob([bytesOfBase64(content)]));
}

function Imports({ township }: { township: string }) {
  return (
    <ImportsOf
      name="results"
      title={t("results.imports")}
      none={t("results.none")}
      answer={useAnswer(resultsPath(township))}
      sums={({ year, people, fields, refused }) => t("results.sums", { year, people, fields, refused })}
      sure={({ people, fields }) => t("results.undo_sure", { people, fields })}
      undo={undoResults}
      undone={(undone) => t("results.undone_sums", undone)}
    />
  );
}
