import { type ReadonlySignal, signal } from "@preact/signals";
import { Failure } from "../api/failure";
import { type Reply, request } from "../api/request";
import type { Cache } from "../local/cache";
import type { Clock } from "../local/clock";
import type { Outbox } from "../local/outbox";
import type { Phone } from "../local/phone";
import { Telling } from "./condition";

export interface Told {
  epoch: string;
  now: string;
}

/** The line from one user's data on this phone to the server. Her items travel with her token and no other. */
export class Line {
  /** Set when the user leaves: what is under way ends at the next step. */
  closed = false;
  /** What this phone says of itself. */
  readonly telling = new Telling(this);

  constructor(
    readonly phone: Phone,
    readonly device: string,
    public token: string,
    readonly outbox: Outbox,
    readonly cache: Cache,
    readonly clock: Clock,
    /** While it holds, what was written goes up and nothing comes down. */
    readonly locked: ReadonlySignal<boolean> = signal(false),
  ) {}

  /** Posts JSON, packed when it is long, and learns the time and the epoch from the reply before anyone reads it. */
  async post<T extends Told>(path: string, json: string): Promise<T> {
    this.mustBeOpen();
    const ask = { method: "POST", path, token: this.token, json, gzip: true } as const;
    const reply = await request<T>(this.phone, ask);
    this.mustBeOpen();
    await this.learn(reply);
    return reply.value;
  }

  /** ISO 8601, by the server's clock as well as this phone knows it. */
  async watermark(): Promise<string> {
    const { clock, outbox } = this;
    return new Date(await outbox.watermark(() => clock.now(), clock.offset)).toISOString();
  }

  private async learn({ value, wall, took }: Reply<Told>): Promise<void> {
    if (typeof value?.epoch !== "string" || typeof value.now !== "string") throw new Failure("bad_reply");
    this.clock.learn(value.now, wall, took);
    await this.cache.keepTime(this.clock.known);
  }

  private mustBeOpen(): void {
    if (this.closed) throw new Failure("closed");
  }
}
