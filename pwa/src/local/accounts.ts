/** Who works on this phone: opening it, changing hands, signing out. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { request } from "../api/request";
import { closeSession, openSession, type Session } from "../sync/session";
import { watch } from "../sync/triggers";
import { type Account, Accounts } from "./account";
import { thisBrowser } from "./browser";
import { current } from "./current";
import { opened } from "./opened";
import type { Phone } from "./phone";

export type { Account } from "./account";

interface Opened {
  phone: Phone;
  book: Accounts;
}

let here: Opened | null = null;
const known = signal<Account[]>([]);

export const accounts: ReadonlySignal<Account[]> = known;
export const account: ReadonlySignal<Account | null> = computed(() => current.value?.account ?? null);
/** Whether what the current user has here waits for her PIN. */
export const locked: ReadonlySignal<boolean> = computed(() => current.value?.safe.locked.value ?? false);
/** The zone of the county's dates and times, wherever the phone thinks it is. */
export const zone: ReadonlySignal<string> = computed(() => account.value?.county.timezone ?? "Asia/Shanghai");

/** Opens what this phone holds, shows it, and begins to sync. Works without a network. Tests bring a phone of their own. */
export async function openPhone(phone: Phone = thisBrowser(APP_VERSION)): Promise<void> {
  await leave();
  here = { phone, book: new Accounts(phone) };
  known.value = await here.book.all();
  await backToWork();
  watch(phone, () => current.value);
  void tellWhoLeft().catch(() => undefined);
}

/** The opened phone. */
export function thisPhone(): Opened {
  if (!here) throw new Error("openPhone() comes first");
  return here;
}

/** Hands the phone to another user who has enrolled on it; what the one before has here locks. */
export async function useAccount(user: string): Promise<void> {
  const whose = known.value.find((one) => one.user === user);
  if (!whose) throw new RangeError("nobody of that id has enrolled here");
  await lockAllBut(user);
  await thisPhone().book.setCurrent(user);
  await enter(whose);
}

/** Opens the current user's part anew, as far as it is unlocked now. */
export async function enterAgain(): Promise<void> {
  const { book } = thisPhone();
  known.value = await book.all();
  const whose = known.value.find(({ user }) => user === account.value?.user);
  if (whose) await enter(whose);
}

/** Stores an account that has just enrolled, and hands it the phone. */
export async function addAccount(added: Account): Promise<void> {
  const { book } = thisPhone();
  await lockAllBut(added.user);
  await book.keep(added);
  known.value = await book.all();
  await enter(added);
}

/**
 * Signs the current user out, unless something of hers is unsent: then nothing happens and the number comes back. Her
 * token and what the server told are deleted, the token once the server knows of it: now, or at a later start. Her sent records stay for their 60 days, in case the server must be restored.
 */
export async function signOut(): Promise<{ blocked_by_unsent: number }> {
  const session = current.value;
  if (!session) return { blocked_by_unsent: 0 };
  const blocked_by_unsent = (await session.outbox.unsent()) + session.sync.state.value.pictures;
  if (blocked_by_unsent > 0) return { blocked_by_unsent };
  const { book } = thisPhone();
  await leave();
  await session.cache.clear();
  session.cache.close();
  await book.forget(session.account);
  known.value = await book.all();
  void tellWhoLeft().catch(() => undefined);
  const [next] = known.value;
  if (next) await useAccount(next.user);
  return { blocked_by_unsent: 0 };
}

/** Without it the server would wait for ever for what a phone that was given up may still hold. */
async function tellWhoLeft(): Promise<void> {
  const { phone, book } = thisPhone();
  for (const token of await book.left()) {
    const known = await request(phone, { method: "POST", path: "/api/accounts/sign-out", token }).then(
      () => true,
      (thrown) => codeOf(thrown) === "unknown_token",
    );
    if (known) await book.isToldLeft(token);
  }
}

async function enter(whose: Account): Promise<void> {
  const before = await handOver(async (phone) => {
    const { account, safe } = await opened(phone, whose, await thisPhone().book.keyInUse(whose.user));
    return openSession(phone, account, safe);
  });
  if (before) await closeSession(before);
  void current.value?.sync.ask("event");
}

/** Shows another session than that of somebody who has enrolled here; nothing of it is remembered. */
export async function workAs(open: (phone: Phone) => Promise<Session>): Promise<void> {
  const before = await handOver(open);
  // Not waited for: a sync on a bad network would keep whoever wants to go on.
  if (before) void closeSession(before).catch(() => undefined);
}

let handingOver: Promise<unknown> = Promise.resolve();

/**
 * Another one opens before this one closes, so that no page is seen in between. One at a time: a session that two
 * replace at once would be closed twice, and one that neither knows of never. Gives the one to close.
 */
function handOver(open: (phone: Phone) => Promise<Session>): Promise<Session | null> {
  const turn = handingOver.then(async () => {
    const before = current.value;
    await before?.outbox.rested();
    current.value = await open(thisPhone().phone);
    return before;
  });
  handingOver = turn.catch(() => undefined);
  return turn;
}

/** Back to whoever works on this phone; to nobody where nobody has enrolled. */
export async function backToWork(): Promise<void> {
  const { book } = thisPhone();
  const last = await book.current();
  const whose = known.value.find(({ user }) => user === last) ?? known.value[0];
  if (whose) await enter(whose);
  else await leave();
}

async function lockAllBut(user: string): Promise<void> {
  const { book } = thisPhone();
  for (const other of known.value) if (other.user !== user) await book.lock(other.user);
}

async function leave(): Promise<void> {
  const session = current.value;
  current.value = null;
  if (session) await closeSession(session);
}
