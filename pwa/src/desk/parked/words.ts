import { momentText } from "../dates";
import { t, word } from "../i18n";
import type { ParkedItem } from "../rows";

/** What an item says, as far as it can be read: when it was written, when the visit was, the note. */
export function bodyWords({ written_at, body }: ParkedItem): string[] {
  const start = textOf(body?.start);
  const note = textOf(body?.note);
  return [
    written_at === null ? "" : t("parked.written", { moment: momentText(written_at) }),
    Number.isNaN(Date.parse(start)) ? "" : t("parked.start", { moment: momentText(start) }),
    note === "" ? "" : t("parked.note", { note }),
  ].filter((line) => line !== "");
}

/** What became of it, when, and by whom. */
export function resolutionWords({ resolved_at, resolution, resolved_by_name, note }: ParkedItem): string {
  const how = word("resolution", resolution ?? "other");
  const who = resolved_by_name ? t("parked.by", { name: resolved_by_name }) : t("parked.by_server");
  const told = note ? [t("parked.note", { note })] : [];
  return [t("parked.settled", { moment: momentText(resolved_at ?? ""), how }), who, ...told].join(" · ");
}

/** What phones send is not checked: anything but a text says nothing. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
