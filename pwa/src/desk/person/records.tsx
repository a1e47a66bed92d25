import { said } from "../../forms/form";
import { dayText, momentText } from "../dates";
import { t, word } from "../i18n";
import { hashOf } from "../route";
import type { Opened, RecordRow } from "../rows";
import { type Asked, recordsAsked, within } from "./asked";
import { shortText } from "./because";
import { Brought } from "./brought";
import { creditedTo } from "./credited";
import { opening } from "./duties";
import { RecordVoid } from "./record-void";
import { timeText } from "./times";
import { hasTwin } from "./twins";

/** Every record of the person in the period, newest first, with what it counts for or why it does not. */
export function Records({ file, asked }: { file: Opened; asked: Asked }) {
  const records = recordsAsked(file, asked);
  return (
    <section class="desk-section" id="desk-records" aria-labelledby="desk-records-title">
      <h2 id="desk-records-title">
        {t("records.title")} <small>{t("records.count", { n: records.length })}</small>
      </h2>
      <Shown asked={asked} today={file.today} />
      <Others asked={asked} file={file} />
      {records.length === 0 ? (
        <p>{asked.show === "" && asked.day === "" ? t("records.none") : t("records.none_here")}</p>
      ) : (
        <Table records={records} file={file} />
      )}
    </section>
  );
}

function Shown({ asked, today }: { asked: Asked; today: string }) {
  if (asked.show !== "credited" && asked.day === "") return null;
  return (
    <p class="desk-asked" role="status">
      {shownText(asked, today)}{" "}
      <a class="desk-button" href={opening({ show: "", duty: "", version: "", day: "" })}>
        {t("records.all")}
      </a>
    </p>
  );
}

/** The list begins with the period; the rest is one step away. */
function Others({ asked, file }: { asked: Asked; file: Opened }) {
  const n = file.records.filter((record) => !within(record, file)).length;
  if (n === 0 || asked.day !== "" || asked.show === "credited") return null;
  return (
    <p class="desk-screen-only">
      <a class="desk-button" href={opening({ all: asked.all ? "" : "1" })}>
        {asked.all ? t("records.within") : t("records.earlier", { n })}
      </a>
    </p>
  );
}

function shownText(asked: Asked, today: string): string {
  if (asked.day !== "") return t("records.day", { date: dayText(asked.day, today) });
  return asked.duty === "" ? t("records.credited_any") : t("records.credited", { duty: asked.duty });
}

const COLUMNS = ["date", "time", "mode", "who", "status", "counts", "received", "marks"] as const;
type Column = (typeof COLUMNS)[number];

function Table({ records, file }: { records: RecordRow[]; file: Opened }) {
  return (
    <table class="desk-table desk-records">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`records.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id} class={`desk-record-${record.status}`}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`records.${column}`)}>
                {CELLS[column](record, file)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in Column]: (record: RecordRow, file: Opened) => preact.ComponentChildren } = {
  date: (record, { today }) => dayText(record.service_date, today),
  time: (record) => timeText(record),
  mode: (record) => word(record.mode === null ? "kind" : "mode", record.mode ?? record.kind),
  who: (record) => <Who record={record} />,
  status: (record) => <Outcome record={record} />,
  counts: (record, file) =>
    within(record, file) ? <Counts record={record} file={file} /> : <CountsIn record={record} file={file} />,
  received: (record) => momentText(record.received_at),
  marks: (record, file) => <Marks record={record} file={file} />,
};

function Who({ record }: { record: RecordRow }) {
  return (
    <>
      {record.paper?.on_behalf_of_name ?? record.author_name}{" "}
      {record.role !== null && <span class="desk-faint">{word("role", record.role)}</span>}
      {record.paper && (
        <span class="desk-faint desk-line">{t("records.entered_by", { name: record.author_name })}</span>
      )}
    </>
  );
}

function Outcome({ record }: { record: RecordRow }) {
  return (
    <>
      {outcomeText(record)}
      <Answered record={record} />
      {record.note && <span class="desk-note">{t("records.note", { note: record.note })}</span>}
      <Brought record={record} />
      <RecordVoid record={record} />
    </>
  );
}

/** What the form asked and somebody answered, what worries first; and where the phone was, where she let it say so. */
function Answered({ record: { told, position } }: { record: RecordRow }) {
  const [worries, others] = [told.filter(({ concern }) => concern), told.filter(({ concern }) => !concern)];
  return (
    <>
      {worries.length > 0 && (
        <strong class="desk-line">{t("records.concerns", { what: worries.map(said).join(" · ") })}</strong>
      )}
      {others.length > 0 && <span class="desk-line">{others.map(said).join(" · ")}</span>}
      {position && (
        <span class="desk-faint desk-line">
          {t("records.position", {
            where: `${position.lat.toFixed(4)}, ${position.lon.toFixed(4)}`,
            metres: Math.round(position.accuracy),
          })}
        </span>
      )}
    </>
  );
}

/** An activity or a check is done; only people are visited. */
function outcomeText({ kind, status, reason }: RecordRow): string {
  if (status === "attempt") return t("records.attempt", { reason: word("reason", reason ?? "other") });
  return t(`records.${status === "valid" && kind !== "visit" ? "done" : status}`);
}

/** Why a record did not count is said as plainly as that it did. */
function Counts({ record, file }: { record: RecordRow; file: Opened }) {
  const not = Object.entries(record.not_counted);
  if (record.counts_for.length === 0 && not.length === 0)
    return <span class="desk-faint">{t("records.nothing_owed")}</span>;
  return (
    <ul>
      {record.counts_for.map((duty) => (
        <li key={duty}>
          <span aria-hidden="true">● </span>
          {t("records.counts_for", { duty: nameOf(duty, file) })}
        </li>
      ))}
      {not.map(([duty, why]) => (
        <li key={duty}>
          <span aria-hidden="true">– </span>
          {t("records.not_counted", { duty: nameOf(duty, file), why: shortText(why) })}
        </li>
      ))}
    </ul>
  );
}

/** A duty goes by the number of its policy, an extra visit by the name that the office gave it. */
function nameOf(duty: string, { extra }: Opened): string {
  return extra?.find((each) => each.id === duty)?.title ?? duty;
}

/** A record from before the period may stand behind one of its numbers: a week counts where it ends. */
function CountsIn({ record, file }: { record: RecordRow; file: Opened }) {
  const credits = creditedTo(record, file.duties);
  const extra = file.extra?.filter(({ id }) => record.counts_for.includes(id)) ?? [];
  if (credits.length + extra.length === 0) return <>{t("records.outside")}</>;
  return (
    <ul>
      {extra.map(({ id, title }) => (
        <li key={id}>
          <span aria-hidden="true">● </span>
          {t("records.counts_for", { duty: title })}
        </li>
      ))}
      {credits.map(({ duty, unit, last }) => (
        <li key={duty}>
          <span aria-hidden="true">● </span>
          {t("records.counts_in", { duty, unit: t(`unit.${unit}`), date: dayText(last, file.today) })}
        </li>
      ))}
    </ul>
  );
}

/** Shown by the card at the door, which is told by its flag where it was the wrong one. */
function isAtDoor({ door, mode, flags }: RecordRow): boolean {
  return door !== null && mode === "home" && !flags.some((flag) => flag.startsWith("door_"));
}

function Marks({ record, file }: { record: RecordRow; file: Opened }) {
  const isQuarantined = file.quarantined.includes(record.id);
  const flags = record.flags.map((flag) => word("flag", flag));
  const quarantined = isQuarantined ? [t("flag.quarantined")] : [];
  const both = hasTwin(record, file.records) ? [t("flag.both")] : [];
  const marks = [...quarantined, ...both, ...(record.late ? [t("flag.late")] : []), ...flags];
  return (
    <>
      {record.paper && (
        <a class="desk-mark" href={hashOf("sheet", record.paper.sheet)}>
          {t("flag.paper")}
        </a>
      )}
      {isAtDoor(record) && (
        <span class="desk-mark desk-at-door">
          <span aria-hidden="true">✓ </span>
          {t("flag.at_door")}
        </span>
      )}
      {marks.map((mark) => (
        <strong key={mark} class="desk-mark">
          {mark}
        </strong>
      ))}
    </>
  );
}
