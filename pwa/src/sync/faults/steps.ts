/** What can happen in a history. */
import fc from "fast-check";
import { FAULTS, type Mishap } from "./proxy";

/** Who works where: the first two are tabs of one browser, the last two share a phone. */
export const SEATS = [
  { handset: 0, user: 0 },
  { handset: 0, user: 0 },
  { handset: 1, user: 0 },
  { handset: 1, user: 1 },
] as const;
export const USERS = 2;
export const PEOPLE = 3;

const seat = fc.nat(SEATS.length - 1);
const person = fc.nat(PEOPLE - 1);
const at = fc.constantFrom(0, 0.3, 0.5, 0.7, 1);
const mishaps = fc.array(fc.record<Mishap>({ fault: fc.constantFrom(...FAULTS), at }), { maxLength: 5 });
const hours = fc.constantFrom(-48, -2, 0, 1, 30);
const ticks = fc.nat(25);

/** One kind of step: its weight, its name, and what it takes. */
function kind<N extends string, T extends object>(
  weight: number,
  name: N,
  takes: { [K in keyof T]: fc.Arbitrary<T[K]> },
) {
  const arbitrary = fc.record({ do: fc.constant(name), ...takes }) as unknown as fc.Arbitrary<{ do: N } & T>;
  return { weight, arbitrary };
}

/** `ticks`: how many turns of the event loop something goes on before it is killed, `after`: how many requests. */
export const step = fc.oneof(
  kind(6, "save", { seat, person }),
  kind(2, "report", { seat, person }),
  kind(6, "sync", { seat, mishaps }),
  kind(2, "sync_both", { seat, other: seat, mishaps }),
  kind(2, "die_saving", { seat, person, ticks }),
  kind(2, "die_syncing", { seat, mishaps, after: fc.nat(4), ticks }),
  kind(1, "start_again", { seat }),
  kind(2, "lose_handle", { seat, mishaps, ticks }),
  kind(1, "evict", { seat }),
  kind(1, "turn_clock", { seat, hours }),
  kind(1, "deliver_late", {}),
  kind(1, "reassign", { person, user: fc.option(fc.nat(USERS - 1)) }),
  kind(1, "share", { person, user: fc.nat(USERS - 1) }),
  kind(1, "rename", { person }),
);

/** The server dies as well, by kill -9, in the middle of what a phone sends. */
export const deadlyStep = fc.oneof({ weight: 30, arbitrary: step }, kind(1, "kill_server", { seat, ticks }));

export type Step = typeof deadlyStep extends fc.Arbitrary<infer T> ? T : never;
