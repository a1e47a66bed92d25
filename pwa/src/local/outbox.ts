import { Failure } from "../api/failure";
import type { Envelope, PushReply, PushResult } from "../api/rows";
import {
  type DraftRow,
  isStorageFull,
  type MutationRow,
  type OutboxDatabase,
  outboxDatabase,
  steady,
} from "./databases";
import type { Phone } from "./phone";
import { jsonOf, packed, unpacked } from "./sealing";

const KEPT = 60 * 24 * 60 * 60_000;

/** How much goes into one push. `bytes` counts the envelopes before packing. */
export interface BatchLimit {
  items: number;
  bytes: number;
}

/** Tells cheaply whether another tab has changed something. */
export interface OutboxStamp {
  last: number;
  queued: number;
  parked: number;
  acked: number;
}

/** What was written down on this phone by one user: the journal of unsent and sent envelopes, and drafts of forms. */
export class Outbox {
  private readonly database: OutboxDatabase;
  /** Told of every stored change, after its transaction has completed. */
  changed: (rows: MutationRow[]) => void = () => undefined;

  constructor(
    private readonly phone: Phone,
    user: string,
  ) {
    this.database = outboxDatabase(phone, user);
  }

  /**
   * Stores an envelope with the next number, and drops the draft it came from, if any; returns after the transaction has
   * completed. `write` is called inside it, so that no envelope is older than a watermark that missed it.
   */
  async add(id: string, write: (n: number) => Envelope, draft: string | null): Promise<void> {
    const { mutation, draft: drafts } = this.database;
    const work = async () => {
      const already = await mutation.get(id);
      if (already) return already;
      const row = newRow(write(((await lastNumber(this.database)) ?? 0) + 1));
      await mutation.add(row);
      if (draft !== null) await drafts.delete(draft);
      return row;
    };
    this.changed([await this.store(() => this.database.transaction("rw", mutation, drafts, work))]);
  }

  /** The oldest unsent envelopes by number, at least one where there is one, leaving out some ids. */
  async batch(limit: BatchLimit, without: ReadonlySet<string>): Promise<MutationRow[]> {
    const queued = this.queued().filter((row) => !without.has(row.id));
    const rows = await steady(this.database, () => queued.limit(limit.items).toArray());
    let bytes = 0;
    return rows.filter((row, index) => {
      bytes += row.envelope.length;
      return index === 0 || bytes <= limit.bytes;
    });
  }

  /**
   * Writes down what the server said about a batch, in one transaction. Envelopes without an answer stay queued.
   * Returns the ids that were answered.
   */
  async settle(batch: MutationRow[], reply: PushReply): Promise<string[]> {
    const now = Date.parse(reply.now);
    const answers = new Map(reply.results.filter(isAnswer).map((result) => [result.id, result]));
    const answered = batch.filter((row) => answers.has(row.id)).map((row) => row.id);
    const { mutation } = this.database;
    await this.write(async () => {
      const rows = (await mutation.bulkGet(answered)).filter((row) => row !== undefined);
      const settled = rows.map((row) => afterAnswer(row, answers.get(row.id), reply.epoch, now));
      await mutation.bulkPut(settled);
      await this.forgetBefore(now - KEPT);
      return settled;
    });
    await this.requeueUnless(reply.epoch);
    return answered;
  }

  /** Marks one that no server will take as needing attention; it stays here. */
  async park(id: string, code: string): Promise<void> {
    await this.write(async () => {
      const row = await this.database.mutation.get(id);
      if (!row) return [];
      const parked: MutationRow = { ...row, state: "parked", code };
      await this.database.mutation.put(parked);
      return [parked];
    });
  }

  /** Puts back in the queue what was acknowledged in another epoch: that server may have lost it (sync §6). */
  async requeueUnless(epoch: string): Promise<void> {
    const others = () => this.database.mutation.where("epoch").notEqual(epoch);
    if ((await steady(this.database, () => others().count())) === 0) return;
    await this.write(async () => {
      const rows = (await others().toArray()).map(queuedAgain);
      await this.database.mutation.bulkPut(rows);
      return rows;
    });
  }

  async unsent(): Promise<number> {
    return steady(this.database, () => this.queued().count());
  }

  /**
   * The newest moment up to which nothing is unsent, in milliseconds of the server's time as well as it is known:
   * `now()`, or just before the oldest unsent capture by the lower of two readings, the clock's then and now.
   */
  async watermark(now: () => number, offset: number): Promise<number> {
    const before = now();
    const rows = await steady(this.database, () => this.queued().toArray());
    return rows.reduce(
      (oldest, { wall, offset: then }) => Math.min(oldest, wall + Math.min(then ?? offset, offset) - 1),
      before,
    );
  }

  all(): Promise<MutationRow[]> {
    return steady(this.database, () => this.database.mutation.toArray());
  }

  async stamp(): Promise<OutboxStamp> {
    const { mutation } = this.database;
    const count = (state: string) => mutation.where("[state+n]").between([state, -Infinity], [state, Infinity]).count();
    const work = async () => ({
      last: (await lastNumber(this.database)) ?? 0,
      queued: await count("queued"),
      parked: await count("parked"),
      acked: await count("acked"),
    });
    return steady(this.database, () => this.database.transaction("r", mutation, work));
  }

  async draft<T>(key: string): Promise<T | null> {
    const row = await steady(this.database, () => this.database.draft.get(key));
    return row ? unpacked<T>(row.bytes) : null;
  }

  async keepDraft(key: string, value: unknown): Promise<void> {
    const row: DraftRow = { key, bytes: packed(value), changed_at: this.phone.wall() };
    await this.store(() => this.database.draft.put(row));
  }

  async dropDraft(key: string): Promise<void> {
    await steady(this.database, () => this.database.draft.delete(key));
  }

  close(): void {
    this.database.close();
  }

  private queued() {
    return this.database.mutation.where("[state+n]").between(["queued", -Infinity], ["queued", Infinity]);
  }

  private async write(work: () => Promise<MutationRow[]>): Promise<void> {
    this.changed(await this.store(() => this.database.transaction("rw", this.database.mutation, work)));
  }

  private async store<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      return await steady(this.database, work);
    } catch (thrown) {
      throw isStorageFull(thrown) ? new Failure("storage_full") : thrown;
    }
  }

  /** The one with the highest number stays: the next number is counted from it. */
  private async forgetBefore(server: number): Promise<void> {
    const last = await lastNumber(this.database);
    const old = this.database.mutation.where("acked_at").below(server);
    await old.filter((row) => row.state === "acked" && row.n !== last).delete();
  }
}

/** The envelope as it is sent, to the letter. */
export function wireOf(row: MutationRow): string {
  return jsonOf(row.envelope);
}

async function lastNumber(database: OutboxDatabase): Promise<number | undefined> {
  return (await database.mutation.orderBy("n").lastKey()) as unknown as number | undefined;
}

function newRow(envelope: Envelope): MutationRow {
  return {
    id: envelope.id,
    n: envelope.n,
    state: "queued",
    envelope: packed(envelope),
    wall: Date.parse(envelope.clock.wall),
    offset: envelope.clock.offset,
    acked_at: null,
    epoch: null,
    code: null,
  };
}

function isAnswer(result: PushResult): boolean {
  return ["applied", "merged", "parked"].includes(result.status);
}

function afterAnswer(row: MutationRow, result: PushResult | undefined, epoch: string, now: number): MutationRow {
  const state = result?.status === "parked" ? "parked" : "acked";
  return { ...row, state, acked_at: now, epoch, code: result?.code ?? null };
}

function queuedAgain(row: MutationRow): MutationRow {
  return { ...row, state: "queued", acked_at: null, epoch: null, code: null };
}
