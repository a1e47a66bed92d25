import { Failure } from "../api/failure";
import type { Phone } from "../local/phone";

const FIRST = 2_000;
const LONGEST = 5 * 60_000;

/** How long to wait after failures: doubling, bounded, with jitter so that phones do not come back together. */
export class Patience {
  private failures = 0;
  private cancel: (() => void) | null = null;
  private told = false;

  constructor(
    private readonly phone: Pick<Phone, "after" | "random">,
    private readonly again: () => void,
  ) {}

  /** Whether to leave the server alone for now. Only a person's button goes through where the server itself asked for time. */
  isWaiting(reason: "button" | "event" | "timer"): boolean {
    if (this.cancel === null || reason === "button") return false;
    return reason === "timer" || this.told;
  }

  failed(thrown: unknown): void {
    this.cancel?.();
    const named = thrown instanceof Failure ? thrown.retry_after : null;
    this.told = named !== null || (thrown instanceof Failure && thrown.code === "busy");
    const wait = Math.min(LONGEST, Math.max(FIRST * 2 ** Math.min(this.failures++, 20), (named ?? 0) * 1_000));
    this.cancel = this.phone.after(wait * (1 + this.jitter() / 2), () => {
      this.cancel = null;
      this.again();
    });
  }

  succeeded(): void {
    this.stop();
    this.failures = 0;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private jitter(): number {
    return (this.phone.random(new Uint8Array(1))[0] ?? 0) / 256;
  }
}
