import { call } from "../../api/client";
import { codeOf, Failure } from "../../api/failure";
import { base64Of } from "../../local/bytes";
import { language, t } from "../i18n";
import { failureText } from "../parts/state";
import type { RosterReply } from "../rows";

/** What the server takes, and more than any roster is. */
export const MOST_BYTES = 12 * 1024 ** 2;

/** A county's roster on a slow machine. */
const LONGEST = 300_000;

export interface File64 {
  name: string;
  content: string;
}

/** A file as it travels. */
export async function read(file: File): Promise<File64> {
  return { name: file.name, content: base64Of(new Uint8Array(await file.arrayBuffer())) };
}

/** What the file would do; with what was seen of that, it is taken in. */
export function takeIn(township: string, name: string, file: File64, seen: RosterReply | null): Promise<RosterReply> {
  const told = seen && {
    added: seen.added,
    changed: seen.changed,
    conflicts: seen.conflicts,
    refused: seen.refused,
  };
  const asked = { township, name: name || null, content: file.content, seen: told };
  return call("POST", "/api/register/rosters", asked, { wait: LONGEST });
}

export function undoImport(id: string): Promise<{ removed: number; restored: number; stayed: number }> {
  return call("POST", `/api/register/rosters/${encodeURIComponent(id)}/undo`);
}

/** Why a file cannot be taken at all, in the server's own words where it has some. */
export function refusalOf(thrown: unknown): { code: string; words: string } {
  const code = codeOf(thrown);
  const facts = thrown instanceof Failure ? thrown.facts : {};
  const said = facts[language.value === "zh" ? "reason" : "reason_en"];
  if (code === "township_unknown") return { code, words: t("roster.name_first") };
  return { code, words: typeof said === "string" ? said : failureText(code) };
}
