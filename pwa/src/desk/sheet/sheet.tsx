import { useState } from "preact/hooks";
import { nameSheetPicture, sheetPath, useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { sendPicture } from "../paper/entering";
import { PictureField } from "../paper/picture-field";
import type { Redrawn } from "../paper/redrawn";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { timeText } from "../person/times";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { SheetFile } from "../rows";
import { Picture } from "./picture";

/** A sheet of paper as it was entered: who, why, each line, and what it looks like. */
export function Sheet({ id }: { id: string }) {
  const answer = useAnswer(sheetPath(id));
  return <Answered answer={answer}>{(sheet) => <File sheet={sheet} />}</Answered>;
}

function File({ sheet }: { sheet: SheetFile }) {
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("sheet.title", { name: sheet.worker_name })}</h1>
        <a class="desk-button" href={hashOf("phone", sheet.worker)}>
          {t("sheet.back")}
        </a>
      </div>
      <p>
        {t("sheet.line", { name: sheet.entered_by_name, n: sheet.rows.length })} · {momentText(sheet.entered_at)} ·{" "}
        {word("paper_reason", sheet.reason)}
        {sheet.note !== null && ` · ${t("records.note", { note: sheet.note })}`}
      </p>
      <Lines rows={sheet.rows} names={sheet.names} />
      <section class="desk-section" aria-labelledby="desk-sheet-picture">
        <h2 id="desk-sheet-picture">{t("sheet.picture")}</h2>
        {sheet.picture?.state === "whole" ? <Picture sha256={sheet.picture.sha256} /> : <Missing sheet={sheet} />}
      </section>
    </article>
  );
}

function Missing({ sheet }: { sheet: SheetFile }) {
  const [picture, setPicture] = useState<Redrawn | null>(null);
  const deed = useDeed();
  const send = async () => {
    if (picture === null) return;
    await nameSheetPicture(sheet.id, picture.sha256, picture.bytes.length);
    await sendPicture(picture);
  };
  return (
    <>
      <p>{t(sheet.picture === null ? "sheet.no_picture" : "sheet.picture_not_come")}</p>
      {mayChange() && (
        <div class="desk-paper-form">
          <PictureField label={t("paper.picture")} take={setPicture} />
          <button
            type="button"
            class="desk-button desk-main-button"
            disabled={picture === null || deed.busy}
            onClick={() => void deed.run(send)}
          >
            {t("sheet.send")}
          </button>
        </div>
      )}
      <DeedFailure deed={deed} />
    </>
  );
}

const COLUMNS = ["person", "day", "time", "mode"] as const;

function Lines({ rows, names }: Pick<SheetFile, "rows" | "names">) {
  return (
    <table class="desk-table">
      <TableHead names={COLUMNS.map((column) => t(`sheet.${column}`))} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} class={`desk-record-${row.status}`}>
            <th scope="row">
              <a href={hashOf("person", row.subject)}>{names[row.subject] ?? t("sheet.open_person")}</a>
            </th>
            <td>{dayText(row.service_date, "")}</td>
            <td>{row.flags.includes("only_the_day") ? t("sheet.no_time") : timeText(row)}</td>
            <td>{outcomeText(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function outcomeText({ status, mode, reason }: SheetFile["rows"][number]): string {
  if (status === "voided") return t("records.voided");
  if (status === "attempt") return t("records.attempt", { reason: word("reason", reason ?? "other") });
  return word("mode", mode ?? "");
}
