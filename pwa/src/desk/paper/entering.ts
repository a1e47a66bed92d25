import { useRef, useState } from "preact/hooks";
import { sendBytes } from "../../api/blobs";
import { codeOf, Failure } from "../../api/failure";
import { account, thisPhone } from "../../local/accounts";
import { uuid7 } from "../../local/uuid";
import { enterSheet } from "../api";
import { changes } from "../deeds";
import { hashOf } from "../route";
import type { NewSheet } from "../rows";
import type { Redrawn } from "./redrawn";

/** What is said of a sheet beside its lines. */
export interface About {
  reason: NewSheet["reason"];
  note: string;
  picture: Redrawn | null;
}

export interface Entering {
  busy: boolean;
  failure: string | undefined;
  /** By the id of a line: what speaks against it. */
  problems: ReadonlyMap<string, string>;
  enter: (rows: NewSheet["rows"], about: About) => Promise<void>;
}

/** An id for something that is written down here. */
export const newId = () => uuid7(thisPhone().phone);

/** One sheet, however often it is tried: its id stays until it is entered. Then its own page opens, or `done` goes on. */
export function useEntering(worker: string, done?: () => void): Entering {
  const id = useRef(newId());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const enter = async (rows: NewSheet["rows"], about: About) => {
    const wrong = rows.filter(isOfImpossibleLength).map(({ id }): [string, string] => [id, "minutes"]);
    setFailure(wrong.length > 0 ? "paper_lines" : undefined);
    setProblems(new Map(wrong));
    if (wrong.length > 0) return;
    setBusy(true);
    try {
      await enterSheet(sheetOf(id.current, worker, rows, about));
      // Entered is entered: a picture that does not come can be sent from the sheet's own page.
      if (about.picture) await sendPicture(about.picture).catch(() => undefined);
      changes.value++;
      if (done === undefined) location.hash = hashOf("sheet", id.current);
      id.current = newId();
      done?.();
    } catch (thrown) {
      setFailure(codeOf(thrown));
      setProblems(problemsIn(thrown));
      // With other lines it is another sheet.
      if (codeOf(thrown) === "id_taken") id.current = newId();
    }
    setBusy(false);
  };
  return { busy, failure, problems, enter };
}

/** What the server takes (docs/protocol.md §6): the cells lie outside the form, so the browser does not look at them. */
function isOfImpossibleLength({ minutes }: NewSheet["rows"][number]): boolean {
  return typeof minutes === "number" && (minutes < 1 || minutes > 720);
}

export function sendPicture({ sha256, bytes }: Redrawn): Promise<void> {
  return sendBytes(thisPhone().phone, account.value?.token ?? "", sha256, bytes);
}

function sheetOf(id: string, worker: string, rows: NewSheet["rows"], { reason, note, picture }: About): NewSheet {
  const named = picture && { sha256: picture.sha256, size: picture.bytes.length };
  return { id, worker, reason, note: note.trim() || null, picture: named, rows };
}

function problemsIn(thrown: unknown): ReadonlyMap<string, string> {
  const lines = thrown instanceof Failure && Array.isArray(thrown.facts.lines) ? thrown.facts.lines : [];
  return new Map(lines.map(({ id, code }: { id: string; code: string }) => [id, code]));
}
