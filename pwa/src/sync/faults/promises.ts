/** What must hold after every step, and when all is quiet (sync §8). */
import assert from "node:assert/strict";
import { jsonOf } from "../../local/sealing";
import { ask, type Entry, type Shown, type Truth } from "./office";
import { SEATS } from "./steps";
import type { World } from "./world";

const MOST_ROUNDS = 8;

/** Whatever was said to be on a phone is there, under numbers without a gap. */
export async function nothingIsLost(world: World): Promise<void> {
  for (const [seat, { session }] of world.desks.entries()) {
    const rows = await session.outbox.all();
    const ids = new Set(rows.map(({ id }) => id));
    for (const { id } of world.promised.filter((one) => one.seat === seat)) assert(ids.has(id), `${id} is lost`);
    const numbers = rows.map(({ n }) => n).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      rows.map((_, index) => index + 1),
    );
  }
}

/** The line is good again: every queue empties, and every phone and the server come to agree. */
export async function comesToRest(world: World): Promise<void> {
  await world.line.deliverLate();
  await syncUntilQuiet(world);
  const truth = await ask<Truth>({ do: "truth", users: world.start.users });
  await everythingArrivedOnce(world, truth.journal);
  for (const seat of SEATS.keys()) {
    await cacheIsWhatSheMaySee(world, seat, truth);
    eachOfHersIsShown(world, seat, truth.journal);
  }
}

async function syncUntilQuiet(world: World): Promise<void> {
  let failures: (string | null)[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const seat of SEATS.keys()) await world.sync(seat, []);
    failures = world.desks.map(({ session }) => session.sync.state.value.failure);
    if (round > 0 && failures.every((failure) => failure === null)) break;
  }
  assert.deepEqual(failures, [null, null, null, null]);
  for (const { session } of world.desks) {
    await session.refresh();
    assert.equal(await session.outbox.unsent(), 0, "the queue has emptied");
    assert.equal(session.memory.unsent.value, 0);
  }
}

/** Each envelope of each outbox once, under its author, to the letter; and nothing that no phone has. */
async function everythingArrivedOnce(world: World, journal: Entry[]): Promise<void> {
  const frozen = new Map<string, { user: string; envelope: unknown }>();
  for (const { session } of world.desks)
    for (const { id, envelope } of await session.outbox.all())
      frozen.set(id, { user: session.account.user, envelope: JSON.parse(jsonOf(envelope)) });
  assert.equal(journal.length, frozen.size);
  for (const { id, user, envelope, status, records } of journal) {
    assert.deepEqual({ user, envelope }, frozen.get(id));
    assert.equal(records, isVisit(envelope) && status !== "parked" ? 1 : 0, `records of ${id}, ${status}`);
  }
}

function isVisit(envelope: unknown): boolean {
  return (envelope as { op: string }).op === "visit.create";
}

async function cacheIsWhatSheMaySee(world: World, seat: number, { visible }: Truth): Promise<void> {
  const { cache, account } = world.at(seat).session;
  const { rows } = await cache.load();
  const held = rows.filter((row) => !row.deleted).map(({ kind, id, body }) => ({ kind, id, body }));
  assert.deepEqual(inOrder(held), inOrder(visible[account.user] ?? []));
}

function inOrder(rows: Shown[]): Shown[] {
  return rows.sort((a, b) => (a.kind + a.id < b.kind + b.id ? -1 : 1));
}

function eachOfHersIsShown(world: World, seat: number, journal: Entry[]): void {
  const { memory } = world.at(seat).session;
  const shown = new Map(memory.myRecords.value.map((record) => [record.id, record.state]));
  const status = new Map(journal.map((entry) => [entry.id, entry.status]));
  // What only the county can read is listed beside the records.
  const beside = new Set(memory.waitingUnshown.value.map(({ mutation }) => mutation));
  for (const { id, record } of world.promised.filter((one) => one.seat === seat)) {
    const state = beside.has(id) ? "needs_attention" : shown.get(record ?? id);
    if (record) assert.equal(state, status.get(id) === "parked" ? "needs_attention" : "sent");
  }
}
