import type { CountyKey } from "./county-seal";
import { type PhoneDatabase, phoneDatabase } from "./databases";
import type { Phone } from "./phone";
import { uuid7 } from "./uuid";

export interface County {
  code: string;
  name: string;
  /** IANA name of the zone of the county's dates. */
  timezone: string;
}

/**
 * Somebody who has enrolled on this phone. `user` and `place` are ids; `enrolled_at` is an ISO moment of the server. Where
 * her part is sealed, `token` as stored only hands in; the one that reads is `sealed_token`, and in its place in memory
 * while she is at work (docs/decisions/0080).
 */
export interface Account {
  user: string;
  name: string;
  role: string;
  place: string;
  place_name: string;
  county: County;
  device: string;
  token: string;
  enrolled_at: string;
  /** The newest known. */
  county_key?: CountyKey;
  sealed_token?: Uint8Array;
}

/** A data key in use, as the browser keeps it and does not give it out; `used_at` by the wall clock. */
interface InUse {
  key: CryptoKey;
  used_at: number;
}

const LEFT = "left.";
const IN_USE = "in_use.";
const SIGNING = "signing.";
/** A working day: in it she is asked for her PIN once. */
const WORKING_DAY = 12 * 3_600_000;
const MINUTE = 60_000;

/** Who uses this phone, and who does at the moment. */
export class Accounts {
  private readonly database: PhoneDatabase<Account>;
  /** Keys that the browser would not store: some keep none in a private window. She gives her PIN at each start then. */
  private readonly unstored = new Map<string, InUse>();
  /** When each was last noted to be at work: a tap is not to wait behind a note that says nothing new. */
  private readonly noted = new Map<string, number>();

  constructor(private readonly phone: Phone) {
    this.database = phoneDatabase<Account>(phone);
  }

  all(): Promise<Account[]> {
    return this.database.read(["account"], ({ account }) => account.all());
  }

  async current(): Promise<string | null> {
    const row = await this.database.read(["meta"], ({ meta }) => meta.get("current"));
    return (row?.value as string | undefined) ?? null;
  }

  async setCurrent(user: string): Promise<void> {
    await this.database.write(["meta"], ({ meta }) => meta.put({ key: "current", value: user }));
  }

  /** The id of this phone, made once and shared by its users. */
  async device(): Promise<string> {
    return this.database.write(["meta"], async ({ meta }) => {
      const known = (await meta.get("device"))?.value as string | undefined;
      const device = known ?? uuid7(this.phone);
      if (known === undefined) await meta.put({ key: "device", value: device });
      return device;
    });
  }

  /** Stores an account, new or enrolled again, and makes it the current one. */
  async keep(account: Account): Promise<void> {
    await this.database.write(["account", "meta"], async (stores) => {
      await stores.account.put(account);
      await stores.meta.put({ key: "current", value: account.user });
    });
  }

  /** Takes a user off this phone. Her token is put aside until the server knows that she has left. */
  async forget({ user, token }: Account): Promise<void> {
    await this.database.write(["account", "meta"], async ({ account, meta }) => {
      await account.delete(user);
      await meta.delete(IN_USE + user);
      await meta.delete(SIGNING + user);
      await meta.put({ key: LEFT + token, value: token });
    });
  }

  /** Tokens of those who have left, as long as the server may not know. */
  async left(): Promise<string[]> {
    const rows = await this.database.read(["meta"], ({ meta }) => meta.all());
    return rows.filter(({ key }) => key.startsWith(LEFT)).map(({ value }) => value as string);
  }

  async isToldLeft(token: string): Promise<void> {
    await this.database.write(["meta"], ({ meta }) => meta.delete(LEFT + token));
  }

  /** The key of a user who is at work; null when she has locked, or used nothing for a working day, by a clock however turned. */
  async keyInUse(user: string): Promise<CryptoKey | null> {
    const row = await this.database.read(["meta"], ({ meta }) => meta.get(IN_USE + user));
    const known = (row?.value as InUse | undefined) ?? this.unstored.get(user);
    if (!known) return null;
    const { key, used_at } = known;
    if (Math.abs(this.phone.wall() - used_at) <= WORKING_DAY) return key;
    await this.lock(user);
    return null;
  }

  async unlock(user: string, key: CryptoKey): Promise<void> {
    const value: InUse = { key, used_at: this.phone.wall() };
    this.unstored.delete(user);
    if (await this.stores(user, value).catch(() => false)) return;
    await this.lock(user);
    this.unstored.set(user, value);
  }

  /** Whether it comes back as what it was: WebKit without a keyring stores a key and gives none back. */
  private async stores(user: string, value: InUse): Promise<boolean> {
    await this.database.write(["meta"], ({ meta }) => meta.put({ key: IN_USE + user, value }));
    const row = await this.database.read(["meta"], ({ meta }) => meta.get(IN_USE + user));
    return (row?.value as InUse | undefined)?.key?.type === "secret";
  }

  async lock(user: string): Promise<void> {
    this.unstored.delete(user);
    await this.database.write(["meta"], ({ meta }) => meta.delete(IN_USE + user));
  }

  /** Notes that she is at work, by the minute. */
  async use(user: string): Promise<void> {
    const used_at = this.phone.wall();
    const unstored = this.unstored.get(user);
    if (unstored) unstored.used_at = used_at;
    if (Math.abs(used_at - (this.noted.get(user) ?? -Infinity)) < MINUTE) return;
    this.noted.set(user, used_at);
    await this.database.write(["meta"], async ({ meta }) => {
      const row = await meta.get(IN_USE + user);
      const known = row?.value as InUse | undefined;
      if (row && known && Math.abs(used_at - known.used_at) >= MINUTE)
        await meta.put({ ...row, value: { ...known, used_at } });
    });
  }

  /** Remembers a newer key of the county. */
  async follow(user: string, county_key: CountyKey): Promise<void> {
    await this.database.write(["account"], async ({ account }) => {
      const whose = await account.get(user);
      if (whose) await account.put({ ...whose, county_key });
    });
  }

  /** The key with which a user signs on this phone, as `covers/device-key` keeps it. */
  async signingKey<T>(user: string): Promise<T | undefined> {
    const row = await this.database.read(["meta"], ({ meta }) => meta.get(SIGNING + user));
    return row?.value as T | undefined;
  }

  async keepSigningKey(user: string, value: unknown): Promise<void> {
    await this.database.write(["meta"], ({ meta }) => meta.put({ key: SIGNING + user, value }));
  }

  close(): void {
    this.database.close();
  }
}
