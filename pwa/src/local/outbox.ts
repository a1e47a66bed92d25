import { Failure } from "../api/failure";
import type { Envelope, PushReply } from "../api/rows";
import { dropCopies } from "./copies";
import { type DraftRow, type MutationRow, type OutboxDatabase, outboxDatabase } from "./databases";
import { isStorageFull, type Store } from "./indexed";
import { afterAnswer, type Cover, isAnswer, newRow, queuedAgain } from "./items";
import type { Phone } from "./phone";
import { OpenSafe, type Safe } from "./safe";
import { queueBlobsOf } from "./sent-blobs";

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
  readonly database: OutboxDatabase;
  /** Told of every stored change, after its transaction has completed. */
  changed: (rows: MutationRow[]) => void = () => undefined;
  /** Told of bodies that only the county could read out of their envelopes, before `changed`. */
  known: (bodies: Bodies) => void = () => undefined;
  /** Drafts that are being sealed: each is stored in its turn, and none after the record that it became. */
  private drafting: Promise<unknown> = Promise.resolve();
  private mayHoldCopies = true;
  /** Which sent envelopes still show what the server does not tell yet. */
  keeps: (id: string) => boolean = () => false;

  constructor(
    private readonly phone: Phone,
    user: string,
    readonly safe: Safe = new OpenSafe(),
  ) {
    this.database = outboxDatabase(phone, user);
  }

  /**
   * Stores an envelope with the next number, and drops the draft it came from, if any; returns after the transaction has
   * completed. `write` is called inside it, so that no envelope is older than a watermark that missed it; and once before,
   * for the body, which alone is sealed and hangs on no number. Of what is told `inConfidence` nothing is kept that this
   * phone could read again; it throws `Failure` `not_sealed` where nothing is sealed. Bytes that it names by their hash
   * are kept for it from then on.
   */
  async add(
    id: string,
    write: (n: number) => Envelope,
    draft: string | null,
    inConfidence = false,
    hashes: string[] = [],
  ): Promise<void> {
    if (inConfidence && !this.safe.sealing) throw new Failure("not_sealed");
    await this.drafting;
    const row = await orFull(async () => {
      const cover = this.safe.sealing ? await this.cover(id, write(0).body, inConfidence) : null;
      return this.database.write(["mutation", "draft", "blob"], async (stores) => {
        const [already, last] = await Promise.all([stores.mutation.get(id), lastNumber(stores.mutation)]);
        if (already) return already;
        const row = newRow(write(last + 1), cover);
        stores.mutation.lay(row);
        if (draft !== null) stores.draft.drop(draft);
        for (const sha of hashes) {
          const blob = await stores.blob.get(sha);
          if (blob) await stores.blob.put({ ...blob, mutation: [...blob.mutation, id], state: "queued" });
        }
        return row;
      });
    });
    this.changed([row]);
  }

  /** The oldest unsent envelopes by number, at least one where there is one, leaving out some ids. */
  async batch(limit: BatchLimit, without: ReadonlySet<string>): Promise<MutationRow[]> {
    const oldest = await this.queued(limit.items + without.size);
    const rows = oldest.filter((row) => !without.has(row.id)).slice(0, limit.items);
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
    await this.write(async (mutation) => {
      const rows = (await Promise.all(answered.map((id) => mutation.get(id)))).filter((row) => row !== undefined);
      const settled = rows.map((row) => afterAnswer(row, answers.get(row.id), reply.epoch, now));
      await mutation.put(...settled);
      await this.forgetBefore(mutation, now - KEPT);
      return settled;
    });
    this.mayHoldCopies ||= answered.length > 0;
    await this.requeueUnless(reply.epoch);
    return answered;
  }

  /** Marks one that no server will take as needing attention; it stays here. */
  async park(id: string, code: string): Promise<void> {
    await this.write(async (mutation) => {
      const row = await mutation.get(id);
      if (!row) return [];
      const parked: MutationRow = { ...row, state: "parked", code };
      await mutation.put(parked);
      return [parked];
    });
  }

  /** Puts back in the queue what was acknowledged in another epoch: that server may have lost it (sync §6). */
  async requeueUnless(epoch: string): Promise<void> {
    const { IDBKeyRange } = this.phone;
    const others = [IDBKeyRange.upperBound(epoch, true), IDBKeyRange.lowerBound(epoch, true)];
    const count = (mutation: Mutations) => Promise.all(others.map((range) => mutation.count("epoch", range)));
    if ((await this.read(count)).every((rows) => rows === 0)) return;
    const again = await orFull(() =>
      this.database.write(["mutation", "blob"], async ({ mutation, blob }) => {
        const found = await Promise.all(others.map((range) => mutation.all("epoch", range)));
        const rows = found.flat().map(queuedAgain);
        await mutation.put(...rows);
        await queueBlobsOf(new Set(rows.map(({ id }) => id)), blob);
        return rows;
      }),
    );
    this.changed(again);
  }

  /** Stores again what someone has cleared away under the open app. */
  async putBack(gone: MutationRow[]): Promise<void> {
    if (gone.length === 0) return;
    await this.write(async (mutation) => {
      const last = (await lastNumber(mutation)) ?? 0;
      // The numbers may have been given anew; inside the envelopes they stay as they were frozen.
      const rows = gone.map((row, index) => ({ ...row, n: last + 1 + index }));
      await mutation.put(...rows);
      return rows;
    });
  }

  async unsent(): Promise<number> {
    return this.read((mutation) => mutation.count("[state+n]", this.inState("queued")));
  }

  /**
   * The newest moment up to which nothing is unsent, in milliseconds of the server's time as well as it is known:
   * `now()`, or just before the oldest unsent capture by the lower of two readings, the clock's then and now.
   */
  async watermark(now: () => number, offset: number): Promise<number> {
    const before = now();
    const rows = await this.queued();
    return rows.reduce(
      (oldest, { wall, offset: then }) => Math.min(oldest, wall + Math.min(then ?? offset, offset) - 1),
      before,
    );
  }

  /** How many pictures and voice notes of records wait here. */
  async blobs(): Promise<number> {
    return this.database.read(["blob"], ({ blob }) => blob.count("mutation"));
  }

  /** How many of them no server would take. */
  async refusedBlobs(): Promise<number> {
    return this.database.read(["blob"], ({ blob }) => blob.count("state", this.phone.IDBKeyRange.only("refused")));
  }

  all(): Promise<MutationRow[]> {
    return this.read((mutation) => mutation.all());
  }

  /** Reads the copies that lie beside sealed envelopes, as far as they can be read now. */
  async readCopies(rows: MutationRow[]): Promise<void> {
    const sealed = rows.filter(({ copy }) => copy !== undefined);
    const read = ({ id, copy }: MutationRow) => this.safe.read<Envelope["body"]>(copy as Uint8Array, `copy ${id}`);
    const bodies = await Promise.all(sealed.map(async (row) => [row.id, await read(row)] as const));
    this.known(new Map(bodies.flatMap(([id, body]) => (body ? [[id, body]] : []))));
  }

  /** Leaves what the server has, and has told of since, to the county alone. */
  async dropCopies(): Promise<void> {
    if (!this.mayHoldCopies) return;
    this.mayHoldCopies = false;
    const stay = await dropCopies(this, ({ state }) => state === "acked", this.keeps);
    this.mayHoldCopies ||= stay;
  }

  async stamp(): Promise<OutboxStamp> {
    return this.read(async (mutation) => {
      const count = (state: string) => mutation.count("[state+n]", this.inState(state));
      return {
        last: await lastNumber(mutation),
        queued: await count("queued"),
        parked: await count("parked"),
        acked: await count("acked"),
      };
    });
  }

  /** Whoever asks is about to write something down. */
  async draft<T>(key: string): Promise<T | null> {
    this.safe.prepare();
    const row = await this.database.read(["draft"], ({ draft }) => draft.get(key));
    return row ? this.safe.read<T>(row.bytes, `draft ${key}`) : null;
  }

  async keepDraft(key: string, value: unknown): Promise<void> {
    await this.inTurn(async () => {
      const bytes = await this.safe.keep(value, `draft ${key}`);
      if (bytes === null) throw new Failure("locked");
      const row: DraftRow = { key, bytes, changed_at: this.phone.wall() };
      await orFull(() => this.database.write(["draft"], ({ draft }) => draft.put(row)));
    });
  }

  async dropDraft(key: string): Promise<void> {
    await this.inTurn(() => this.database.write(["draft"], ({ draft }) => draft.delete(key)));
  }

  /** When no draft is on its way any more. */
  async rested(): Promise<void> {
    await this.drafting;
  }

  close(): void {
    this.database.close();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.drafting.then(work);
    this.drafting = turn.catch(() => undefined);
    return turn;
  }

  /** Saving needs no session: while locked there is no copy, and the envelope is as good as any. */
  private async cover(id: string, body: Envelope["body"], inConfidence: boolean): Promise<Cover> {
    const sealing = this.safe.toCounty(JSON.stringify(body), `envelope ${id}`);
    if (inConfidence) return { sealed: await sealing };
    const [sealed, copy] = await Promise.all([sealing, this.safe.keep(body, `copy ${id}`)]);
    this.known(new Map([[id, body]]));
    return { sealed, ...(copy && { copy }) };
  }

  private queued(most?: number): Promise<MutationRow[]> {
    return this.read((mutation) => mutation.all("[state+n]", this.inState("queued"), most));
  }

  private inState(state: string): IDBKeyRange {
    return this.phone.IDBKeyRange.bound([state, -Infinity], [state, Infinity]);
  }

  private read<T>(work: (mutation: Mutations) => Promise<T>): Promise<T> {
    return this.database.read(["mutation"], ({ mutation }) => work(mutation));
  }

  private async write(work: (mutation: Mutations) => Promise<MutationRow[]>): Promise<void> {
    this.changed(await orFull(() => this.database.write(["mutation"], ({ mutation }) => work(mutation))));
  }

  /** The one with the highest number stays: the next number is counted from it. */
  private async forgetBefore(mutation: Mutations, server: number): Promise<void> {
    const last = await lastNumber(mutation);
    const old = await mutation.all("acked_at", this.phone.IDBKeyRange.upperBound(server, true));
    for (const { id, state, n } of old) if (state === "acked" && n !== last) await mutation.delete(id);
  }
}

type Mutations = Store<MutationRow>;

/** Bodies of envelopes by the envelopes' ids; null: to be forgotten. */
export type Bodies = ReadonlyMap<string, Envelope["body"] | null>;

async function orFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw isStorageFull(thrown) ? new Failure("storage_full") : thrown;
  }
}

async function lastNumber(mutation: Mutations): Promise<number> {
  return ((await mutation.lastKey("n")) as number | undefined) ?? 0;
}
