/**
 * What is unsent as a file, pictures and voice notes with it, sealed to the county: for a phone that cannot send. No
 * passphrase that could be forgotten.
 */
import { blobOf, waitingBlobs } from "../blobs/album";
import { base64UrlOf } from "../local/bytes";
import { current } from "../local/current";
import { wireOf } from "../local/items";
import type { Session } from "../sync/session";

/** So many bytes of envelopes go into a part; the desk hands in part by part. */
const PART = 200_000;
const PART_ITEMS = 400;
/** Of a picture: sealed and written as text it stays below what the server takes at once. */
const PIECE = 262_144;
/** As many as IndexedDB counts. */
const ALL = { items: 2 ** 31, bytes: Number.MAX_SAFE_INTEGER };

/** The file's text; null where nothing is unsent, or nothing here is sealed. */
export async function rescueFile(): Promise<string | null> {
  const session = current.value;
  if (!session?.safe.sealing) return null;
  // The token says that this phone made the file; it hands in and does nothing else.
  const { user, device, token } = session.account;
  const rows = await session.outbox.batch(ALL, new Set());
  if (rows.length + (await session.outbox.blobs()) === 0) return null;
  const head = {
    shouwang: "rescue",
    version: 1,
    user,
    device,
    token,
    made_at: new Date(session.clock.now()).toISOString(),
  };
  const texts = inParts(rows.map(wireOf)).map((items) => `${JSON.stringify(head).slice(0, -1)},"items":[${items}]}`);
  const parts = await Promise.all(texts.map((text) => session.safe.toCounty(text, "rescue")));
  // After the records that name them.
  for (const sha of await waitingBlobs(session.outbox)) parts.push(...(await partsOfBlob(session, head, sha)));
  return JSON.stringify({ shouwang: "rescue", version: 1, parts });
}

/** One at a time, for all at once would be more than an old phone can hold; none of what cannot be opened now. */
async function partsOfBlob({ outbox, safe }: Session, head: object, sha256: string): Promise<string[]> {
  const bytes = (await blobOf(outbox, sha256)) ?? new Uint8Array(0);
  const parts: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += PIECE) {
    const piece = { sha256, offset, bytes: base64UrlOf(bytes.subarray(offset, offset + PIECE)) };
    parts.push(await safe.toCounty(JSON.stringify({ ...head, items: [], pieces: [piece] }), "rescue"));
  }
  return parts;
}

function inParts(items: string[]): string[][] {
  const parts: string[][] = [[]];
  let size = 0;
  for (const item of items) {
    const last = parts[parts.length - 1] as string[];
    size += item.length;
    if (last.length === 0 || (size <= PART && last.length < PART_ITEMS)) last.push(item);
    else {
      parts.push([item]);
      size = item.length;
    }
  }
  return parts;
}

/** Hands the file over to the phone's downloads. */
export async function saveRescueFile(): Promise<void> {
  const text = await rescueFile();
  if (text === null) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `shouwang-rescue-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
