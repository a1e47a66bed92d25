/** What is unsent as a file, sealed to the county: for a phone that cannot send. No passphrase that could be forgotten. */
import { current } from "../local/current";
import { wireOf } from "../local/items";

/** So many bytes of envelopes go into a part; the desk hands in part by part. */
const PART = 200_000;
const PART_ITEMS = 400;
/** As many as IndexedDB counts. */
const ALL = { items: 2 ** 31, bytes: Number.MAX_SAFE_INTEGER };

/** The file's text; null where nothing is unsent, or nothing here is sealed. */
export async function rescueFile(): Promise<string | null> {
  const session = current.value;
  if (!session?.safe.sealing) return null;
  // The token says that this phone made the file; it hands in and does nothing else.
  const { user, device, token } = session.account;
  const rows = await session.outbox.batch(ALL, new Set());
  if (rows.length === 0) return null;
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
  return JSON.stringify({ shouwang: "rescue", version: 1, parts });
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
