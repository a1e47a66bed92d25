import { useState } from "preact/hooks";
import { call } from "../../api/client";
import { useAnswer } from "../api";
import { momentText } from "../dates";
import { changes } from "../deeds";
import { resultsPath, takeResultsIn, templateOfResults, undoResults } from "../health-api";
import { language, t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { Remarks } from "../rosters/preview";
import { type File64, MOST_BYTES, read, refusalOf } from "../rosters/taking-in";
import { hashOf } from "../route";
import type { ResultsImport, ResultsReply } from "../rows";

type Refusal = ReturnType<typeof refusalOf>;

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
  const [year, setYear] = useState(now);
  const [file, setFile] = useState<File64>();
  const [told, setTold] = useState<ResultsReply>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const ask = async (what: File64, of: number, seen: ResultsReply | null) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      setTold(await takeResultsIn(township, of, what.content, seen));
      if (seen !== null) changes.value++;
    } catch (thrown) {
      setTold(undefined);
      setRefusal(refusalOf(thrown));
    }
    setBusy(false);
  };
  const choose = async (chosen: File | undefined) => {
    setTold(undefined);
    setRefusal(undefined);
    setFile(undefined);
    if (chosen === undefined) return;
    if (chosen.size > MOST_BYTES) return setRefusal({ code: "too_large", words: t("roster.too_large") });
    const content = await read(chosen);
    setFile(content);
    await ask(content, year, null);
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-results-file">
      <h2 id="desk-results-file">{t("results.choose")}</h2>
      <p>
        <button type="button" class="desk-button" onClick={() => void saveTemplate().catch(setFailed(setRefusal))}>
          {t("results.template")}
        </button>
      </p>
      <div class="desk-filter-row">
        <label class="desk-field">
          <span>{t("results.year")}</span>
          <select
            value={String(year)}
            onChange={(event) => {
              const next = Number(event.currentTarget.value);
              setYear(next);
              if (file) void ask(file, next, null);
            }}
          >
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
      {told && <Told told={told} />}
      {told && file && told.id === null && (
        <Confirm told={told} busy={busy} confirm={() => void ask(file, year, told)} />
      )}
    </section>
  );
}

function setFailed(set: (refusal: Refusal) => void) {
  return (thrown: unknown) => set(refusalOf(thrown));
}

function Told({ told }: { told: ResultsReply }) {
  const sums = ["rows", "people", "fields", "conflicts", "refused"] as const;
  return (
    <div aria-live="polite">
      <h3>{t(told.id === null ? "roster.would" : "roster.did")}</h3>
      <dl class="desk-sums">
        {sums.map((sum) => (
          <div key={sum} class={sum === "refused" && told.refused > 0 ? "desk-late" : undefined}>
            <dt>{t(`results.${sum}`)}</dt>
            <dd>{told[sum]}</dd>
          </div>
        ))}
      </dl>
      <Remarks title={t("roster.refusals")} lines={told.refusals} language={language.value} wrong />
      <Remarks title={t("roster.warnings")} lines={told.warnings} language={language.value} />
    </div>
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
  const { path } = templateOfResults;
  const { content } = await call<{ content: string }>("GET", path);
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes]));
  Object.assign(document.createElement("a"), { href: address, download: `${t("results.title")}.xlsx` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function Imports({ township }: { township: string }) {
  const answer = useAnswer(resultsPath(township));
  const [undone, setUndone] = useState<Awaited<ReturnType<typeof undoResults>>>();
  return (
    <section class="desk-section" aria-labelledby="desk-results-imports">
      <h2 id="desk-results-imports">{t("results.imports")}</h2>
      <p role="status">{undone && t("results.undone_sums", undone)}</p>
      <Answered answer={answer}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty what={t("results.none")} />
          ) : (
            <ul class="desk-lines">
              {lines.map((line) => (
                <Line key={line.id} line={line} told={setUndone} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

interface LineProps {
  line: ResultsImport;
  told: (undone: Awaited<ReturnType<typeof undoResults>>) => void;
}

function Line({ line, told }: LineProps) {
  const { id, at, year, by_name, people, fields, refused, undone_at } = line;
  const when = momentText(at);
  return (
    <li>
      <span>
        {when} {by_name ?? t("roster.by_command")}
      </span>
      <span>{t("results.sums", { year, people, fields, refused })}</span>
      {undone_at !== null && <strong class="desk-mark">{t("assign.undone", { moment: momentText(undone_at) })}</strong>}
      {undone_at === null && mayChange() && (
        <AskAgain
          name={t("roster.undo_of", { moment: when })}
          button={t("roster.undo")}
          yes={t("roster.undo_yes")}
          work={async () => told(await undoResults(id))}
        >
          <p>{t("results.undo_sure", { people, fields })}</p>
        </AskAgain>
      )}
    </li>
  );
}
