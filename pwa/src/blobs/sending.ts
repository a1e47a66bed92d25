/** Sends pictures and voice notes, after the records that name them and never before. */
import { sendBytes } from "../api/blobs";
import { codeOf, Failure } from "../api/failure";
import type { BlobRow, MutationState } from "../local/databases";
import type { Outbox } from "../local/outbox";
import { forgetSent, sentState } from "../local/sent-blobs";
import type { Line } from "../sync/line";
import { blobOf, forgetUnnamed, waitingBlobs } from "./album";
import { hasRoom } from "./room";

/** What the server says of bytes that it will never keep. */
const NEVER = ["not_a_picture", "too_many_pixels", "has_metadata", "too_many_bytes"];

/** What bytes are to a record: `gone`: acknowledged so long ago that this phone has forgotten the envelope. */
type Standing = MutationState | "gone";

/** Sends what can be sent, and tells how many are left. What nobody takes holds up none of the rest. */
export async function sendAll(line: Line, tell: (left: number) => void): Promise<void> {
  const { outbox } = line;
  await forgetUnnamed(outbox);
  let left = 0;
  let isCutOff = false;
  for (const sha of await waitingBlobs(outbox)) {
    if (line.closed) return;
    const came: Came = isCutOff ? "cut_off" : await becameOf(line, sha);
    isCutOff = came === "cut_off";
    if (came !== "done" && (await isWaited(outbox, sha))) left++;
  }
  if (!line.closed) tell(left);
  await tidy(line);
}

/** What was sent stays for a while, as long as there is room. */
export async function tidy({ outbox, phone }: Line): Promise<void> {
  const told = await phone.storage().catch(() => null);
  await forgetSent(outbox.database, phone.wall(), !told || hasRoom(told));
}

/** `later`: this one alone has to wait; `cut_off`: nothing gets through at the moment. */
type Came = "done" | "later" | "cut_off";

async function becameOf(line: Line, sha: string): Promise<Came> {
  try {
    return (await isDone(line, sha)) ? "done" : "later";
  } catch (thrown) {
    const isItsOwn = thrown instanceof Failure && (thrown.status === 404 || NEVER.includes(thrown.code));
    return isItsOwn ? "later" : "cut_off";
  }
}

/** Whether nothing is left to send: the server has them all, and has taken in each record that names them. */
async function isDone(line: Line, sha: string): Promise<boolean> {
  const { row, standings } = await looked(line.outbox, sha);
  if (!row || standings.every((state) => state === "queued")) return row === undefined;
  // Asked each time: since the last time the server may have become an older one.
  return (await isSent(line, row)) && acknowledged(line, sha);
}

async function looked(outbox: Outbox, sha: string): Promise<{ row: BlobRow | undefined; standings: Standing[] }> {
  return outbox.database.read(["blob", "mutation"], async ({ blob, mutation }) => {
    const row = await blob.get(sha);
    const standings: Standing[] = [];
    for (const id of row?.mutation ?? []) standings.push((await mutation.get(id))?.state ?? "gone");
    return { row, standings };
  });
}

/** Whether somebody may still expect that it goes up: what waits for the office alone waits apart. */
async function isWaited(outbox: Outbox, sha: string): Promise<boolean> {
  const { row, standings } = await looked(outbox, sha);
  return row !== undefined && !row.refused && standings.some((state) => state !== "parked");
}

async function isSent(line: Line, row: BlobRow): Promise<boolean> {
  const bytes = await blobOf(line.outbox, row.sha);
  if (bytes === null) {
    if (!line.outbox.safe.locked.peek()) await refuse(line.outbox, row.sha, "unreadable");
    return false;
  }
  try {
    await sendBytes(line.phone, line.token, row.sha, bytes);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (NEVER.includes(code)) await refuse(line.outbox, row.sha, code);
    throw thrown;
  }
  if (line.closed) throw new Failure("closed");
  return true;
}

/** It stays, and nothing waits for it any more. */
function refuse({ database }: Outbox, sha: string, refused: string): Promise<void> {
  return database.write(["blob"], async ({ blob }) => {
    const row = await blob.get(sha);
    const { of = [], mutation } = row ?? { mutation: [] };
    if (row) await blob.put({ ...row, mutation: [], of: [...of, ...mutation], state: "refused", refused });
  });
}

/** In one transaction with a look at the records: one that came meanwhile keeps the bytes. */
function acknowledged({ outbox, phone }: Line, sha: string): Promise<boolean> {
  return outbox.database.write(["blob", "mutation"], async ({ blob, mutation }) => {
    const row = await blob.get(sha);
    for (const id of row?.mutation ?? []) {
      const state = (await mutation.get(id))?.state;
      if (state !== undefined && state !== "acked") return false;
    }
    if (!row) return true;
    const { of = [], mutation: named, bytes } = row;
    const state = sentState(phone.wall(), bytes.byteLength);
    await blob.put({ ...row, mutation: [], of: [...of, ...named], state });
    return true;
  });
}
