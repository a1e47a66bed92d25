/**
 * The phone's databases: what is stored in which. The outbox's schema is frozen for ever
 * (docs/decisions/0020-frozen-outbox.md); the cache is disposable and carries its version in its name.
 */
import { Database, type Storage } from "./indexed";

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
  /** Of an acked patch: the first version of the person's row that includes it. Rows of older apps have none. */
  version?: number;
  /** Beside an envelope that only the county opens: its body under the user's data key, until the server has told what it came to. */
  copy?: Uint8Array;
}

/**
 * A picture or a voice note by its hash, its bytes under the user's data key, and the envelopes that wait for it. `of`:
 * those that have waited. One that is sent says so for a while, with the day and its size (docs/decisions/0133).
 * `refused`: why no server will ever take it; it stays, and no envelope waits for it any more.
 */
export interface BlobRow {
  sha: string;
  bytes: ArrayBuffer;
  mutation: string[];
  of?: string[];
  state: "queued" | "refused" | `acked ${string}`;
  refused?: string;
}

export interface DraftRow {
  key: string;
  bytes: Uint8Array;
  changed_at: number;
}

/** `salt`, `iterations` and the wrong PINs in a row belong to a copy under the PIN. */
export interface KeyRow {
  id: string;
  wrapped: Uint8Array;
  salt?: Uint8Array;
  iterations?: number;
  failures?: number;
}

/** The rows of a bucket, sealed together. */
export interface PageRow {
  bucket: string;
  bytes: Uint8Array;
}

export interface CursorRow {
  bucket: string;
  seq: number;
}

export interface MetaRow {
  key: string;
  value: unknown;
}

export type OutboxDatabase = Database<{ mutation: MutationRow; blob: BlobRow; draft: DraftRow; key: KeyRow }>;
export type CacheDatabase = Database<{ page: PageRow; cursor: CursorRow; meta: MetaRow }>;
export type PhoneDatabase<A> = Database<{ account: A; meta: MetaRow }>;

/** The one version that any of them has ever had. */
const VERSION = 10;

export function outboxDatabase(storage: Storage, user: string): OutboxDatabase {
  const stores = {
    mutation: {
      key: "id",
      indices: {
        n: { of: "n", unique: true },
        "[state+n]": { of: ["state", "n"] },
        epoch: { of: "epoch" },
        acked_at: { of: "acked_at" },
      },
    },
    blob: { key: "sha", indices: { mutation: { of: "mutation", multiEntry: true }, state: { of: "state" } } },
    draft: { key: "key", indices: { changed_at: { of: "changed_at" } } },
    key: { key: "id" },
  };
  return new Database(storage, { name: `outbox.${user}`, version: VERSION, stores, strict: true });
}

export function cacheDatabase(storage: Storage, user: string): CacheDatabase {
  const stores = {
    page: { key: "bucket" },
    cursor: { key: "bucket" },
    meta: { key: "key" },
  };
  return new Database(storage, { name: `cache.v2.${user}`, version: VERSION, stores, strict: false });
}

/** What earlier apps knew, which is fetched anew. Not waited for: another tab may still have it open. */
export function forgetOldCaches({ indexedDB }: Storage, user: string): void {
  indexedDB.deleteDatabase(`cache.v1.${user}`);
}

export function phoneDatabase<A>(storage: Storage): PhoneDatabase<A> {
  const stores = { account: { key: "user" }, meta: { key: "key" } };
  return new Database(storage, { name: "phone", version: VERSION, stores, strict: true });
}
