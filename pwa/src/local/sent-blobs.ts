/** Pictures and voice notes that the server has: kept for a while, so that they can go again after it was restored. */
import type { BlobRow, OutboxDatabase } from "./databases";
import type { Store } from "./indexed";

const DAY = 86_400_000;
/** Backups are made daily, and a broken server is noticed within days (docs/decisions/0133). */
const KEPT_DAYS = 14;
const KEPT_BYTES = 40_000_000;

/** Says in the index when it was sent and how large it is, so that nobody needs to read the bytes to know. */
export function sentState(wall: number, size: number): BlobRow["state"] {
  return `acked ${dayOf(wall)} ${String(size).padStart(9, "0")}`;
}

/** Lets go of what was sent long ago, and of the oldest beyond the bound; where room is short, of all. How many went. */
export async function forgetSent(database: OutboxDatabase, wall: number, hasRoom: boolean): Promise<number> {
  const sent = (await database.read(["blob"], ({ blob }) => blob.entries("state"))) as [string, string][];
  const oldest = dayOf(wall - KEPT_DAYS * DAY);
  let bytes = 0;
  const gone = sent
    .filter(([state]) => state.startsWith("acked "))
    .reverse()
    .filter(([state]) => {
      const [, day = "", size] = state.split(" ");
      bytes += Number(size);
      return !hasRoom || day < oldest || bytes > KEPT_BYTES;
    });
  if (gone.length === 0) return 0;
  await database.write(["blob"], async ({ blob }) => {
    for (const [, sha] of gone) if ((await blob.get(sha))?.state.startsWith("acked ")) await blob.delete(sha);
  });
  return gone.length;
}

/** By this phone's clock: when the oldest record was written of which a picture or voice note still waits; null: none waits. */
export async function waitingSince(database: OutboxDatabase): Promise<number | null> {
  const written = await database.read(["blob", "mutation"], async ({ blob, mutation }) => {
    const ids = new Set((await blob.entries("mutation")).map(([id]) => id as string));
    return Promise.all(Array.from(ids, async (id) => (await mutation.get(id))?.wall));
  });
  const known = written.filter((wall) => wall !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}

/** In the transaction that queues envelopes again: what they name waits again with them. */
export async function queueBlobsOf(ids: ReadonlySet<string>, blob: Store<BlobRow>): Promise<void> {
  for (const [state, sha] of await blob.entries("state")) {
    const row = String(state).startsWith("acked ") ? await blob.get(sha) : undefined;
    if (row?.of?.some((id) => ids.has(id))) await blob.put(waitingAgain(row));
  }
}

/** The server asks for bytes that it should have: what this phone still keeps of them waits again. */
export async function queueWanted(database: OutboxDatabase, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await database.write(["blob"], async ({ blob }) => {
    for (const sha of hashes) {
      const row = await blob.get(sha);
      if (row?.state.startsWith("acked ")) await blob.put(waitingAgain(row));
    }
  });
}

/** As it was before it was sent or refused. */
export function waitingAgain({ refused, of = [], ...row }: BlobRow): BlobRow {
  return { ...row, mutation: [...row.mutation, ...of], state: "queued" };
}

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}
