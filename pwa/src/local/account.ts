import { type PhoneDatabase, phoneDatabase } from "./databases";
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

  close(): void {
    this.database.close();
  }
}
