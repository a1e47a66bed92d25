import { type ReadonlySignal, signal } from "@preact/signals";
import { codeOf, Failure } from "../api/failure";
import { forgetHanded } from "../local/copies";
import { waitingSince } from "../local/sent-blobs";
import type { Line } from "./line";
import { Patience } from "./patience";
import { pull } from "./pull";
import { Push, type Pushed } from "./push";
import { APP_RELEASE } from "./release";

/** `last_success` is an ISO moment; `failure` a code; `clock_off_minutes` is null where the phone's clock is right; `outdated`: the server wants a newer app; `pictures`: how many of them and of voice notes wait here, the oldest `pictures_since` (ms by this phone's clock); `refused`: how many no server would take. */
export interface SyncState {
  running: boolean;
  last_success: string | null;
  failure: string | null;
  clock_off_minutes: number | null;
  outdated: boolean;
  pictures: number;
  pictures_since: number | null;
  refused: number;
}

export const AT_REST: SyncState = {
  running: false,
  last_success: null,
  failure: null,
  clock_off_minutes: null,
  outdated: false,
  pictures: 0,
  pictures_since: null,
  refused: 0,
};

const NO_PICTURES = { pictures: 0, pictures_since: null };

/** A new epoch or a save during the pull makes another round; more than a few would be a bug on either side. */
const MOST_ROUNDS = 5;

/** One user's sync: when to do it, and how it went. */
export class Syncing {
  private readonly status = signal<SyncState>(AT_REST);
  private readonly push: Push;
  private readonly patience: Patience;
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private sending = false;
  /** Whether this page has looked what is kept of pictures that were sent long ago. */
  private isTidy = false;

  constructor(
    private readonly line: Line,
    private readonly lock: string,
    private readonly refresh: () => Promise<void>,
  ) {
    this.push = new Push(line);
    this.patience = new Patience(line.phone, () => void this.ask("event"));
  }

  get state(): ReadonlySignal<SyncState> {
    return this.status;
  }

  /** Shows what is known from before, without asking anyone. */
  async recall(): Promise<void> {
    const last_success = await this.line.cache.success();
    const pictures = await this.line.outbox.blobs();
    const pictures_since = pictures > 0 ? await waitingSince(this.line.outbox.database) : null;
    const refused = await this.line.outbox.refusedBlobs();
    this.show({ last_success, clock_off_minutes: this.line.clock.offMinutes(), pictures, pictures_since, refused });
  }

  /** Syncs now, or once more after the run that is under way; returns when that is done. Never throws. */
  async ask(reason: "button" | "event" | "timer"): Promise<void> {
    if (this.line.closed) return;
    if (reason === "event" && !this.sending) void this.countPictures();
    if (this.patience.isWaiting(reason)) return;
    if (!this.running) return this.start();
    this.next ??= this.running.then(() => {
      this.next = null;
      return this.start();
    });
    return this.next;
  }

  /** Ends what is under way at its next step, and waits for it. */
  async stop(): Promise<void> {
    this.line.closed = true;
    this.patience.stop();
    await this.settled();
  }

  /** When nothing is under way. */
  async settled(): Promise<void> {
    await (this.next ?? this.running);
  }

  /** One that was saved just now waits, also where no sync gets through to say so. */
  private async countPictures(): Promise<void> {
    const pictures = await this.line.outbox.blobs().catch(() => 0);
    if (pictures > this.status.peek().pictures) this.show({ pictures });
  }

  private start(): Promise<void> {
    this.running ??= this.once().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async once(): Promise<void> {
    if (this.line.closed) return;
    this.show({ running: true });
    try {
      await this.line.phone.alone(this.lock, () => this.rounds());
      this.patience.succeeded();
      this.show({ failure: null, last_success: await this.line.cache.success() });
      void this.sendPictures();
    } catch (thrown) {
      if (!this.line.closed) this.patience.failed(thrown);
      this.show({ failure: codeOf(thrown) });
    } finally {
      const outdated = this.push.minimumApp > APP_RELEASE;
      this.show({ running: false, clock_off_minutes: this.line.clock.offMinutes(), outdated });
    }
  }

  /** Push until nothing is queued, pull until there is no more, and again where the pull queued something. */
  private async rounds(): Promise<void> {
    await this.refresh();
    let pushed: Pushed = { answered: 0, unanswered: 0 };
    for (let round = 0; round < MOST_ROUNDS; round++) {
      pushed = await this.push.run();
      await this.pull(pushed);
      if ((await this.line.outbox.unsent()) <= pushed.unanswered) break;
    }
    if (pushed.unanswered > 0) throw new Failure("incomplete");
    await this.refresh();
    if (this.line.locked.peek()) return;
    await this.line.outbox.dropCopies();
    await this.line.cache.keepSuccess(new Date(this.line.clock.now()).toISOString());
  }

  /** After the records, which never wait for it; what does not get through now is tried again after the next sync. */
  async sendPictures(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      const { outbox, phone } = this.line;
      const isNothingHere = (await outbox.database.read(["blob"], ({ blob }) => blob.count())) === 0;
      if (isNothingHere || (this.isTidy && (await outbox.blobs()) === 0)) return this.show(NO_PICTURES);
      const { sendAll } = await import("../blobs/sending");
      await phone.alone(`${this.lock}.pictures`, () => sendAll(this.line, (pictures) => this.show({ pictures })));
      this.isTidy = true;
      this.show({ pictures_since: await waitingSince(outbox.database), refused: await outbox.refusedBlobs() });
    } catch {
      // Its code was not to be had, or the phone's database: another time.
    } finally {
      this.sending = false;
    }
  }

  /** Who may not pull any more learns only by a push that the server is another one, which lacks what it had. */
  private async pull({ answered, unanswered }: Pushed): Promise<void> {
    if (this.line.locked.peek()) return;
    try {
      await pull(this.line, answered > 0);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (!["user_deactivated", "device_revoked"].includes(code)) throw thrown;
      await this.forgetPeople();
      await this.push.send([]);
      if ((await this.line.outbox.unsent()) <= unanswered) throw thrown;
    }
  }

  /**
   * A phone that was ended, or whose user's account was closed, holds nobody's data any more, but for what was written
   * on it: that still goes up. Is either opened again, all comes with the next pull.
   */
  private async forgetPeople(): Promise<void> {
    await forgetHanded(this.line.outbox);
    if ((await this.line.cache.standing()).epoch === null) return;
    await this.line.cache.forgetPeople();
    await this.refresh();
  }

  private show(change: Partial<SyncState>): void {
    this.status.value = { ...this.status.value, ...change };
  }
}
