import { codeOf, Failure } from "../api/failure";
import type { PushReply } from "../api/rows";
import type { MutationRow } from "../local/databases";
import { wireOf } from "../local/items";
import type { BatchLimit } from "../local/outbox";
import type { Line } from "./line";

const LARGEST: BatchLimit = { items: 50, bytes: 64_000 };
/** What the server takes at once, less what goes around an envelope. No way can be wide enough for a larger one. */
const LARGEST_OF_ALL = 1_048_576 - 1_024;
/** A sick server is left alone after so many refusals in one run. */
const MOST_REFUSALS = 20;

/** What a push came to. `unanswered` items stay queued: they are tried again another time. */
export interface Pushed {
  answered: number;
  unanswered: number;
}

/** Sends what is queued, in batches that shrink where the way or the server cannot take them. */
export class Push {
  /** The oldest release of the app that the server still wants to hear from, as it last said. */
  minimumApp = 0;
  private limit = LARGEST;
  /** Items that got no answer: left out until all others are through, so that none can hold up the rest. */
  private passed = new Set<string>();

  constructor(private readonly line: Line) {}

  /** Pushes until nothing is queued that an answer can be had for. Throws `Failure` when the way or the sign-in fails. */
  async run(): Promise<Pushed> {
    let answered = 0;
    for (let refusals = 0; ; ) {
      const batch = await this.line.outbox.batch(this.limit, this.passed);
      if (batch.length === 0) return { answered, unanswered: this.retryLater() };
      try {
        answered += await this.send(batch);
        refusals = 0;
      } catch (thrown) {
        if (++refusals >= MOST_REFUSALS || !(await this.refused(batch, thrown))) throw thrown;
      }
    }
  }

  /** One batch; returns how many were answered. */
  async send(batch: MutationRow[]): Promise<number> {
    const news = await this.line.telling.news(batch.length);
    const json = this.json(batch, { ...news.head, watermark: await this.line.watermark() });
    const reply = await this.line.post<PushReply>("/api/sync/push", json);
    news.heard();
    if (!Array.isArray(reply.results)) throw new Failure("bad_reply");
    this.minimumApp = reply.minimum_app ?? 0;
    const answered = new Set(await this.line.outbox.settle(batch, reply));
    for (const { id } of batch) if (!answered.has(id)) this.passed.add(id);
    this.limit = { ...LARGEST, items: Math.min(LARGEST.items, this.limit.items * 2) };
    return answered.size;
  }

  /** The envelopes go as they were frozen, to the letter. */
  private json(batch: MutationRow[], said: object): string {
    const { device, phone } = this.line;
    const head = JSON.stringify({ device, app_version: phone.app_version, ...said });
    return `${head.slice(0, -1)},"items":[${batch.map(wireOf).join(",")}]}`;
  }

  /** Whether to go on at once: with half the batch, or without the one item that is refused alone. */
  private async refused(batch: MutationRow[], thrown: unknown): Promise<boolean> {
    const { code, status } = thrown instanceof Failure ? thrown : new Failure(codeOf(thrown));
    const isContent = status === 413 || isAboutContent(status);
    if (isContent || code === "timed_out")
      this.limit = { ...LARGEST, items: Math.max(1, Math.floor(batch.length / 2)) };
    if (isContent && batch[0] && batch.length === 1) await this.putAside(batch[0], status);
    return isContent;
  }

  /** Any box on the way may say 413, and another day there is another way: it waits, and the watermark before it. */
  private async putAside({ id, envelope }: MutationRow, status: number): Promise<void> {
    if (status === 413 && envelope.length > LARGEST_OF_ALL) await this.line.outbox.park(id, "too_large");
    else this.passed.add(id);
  }

  private retryLater(): number {
    const { size } = this.passed;
    this.passed = new Set();
    return size;
  }
}

/** By the protocol no item makes one of these. Should a bug do it, the item must not stop the others. */
function isAboutContent(status: number): boolean {
  return status === 400 || status === 422 || status === 500;
}
