import { isoOf } from "../duties/days";
import { localDay } from "../duties/moments";
import type { Account } from "../local/account";
import { Cache } from "../local/cache";
import { Clock } from "../local/clock";
import { Memory } from "../local/memory";
import { Outbox, type OutboxStamp } from "../local/outbox";
import type { Phone } from "../local/phone";
import { OpenSafe, type Safe } from "../local/safe";
import { Line } from "./line";
import { Syncing } from "./syncing";

interface Stores {
  outbox: Outbox;
  cache: Cache;
  clock: Clock;
  memory: Memory;
}

/** One user at work on this phone: her databases, her view of them, and her line to the server. */
export interface Session extends Stores {
  account: Account;
  phone: Phone;
  safe: Safe;
  sync: Syncing;
  line: Line;
  /** Takes over what another tab has changed. */
  refresh: () => Promise<void>;
}

/** Opens a user's databases and fills her view, as far as it is unlocked. Asks nobody: it works without a network. */
export async function openSession(phone: Phone, account: Account, safe: Safe = new OpenSafe()): Promise<Session> {
  const outbox = new Outbox(phone, account.user, safe);
  const cache = new Cache(phone, account.user, safe);
  const clock = new Clock(phone);
  const memory = new Memory(account);
  outbox.known = (bodies) => memory.learn(bodies);
  outbox.changed = (rows) => memory.wrote(rows);
  outbox.keeps = (id) => memory.handed.isToCome(id, isoOf(localDay(clock.now(), account.county.timezone)));
  cache.changed = (change) => memory.pulled(change);
  const stores = { outbox, cache, clock, memory, safe };
  const again = () => refresh(stores);
  const line = new Line(phone, account.device, account.token, outbox, cache, clock, safe.locked);
  const sync = new Syncing(line, `sync.${account.user}`, again);
  await cache.prepare();
  await again();
  await sync.recall();
  return { account, phone, ...stores, sync, line, refresh: again };
}

/** Ends what is under way and closes the databases. */
export async function closeSession({ sync, outbox, cache }: Session): Promise<void> {
  await sync.stop();
  await outbox.rested();
  outbox.close();
  cache.close();
}

const MOST_TRIES = 5;

/** Reads again what another tab has written, unless this one writes meanwhile: then it looks once more. */
async function refresh({ outbox, cache, clock, memory, safe }: Stores & { safe: Safe }): Promise<void> {
  const known = await cache.time();
  if (known) clock.meet(known);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = memory.turns;
    const hasRows = safe.locked.peek() || (await cache.stamp()) === memory.rowsStamp;
    const rows = hasRows ? null : await cache.load();
    const items = isSame(await outbox.stamp(), memory.itemsStamp()) ? null : await outbox.all();
    if (items) await outbox.readCopies(items);
    if (memory.turns !== before) continue;
    if (rows) memory.fillRows(rows);
    if (items) await outbox.putBack(memory.refill(items));
    return;
  }
}

function isSame(a: OutboxStamp, b: OutboxStamp): boolean {
  return a.last === b.last && a.queued === b.queued && a.parked === b.parked && a.acked === b.acked;
}
