/** Pictures and voice notes on this phone: kept sealed under their hash, long before anybody sends them. */
import { Failure } from "../api/failure";
import type { BlobRow } from "../local/databases";
import { isStorageFull } from "../local/indexed";
import type { Outbox } from "../local/outbox";
import { forgetSent, waitingAgain } from "../local/sent-blobs";

/** What was kept while this page is open: it belongs to a form that may not have kept its draft yet. */
const held = new Set<string>();

/** Keeps bytes; the same ones once. Throws `Failure` `storage_full`, or `locked`. */
export async function keepBlob({ safe, database }: Outbox, sha: string, bytes: Uint8Array): Promise<void> {
  held.add(sha);
  const sealed = await safe.keepBytes(bytes, purposeOf(sha));
  if (sealed === null) throw new Failure("locked");
  const row: BlobRow = { sha, bytes: bufferOf(sealed), mutation: [], state: "queued" };
  const store = () =>
    database.write(["blob"], async ({ blob }) => {
      const { refused, ...known } = (await blob.get(sha)) ?? row;
      if (refused === undefined) await blob.put({ ...known, bytes: row.bytes });
    });
  try {
    await store().catch(async (thrown) => {
      if (!isStorageFull(thrown)) throw thrown;
      await forgetSent(database, 0, false);
      await store();
    });
  } catch (thrown) {
    throw isStorageFull(thrown) ? new Failure("storage_full") : thrown;
  }
}

/** The bytes again; null while locked, where they are gone, or where they cannot be opened. */
export async function blobOf({ safe, database }: Outbox, sha: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await database.read(["blob"], ({ blob }) => blob.get(sha));
  return row ? safe.readBytes(new Uint8Array(row.bytes), purposeOf(sha)) : null;
}

/** The hashes of what records wait for. */
export async function waitingBlobs({ database }: Outbox): Promise<string[]> {
  const named = await database.read(["blob"], ({ blob }) => blob.entries("mutation"));
  return Array.from(new Set(named.map(([, sha]) => sha as string)));
}

/** What no server would take, with why. */
export async function refusedOf({ database }: Outbox): Promise<BlobRow[]> {
  return database.read(["blob"], async ({ blob }) => {
    const found = (await blob.entries("state")).filter(([state]) => state === "refused");
    const rows = await Promise.all(found.map(([, sha]) => blob.get(sha)));
    return rows.filter((row) => row !== undefined);
  });
}

/** Lets go of what no server would take: its author says so. */
export async function dropRefused({ database }: Outbox, sha: string): Promise<void> {
  await database.write(["blob"], async ({ blob }) => {
    if ((await blob.get(sha))?.state === "refused") await blob.delete(sha);
  });
}

/** Lets it be tried once more. */
export async function tryAgain({ database }: Outbox, sha: string): Promise<void> {
  await database.write(["blob"], async ({ blob }) => {
    const row = await blob.get(sha);
    if (row?.refused) await blob.put(waitingAgain(row));
  });
}

/** Lets go of bytes that no record names. */
export async function dropBlob({ database }: Outbox, sha: string): Promise<void> {
  await database.write(["blob"], async ({ blob }) => {
    if ((await blob.get(sha))?.mutation.length === 0) await blob.delete(sha);
  });
}

/** Forgets what forms left behind that were never saved. Nothing while locked: then nobody can say what drafts name. */
export async function forgetUnnamed({ safe, database }: Outbox): Promise<void> {
  if (safe.locked.peek()) return;
  const { waiting, kept, drafts } = await database.read(["blob", "draft"], async ({ blob, draft }) => ({
    waiting: new Set((await blob.entries("mutation")).map(([, sha]) => sha)),
    kept: (await blob.entries("state")) as [string, string][],
    drafts: await draft.all(),
  }));
  const loose = kept.filter(([state, sha]) => state === "queued" && !waiting.has(sha) && !held.has(sha));
  if (loose.length === 0) return;
  const texts = await Promise.all(
    drafts.map(async ({ key, bytes }) => JSON.stringify(await safe.read(bytes, `draft ${key}`))),
  );
  // A draft that cannot be read may name any of them.
  if (texts.includes("null")) return;
  for (const [, sha] of loose)
    if (!texts.some((text) => text.includes(sha))) await dropBlob({ database } as Outbox, sha);
}

function purposeOf(sha: string): string {
  return `blob ${sha}`;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
