/** PINs: choosing the first one, unlocking by it, changing it. */
import { Failure } from "../api/failure";
import type { Account } from "./account";
import { addAccount, enterAgain, thisPhone } from "./accounts";
import type { CountyKey } from "./county-seal";
import { current } from "./current";
import { Keys } from "./keys";
import { formHeld } from "./locking";
import { openToken, sealToken } from "./opened";
import type { Phone } from "./phone";
import { SealedSafe } from "./safe";

/** Somebody whose code was good, before she has chosen a PIN. */
export interface Newcomer {
  /** With the token that reads. */
  account: Account & { county_key: CountyKey };
  push_token: string;
  /** The data key that she had here before, as the county gave it back. */
  data_key: Uint8Array<ArrayBuffer> | null;
}

const rings = new WeakMap<Phone, Map<string, Keys>>();

/** The keys of a user; always the same of one page load, for they know since when a PIN was wrong. */
export function keysOf(user: string): Keys {
  const { phone } = thisPhone();
  const ring = rings.get(phone) ?? new Map<string, Keys>();
  const keys = ring.get(user) ?? new Keys(phone, user);
  rings.set(phone, ring.set(user, keys));
  return keys;
}

/** Her part of the phone under her PIN, new or given back; then she is at work. */
export async function beginWith({ account, push_token, data_key }: Newcomer, pin: string): Promise<void> {
  const { phone, book } = thisPhone();
  const key = await keysOf(account.user).begin(pin, account.county_key, data_key);
  const sealed_token = await sealToken(phone, key, account.token);
  await book.unlock(account.user, key);
  await addAccount({ ...account, token: push_token, sealed_token });
}

/** Throws `Failure` `wrong_pin`, or `too_soon` with `retry_after` in seconds. */
export async function unlock(pin: string): Promise<void> {
  const session = current.value;
  const { phone, book } = thisPhone();
  const { user, county_key, sealed_token } = session?.account ?? {};
  if (!session || !user || !county_key || !sealed_token) throw new Failure("signed_out");
  const key = await keysOf(user).unlock(pin, county_key);
  const token = await openToken(phone, key, sealed_token);
  if (token === null) throw new Failure("no_key");
  await book.unlock(user, key);
  if (!formHeld.peek() || !(session.safe instanceof SealedSafe)) return enterAgain();
  session.account.token = session.line.token = token;
  session.safe.unlock(key);
  formHeld.value = false;
  await session.refresh();
  void session.sync.ask("event");
}

/** Throws as `unlock` does. */
export async function changePin(old: string, pin: string): Promise<void> {
  await keysOf(current.value?.account.user ?? "").change(old, pin);
}

/** Milliseconds until the current user may try a PIN. */
export function pinWait(): Promise<number> {
  return keysOf(current.value?.account.user ?? "").wait();
}
