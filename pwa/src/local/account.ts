import { type PhoneDatabase, phoneDatabase, steady } from "./databases";
import type { Phone } from "./phone";
import { uuid7 } from "./uuid";

export interface County {
  code: string;
  name: string;
  /** IANA name of the zone of the county's dates. */
  timezone: string;
}

/** Somebody who has enrolled on this phone. `user` and `place` are ids; `enrolled_at` is an ISO moment of the server. */
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
}

const LEFT = "left.";

/** Who uses this phone, and who does at the moment. */
export class Accounts {
  private readonly database: PhoneDatabase<Account>;

  constructor(private readonly phone: Phone) {
    this.database = phoneDatabase<Account>(phone);
  }

  all(): Promise<Account[]> {
    return steady(this.database, () => this.database.account.toArray());
  }

  async current(): Promise<string | null> {
    const row = await steady(this.database, () => this.database.meta.get("current"));
    return (row?.value as string | undefined) ?? null;
  }

  async setCurrent(user: string): Promise<void> {
    await steady(this.database, () => this.database.meta.put({ key: "current", value: user }));
  }

  /** The id of this phone, made once and shared by its users. */
  async device(): Promise<string> {
    const { meta } = this.database;
    const work = async () => {
      const known = (await meta.get("device"))?.value as string | undefined;
      const device = known ?? uuid7(this.phone);
      if (known === undefined) await meta.put({ key: "device", value: device });
      return device;
    };
    return steady(this.database, () => this.database.transaction("rw", meta, work));
  }

  /** Stores an account, new or enrolled again, and makes it the current one. */
  async keep(account: Account): Promise<void> {
    const { account: table, meta } = this.database;
    const work = async () => {
      await table.put(account);
      await meta.put({ key: "current", value: account.user });
    };
    await steady(this.database, () => this.database.transaction("rw", table, meta, work));
  }

  /** Takes a user off this phone. Her token is put aside until the server knows that she has left. */
  async forget({ user, token }: Account): Promise<void> {
    const { account: table, meta } = this.database;
    const work = async () => {
      await table.delete(user);
      await meta.put({ key: LEFT + token, value: token });
    };
    await steady(this.database, () => this.database.transaction("rw", table, meta, work));
  }

  /** Tokens of those who have left, as long as the server may not know. */
  async left(): Promise<string[]> {
    const rows = await steady(this.database, () => this.database.meta.where("key").startsWith(LEFT).toArray());
    return rows.map(({ value }) => value as string);
  }

  async isToldLeft(token: string): Promise<void> {
    await steady(this.database, () => this.database.meta.delete(LEFT + token));
  }

  close(): void {
    this.database.close();
  }
}
