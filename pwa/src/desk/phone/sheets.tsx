import { momentText } from "../dates";
import { t, word } from "../i18n";
import { SmallPictures } from "../parts/small-pictures";
import { hashOf } from "../route";
import type { WorkerFile } from "../rows";

/** The sheets that were entered for a worker, the newest first; one of which the picture never came says so. */
export function Sheets({ sheets }: { sheets: WorkerFile["sheets"] }) {
  if (sheets.length === 0) return null;
  return (
    <ul class="desk-sheets">
      {sheets.map((sheet) => (
        <li key={sheet.id}>
          <a href={hashOf("sheet", sheet.id)}>{momentText(sheet.entered_at)}</a>{" "}
          {t("sheet.line", { name: sheet.entered_by_name, n: sheet.records })}{" "}
          <span class="desk-faint">{word("paper_reason", sheet.reason)}</span>{" "}
          {sheet.picture === "whole" && sheet.picture_sha256 !== null && (
            <SmallPictures hashes={[sheet.picture_sha256]} words={() => t("sheet.picture")} />
          )}
          {sheet.picture === "expected" && <strong class="desk-mark">{t("sheet.picture_missing")}</strong>}
        </li>
      ))}
    </ul>
  );
}
