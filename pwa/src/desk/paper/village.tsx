import { useEffect, useState } from "preact/hooks";
import { zone } from "../../local/accounts";
import { carersPath, useAnswer, workerPath } from "../api";
import { dayText } from "../dates";
import { t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { Answered, Empty } from "../parts/state";
import { Unsaved } from "../parts/unsaved";
import { addDays, daysOf } from "../period";
import { hashOf, type Query, refine } from "../route";
import type { CarerLoad, WorkerFile } from "../rows";
import { type Cell, type Cells, rowsOf, withCell } from "./cells";
import { newId, useEntering } from "./entering";
import { Finish } from "./finish";
import { Grid } from "./grid";
import { lastDays } from "./week";

/** What the workers of a village wrote on paper: a week of all its people, one sheet for each worker. */
export function VillagePaper({ township, query }: { township: string; query: Query }) {
  const answer = useAnswer(carersPath(township));
  return (
    <>
      <div class="desk-title">
        <h1>{t("village_paper.title")}</h1>
        <a class="desk-button desk-screen-only" href={hashOf("workers")}>
          {t("lost.back")}
        </a>
      </div>
      <p class="desk-faint">{t("village_paper.lead")}</p>
      <Answered answer={answer}>{(loads) => <Page loads={loads} query={query} />}</Answered>
    </>
  );
}

function Page({ loads, query }: { loads: CarerLoad[]; query: Query }) {
  const villages = villagesOf(loads);
  const [writing, setWriting] = useState<ReadonlySet<string>>(new Set());
  const note = (user: string, isWriting: boolean) => {
    const next = new Set(writing);
    if (isWriting) next.add(user);
    else next.delete(user);
    if (next.size !== writing.size) setWriting(next);
  };
  const village = query.village ?? "";
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: zone.value });
  const week = lastDays(query.to || today, today);
  const there = loads.filter((load) => load.villages.some((each) => each.village === village));
  if (villages.length === 0) return <Empty what={t("village_paper.nobody")} first={t("workers.empty_first")} />;
  return (
    <>
      {/* Other cells would take the place of what is written and not entered yet. */}
      <fieldset class="desk-bar desk-screen-only" disabled={writing.size > 0}>
        <Choice label={t("people.village")} name="village" value={village} options={villages} />
        <button type="button" class="desk-button" onClick={() => refine({ to: addDays(week.to, -7) })}>
          {t("paper.earlier")}
        </button>
        <b>{t("lost.span", { first: dayText(week.from, today), last: dayText(week.to, today) })}</b>
        <button
          type="button"
          class="desk-button"
          disabled={week.to >= today}
          onClick={() => refine({ to: addDays(week.to, 7) })}
        >
          {t("paper.later")}
        </button>
      </fieldset>
      {village === "" && <p>{t("village_paper.choose")}</p>}
      {there.map((load) => (
        <OfWorker key={`${load.user} ${week.to}`} load={load} village={village} week={week} note={note} />
      ))}
    </>
  );
}

type Week = ReturnType<typeof lastDays>;

interface OfWorkerProps {
  load: CarerLoad;
  village: string;
  week: Week;
  /** Whether something is written for her and not entered yet. */
  note: (user: string, isWriting: boolean) => void;
}

function OfWorker({ load, village, week, note }: OfWorkerProps) {
  const answer = useAnswer(workerPath(load.user, week));
  const name = load.villages.find((each) => each.village === village)?.village_name;
  return (
    <section class="desk-section" aria-label={load.name}>
      <h2>
        {load.name} <small>{word("role", load.role)}</small>
      </h2>
      <Answered answer={answer}>
        {(file) => (
          <Entry
            file={{ ...file, people: file.people.filter((each) => each.village_name === name) }}
            note={(isWriting) => note(load.user, isWriting)}
          />
        )}
      </Answered>
    </section>
  );
}

/** As on the worker's own page; what was entered is shown in its cells at once. */
function Entry({ file, note }: { file: WorkerFile; note: (isWriting: boolean) => void }) {
  const [cells, setCells] = useState<Cells>(new Map());
  const [open, setOpen] = useState(false);
  const entering = useEntering(file.worker.id, () => {
    setCells(new Map());
    setOpen(false);
  });
  const rows = rowsOf(cells);
  useEffect(() => note(rows.length > 0), [rows.length > 0]);
  const change = (key: string, said: Partial<Cell>) => {
    setOpen(true);
    setCells((before) => withCell(before, key, said, newId));
  };
  if (file.people.length === 0) return <p>{t("paper.nobody")}</p>;
  return (
    <>
      <Grid file={file} days={daysOf(file)} cells={cells} problems={entering.problems} change={change} />
      <Unsaved when={rows.length > 0} words={t("paper.unsaved")} />
      {open && <Finish rows={rows} entering={entering} first="no_phone" />}
    </>
  );
}

function villagesOf(loads: CarerLoad[]): [string, string][] {
  const named = new Map(loads.flatMap(({ villages }) => villages.map((each) => [each.village, each.village_name])));
  return [...named].sort(([, a], [, b]) => a.localeCompare(b, "zh-CN"));
}
