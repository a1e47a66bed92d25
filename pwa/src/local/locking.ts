/** Locking what the current user has on this phone, and noticing that she has not been there for long. */
import { effect, signal } from "@preact/signals";
import type { CountyKeyBody } from "../api/rows";
import { enterAgain, thisPhone } from "./accounts";
import { current } from "./current";
import { SealedSafe } from "./safe";

const MINUTE = 60_000;

/** Whether a form waits in memory, behind the lock, for the unlock. */
export const formHeld = signal(false);

/** Locks at once. A form that is open stays in memory, unseen; everything else that was shown is forgotten. */
export async function lock(hasForm: boolean): Promise<void> {
  const session = current.value;
  if (!(session?.safe instanceof SealedSafe) || session.safe.locked.peek()) return;
  const { book } = thisPhone();
  await book.lock(session.account.user);
  formHeld.value = hasForm;
  if (!hasForm) return enterAgain();
  await session.outbox.rested();
  const stored = (await book.all()).find(({ user }) => user === session.account.user);
  session.account.token = session.line.token = stored?.token ?? "";
  session.safe.lock();
}

/** Notes use, locks what has not been used for a working day or was locked in another tab, follows the county's keys. */
export function watchUse(hasForm: () => boolean): void {
  const { phone, book } = thisPhone();
  const look = () => void lockIfDue(hasForm()).catch(() => undefined);
  const tick = () => {
    look();
    phone.after(MINUTE, tick);
  };
  phone.after(MINUTE, tick);
  phone.onWaking(look);
  phone.onUse(() => {
    const session = current.value;
    if (session?.safe.sealing && !session.safe.locked.peek())
      void book.use(session.account.user).catch(() => undefined);
  });
  effect(followCounty);
}

async function lockIfDue(hasForm: boolean): Promise<void> {
  const session = current.value;
  if (!session?.safe.sealing || session.safe.locked.peek()) return;
  const { book } = thisPhone();
  const { user } = session.account;
  if ((await book.keyInUse(user)) !== null || current.value !== session) return;
  // Where someone has cleared all away under the open app, what it holds in memory is all there is: it stays open.
  if ((await book.all()).some((one) => one.user === user)) await lock(hasForm);
}

/** What is written from now on is sealed to the newest key; the data key follows at the next PIN. */
function followCounty(): void {
  const session = current.value;
  const newest = session?.memory.keys.value.reduce<CountyKeyBody | null>(newer, null);
  if (!session || !newest || !(session.safe instanceof SealedSafe)) return;
  session.safe.follow(newest);
  const { account } = session;
  if (account.county_key?.id === newest.id) return;
  account.county_key = newest;
  void thisPhone().book.follow(account.user, newest);
}

function newer(known: CountyKeyBody | null, key: CountyKeyBody): CountyKeyBody {
  return known && known.number > key.number ? known : key;
}
