import type { ClockReading } from "../api/rows";
import { isoLocal, isoUtc } from "./moments";
import type { Phone } from "./phone";

const MINUTE = 60_000;
const WORTH_A_WARNING = 10 * MINUTE;

/** What this phone knows about the server's time, in milliseconds: `wall + offset ± error`, and the last one seen. */
export interface TimeKnown {
  offset: number | null;
  error: number | null;
  seen: number | null;
}

/** The phone's clock beside what the server said of the time. No decision hangs on it, only the annotations of time. */
export class Clock {
  known: TimeKnown = { offset: null, error: null, seen: null };

  constructor(private readonly phone: Phone) {}

  /** Everything that the phone knows of the time, for an envelope. */
  reading(): ClockReading {
    const wall = this.phone.wall();
    const { offset, error, seen } = this.known;
    return {
      wall: isoLocal(wall, this.phone.minutesEast(wall)),
      tz: this.phone.zone,
      mono: Math.round(this.phone.mono()),
      session: this.phone.session,
      offset,
      error,
      seen: seen === null ? null : isoUtc(seen),
    };
  }

  /** Learns from a reply: the server said `now` halfway through the `took` milliseconds that ended at `wall`. */
  learn(now: string, wall: number, took: number): void {
    const server = Date.parse(now);
    if (Number.isNaN(server)) return;
    const offset = Math.round(server - (wall - took / 2));
    this.meet({ offset, error: Math.ceil(took / 2), seen: server });
  }

  /** Takes what is known elsewhere (stored, or by another tab). The last server time seen never goes back. */
  meet(other: TimeKnown): void {
    const seen = Math.max(this.known.seen ?? -Infinity, other.seen ?? -Infinity);
    this.known = { offset: other.offset, error: other.error, seen: Number.isFinite(seen) ? seen : null };
  }

  get offset(): number {
    return this.known.offset ?? 0;
  }

  /** The best knowledge of the server's time, never before the last one seen. */
  now(): number {
    return Math.max(this.phone.wall() + this.offset, this.known.seen ?? -Infinity);
  }

  /** By how many minutes the phone's clock is behind (positive) or ahead, where that is worth a warning; else null. */
  offMinutes(): number | null {
    const off = this.now() - this.phone.wall();
    return Math.abs(off) > WORTH_A_WARNING ? Math.round(off / MINUTE) : null;
  }
}
