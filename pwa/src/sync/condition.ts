/** What a phone says of itself along with a push or a pull, for the desk's page of phones (docs/decisions/0132). */
import type { Line } from "./line";

/** Counts of what waits here; the clock in seconds behind the server's; storage in MB. Nothing tells who uses it, or for what. */
interface Condition {
  unsent: number;
  pictures: number;
  clock: number | null;
  used: number | null;
  free: number | null;
  kept: boolean | null;
}

/** Said again where it has changed since the server last heard it. */
export class Telling {
  private heard = "";

  constructor(private readonly line: Line) {}

  /**
   * What is to be said, empty where that is nothing new, and what to call once it has been heard. `sending`: how many of
   * the unsent go along.
   */
  async news(sending: number): Promise<{ head: { app_version?: string; phone?: Condition }; heard: () => void }> {
    const phone = await this.condition(sending).catch(() => null);
    const said = JSON.stringify(phone);
    if (phone === null || said === this.heard) return { head: {}, heard: () => undefined };
    const heard = () => {
      this.heard = said;
    };
    return { head: { app_version: this.line.phone.app_version, phone }, heard };
  }

  private async condition(sending: number): Promise<Condition> {
    const { outbox, clock, phone } = this.line;
    const { used, free, kept } = await phone.storage();
    return {
      unsent: Math.max(0, (await outbox.unsent()) - sending),
      pictures: await outbox.blobs(),
      clock: clock.known.offset === null ? null : roundedBy(clock.known.offset / 1_000, 30),
      used: used === null ? null : steps(used),
      free: free === null ? null : steps(free),
      kept,
    };
  }
}

/** MB, as roughly as is worth saying again: tens, and of a thousand and more hundreds. */
function steps(bytes: number): number {
  const mb = bytes / 1_000_000;
  return mb < 1_000 ? roundedBy(mb, 10) : roundedBy(mb, mb < 10_000 ? 100 : 1_000);
}

function roundedBy(number: number, step: number): number {
  return Math.round(number / step) * step || 0;
}
