/**
 * The phone's databases, and the only place that knows Dexie. The outbox's schema is frozen for ever
 * (docs/decisions/0020-frozen-outbox.md); the cache is disposable and carries its version in its name.
 */
import Dexie, { type Table } from "dexie";
import type { Row } from "../api/rows";
import type { Phone } from "./phone";

/** Envelopes wait (`queued`), are with the server (`acked`), or are with the server and wait for a person (`parked`). */
export type MutationState = "queued" | "acked" | "parked";

/** `wall` is the wall time of the capture and `offset` what the clock knew then, in milliseconds; `acked_at` is the server's time. */
export interface MutationRow {
  id: string;
  n: number;
  state: MutationState;
  envelope: Uint8Array;
  wall: number;
  offset: number | null;
  acked_at: number | null;
  epoch: string | null;
  code: string | null;
}

export interface BlobRow {
  sha: string;
  bytes: ArrayBuffer;
  mutation: string[];
  state: "queued" | "acked";
}

export interface DraftRow {
  key: string;
  bytes: Uint8Array;
  changed_at: number;
}

export interface KeyRow {
  id: string;
  wrapped: Uint8Array;
}

export type OutboxDatabase = Dexie & {
  mutation: Table<MutationRow, string>;
  blob: Table<BlobRow, string>;
  draft: Table<DraftRow, string>;
  key: Table<KeyRow, string>;
};

export type RowKey = [bucket: string, kind: string, id: string];

export interface CursorRow {
  bucket: string;
  seq: number;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

export type CacheDatabase = Dexie & {
  row: Table<Row, RowKey>;
  cursor: Table<CursorRow, string>;
  meta: Table<MetaRow, string>;
};

export type PhoneDatabase<A> = Dexie & {
  account: Table<A, string>;
  meta: Table<MetaRow, string>;
};

type Storage = Pick<Phone, "indexedDB" | "IDBKeyRange">;

export function outboxDatabase(storage: Storage, user: string): OutboxDatabase {
  // "strict" makes Chrome wait until the record has reached the disk before it says that it is stored.
  const database = newDatabase(storage, `outbox.${user}`, { chromeTransactionDurability: "strict" });
  database.version(1).stores({
    mutation: "id, &n, [state+n], epoch, acked_at",
    blob: "sha, *mutation, state",
    draft: "key, changed_at",
    key: "id",
  });
  return database as OutboxDatabase;
}

export function cacheDatabase(storage: Storage, user: string): CacheDatabase {
  const database = newDatabase(storage, `cache.v1.${user}`, {});
  database.version(1).stores({ row: "[bucket+kind+id], bucket", cursor: "bucket", meta: "key" });
  return database as CacheDatabase;
}

export function phoneDatabase<A>(storage: Storage): PhoneDatabase<A> {
  const database = newDatabase(storage, "phone", { chromeTransactionDurability: "strict" });
  database.version(1).stores({ account: "user", meta: "key" });
  return database as PhoneDatabase<A>;
}

function newDatabase(storage: Storage, name: string, options: { chromeTransactionDurability?: "strict" }): Dexie {
  const { indexedDB, IDBKeyRange } = storage;
  const database = new Dexie(name, { indexedDB, IDBKeyRange, ...options, cache: "disabled" });
  // Another tab deletes or upgrades it: make way, and open again when it is next needed.
  database.on("versionchange", () => {
    database.close({ disableAutoOpen: false });
    return false;
  });
  return database;
}

/**
 * Does the work, and once more on a fresh handle where the old one had died: browsers close IndexedDB under memory
 * pressure, and when another tab deletes or upgrades. The work is one transaction, so what failed has left nothing.
 */
export async function steady<T>(database: Dexie, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!isLostHandle(thrown)) throw thrown;
    database.close({ disableAutoOpen: false });
    return await work();
  }
}

const LOST = ["DatabaseClosedError", "InvalidStateError", "UnknownError", "AbortError"];

function isLostHandle(thrown: unknown): boolean {
  return LOST.includes(nameOf(thrown)) && !isStorageFull(thrown);
}

/** Whether the device refused to store more. Dexie wraps the reason in the abort that it caused. */
export function isStorageFull(thrown: unknown): boolean {
  const inner = (thrown as { inner?: unknown } | null)?.inner;
  return nameOf(thrown) === "QuotaExceededError" || (inner !== undefined && inner !== thrown && isStorageFull(inner));
}

function nameOf(thrown: unknown): string {
  return String((thrown as { name?: unknown } | null)?.name);
}
