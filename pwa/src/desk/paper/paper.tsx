import { useState } from "preact/hooks";
import { useAnswer, workerPath } from "../api";
import { t } from "../i18n";
import { Answered } from "../parts/state";
import { Unsaved } from "../parts/unsaved";
import { daysOf } from "../period";
import { hashOf, type Query, refine } from "../route";
import type { WorkerFile } from "../rows";
import { type Cell, type Cells, rowsOf, withCell } from "./cells";
import { newId, useEntering } from "./entering";
import { Finish } from "./finish";
import { Grid } from "./grid";

/** So many days stand side by side on a screen. */
const ACROSS = 7;

/** What a worker wrote on paper, entered for several of her people and days at once. */
export function Paper({ user, query }: { user: string; query: Query }) {
  const answer = useAnswer(workerPath(user, query));
  return <Answered answer={answer}>{(file) => <Page key={file.worker.id} file={file} query={query} />}</Answered>;
}

function Page({ file, query }: { file: WorkerFile; query: Query }) {
  const [cells, setCells] = useState<Cells>(new Map());
  const [from, setStart] = useState(0);
  const entering = useEntering(file.worker.id);
  const days = daysOf(file);
  const change = (key: string, said: Partial<Cell>) => setCells((before) => withCell(before, key, said, newId));
  // Other days may be asked for while cells are filled: what lies outside them waits, and is not entered.
  const start = from < days.length ? from : 0;
  const rows = rowsOf(cells).filter(({ day }) => days.includes(day));
  const shown = days.slice(start, start + ACROSS);
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("paper.title", { name: file.worker.name })}</h1>
        <a class="desk-button" href={hashOf("phone", file.worker.id, query)}>
          {t("paper.back")}
        </a>
      </div>
      <p class="desk-faint">{t("paper.lead")}</p>
      <Days file={file} start={start} last={days.length} turn={setStart} />
      {file.people.length === 0 ? (
        <p>{t("paper.nobody")}</p>
      ) : (
        <Grid file={file} days={shown} cells={cells} problems={entering.problems} change={change} />
      )}
      <Unsaved when={rows.length > 0} words={t("paper.unsaved")} />
      <Finish rows={rows} entering={entering} />
    </article>
  );
}

interface DaysProps {
  file: WorkerFile;
  start: number;
  last: number;
  turn: (start: number) => void;
}

/** Which days: the whole time asked about, and a week of it at once. */
function Days({ file, start, last, turn }: DaysProps) {
  return (
    <div class="desk-paper-form">
      <label class="desk-field">
        <span>{t("period.from")}</span>
        <input
          type="date"
          value={file.from}
          max={file.to}
          onChange={(event) => event.currentTarget.value && refine({ from: event.currentTarget.value })}
        />
      </label>
      <label class="desk-field">
        <span>{t("period.to")}</span>
        <input
          type="date"
          value={file.to}
          min={file.from}
          max={file.today}
          onChange={(event) => event.currentTarget.value && refine({ to: event.currentTarget.value })}
        />
      </label>
      {last > ACROSS && (
        <span>
          <button
            type="button"
            class="desk-button"
            disabled={start === 0}
            onClick={() => turn(Math.max(0, start - ACROSS))}
          >
            {t("paper.earlier")}
          </button>{" "}
          <button
            type="button"
            class="desk-button"
            disabled={start + ACROSS >= last}
            onClick={() => turn(start + ACROSS)}
          >
            {t("paper.later")}
          </button>
        </span>
      )}
    </div>
  );
}
