/**
 * One user's data key on this phone: 32 random bytes, kept wrapped by her PIN and to the county (docs/sync, decision
 * 0080). A wrong PIN slows down and never deletes anything.
 */
import { Failure } from "../api/failure";
import { type CountyKey, CountySeal } from "./county-seal";
import { type Crypt, cryptOf, importKey, openWith, sealWith } from "./data-key";
import { type KeyRow, type OutboxDatabase, outboxDatabase } from "./databases";
import type { Phone } from "./phone";
import { FEWEST_ROUNDS, pinKey, roundsFor } from "./pin-key";

const SECOND = 1_000;
/** After the third wrong PIN in a row, and after each further one. */
const WAITS = [5 * SECOND, 30 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND];
const FREE = 3;

export class Keys {
  private readonly database: OutboxDatabase;
  /** Since when, by the clock that nobody sets, so many PINs are known to have been wrong. */
  private since: { mono: number; failures: number } | null = null;

  constructor(
    private readonly phone: Phone,
    private readonly user: string,
  ) {
    this.database = outboxDatabase(phone, user);
  }

  /** Whether there is a key at all. */
  async exists(): Promise<boolean> {
    return (await this.row("pin")) !== undefined;
  }

  /** The copy for the county, to go up with the next enrolment; null where there is none. */
  async forCounty(): Promise<string | null> {
    const row = await this.row("county");
    return row ? new TextDecoder().decode(row.wrapped) : null;
  }

  /** Keeps a data key, the one that the county gave back or a new one, under a new PIN. Returns it ready for use. */
  async begin(pin: string, county: CountyKey, given: Uint8Array<ArrayBuffer> | null): Promise<CryptoKey> {
    const raw = given ?? (this.phone.random(new Uint8Array(32)) as Uint8Array<ArrayBuffer>);
    const rows = [await this.underPin(pin, raw), await this.underCounty(county, raw)];
    const old = given ? [] : await this.all();
    // What an older key sealed stays sealed: who finds that key one day can still read it.
    const aside = old.map((row) => ({ ...row, id: `${row.id} until ${this.phone.wall()}` }));
    await this.database.write(["key"], ({ key }) => key.put(...aside, ...rows));
    this.since = null;
    return importKey(this.crypt.subtle, raw);
  }

  /**
   * The data key, by her PIN; with a newer key of the county it is wrapped to that as well. Throws `Failure`
   * `wrong_pin` or `too_soon`, whose `retry_after` is in seconds.
   */
  async unlock(pin: string, county: CountyKey): Promise<CryptoKey> {
    const raw = await this.opened(pin);
    await this.rewrap(county, raw);
    return importKey(this.crypt.subtle, raw);
  }

  /** Another PIN for the same key. Throws as `unlock` does. */
  async change(old: string, pin: string): Promise<void> {
    const row = await this.underPin(pin, await this.opened(old));
    await this.database.write(["key"], ({ key }) => key.put(row));
  }

  /** Milliseconds until a PIN may be tried. */
  async wait(): Promise<number> {
    const failures = (await this.row("pin"))?.failures ?? 0;
    if (this.since?.failures !== failures) this.since = { mono: this.phone.mono(), failures };
    return Math.max(0, this.since.mono + waitAfter(failures) - this.phone.mono());
  }

  close(): void {
    this.database.close();
  }

  /** A try is counted before it is made: a page that is closed over it has had it. */
  private async opened(pin: string): Promise<Uint8Array<ArrayBuffer>> {
    const wait = await this.wait();
    if (wait > 0) throw new Failure("too_soon", 0, Math.ceil(wait / SECOND));
    const row = await this.count((failures) => failures + 1);
    const wrapping = await pinKey(
      this.crypt.subtle,
      pin,
      row.salt ?? new Uint8Array(),
      row.iterations ?? FEWEST_ROUNDS,
    );
    const raw = await openWith(this.crypt, wrapping, row.wrapped, this.purpose).catch(() => null);
    if (raw === null) throw new Failure("wrong_pin", 0, Math.ceil((await this.wait()) / SECOND));
    await this.count(() => 0);
    return raw;
  }

  private count(next: (failures: number) => number): Promise<KeyRow> {
    return this.database.write(["key"], async ({ key }) => {
      const row = await key.get("pin");
      if (!row) throw new Failure("no_key");
      const counted = { ...row, failures: next(row.failures ?? 0) };
      await key.put(counted);
      return counted;
    });
  }

  private async rewrap(county: CountyKey, raw: Uint8Array<ArrayBuffer>): Promise<void> {
    const row = await this.underCounty(county, raw);
    await this.database.write(["key"], ({ key }) => key.put(row));
  }

  private async underPin(pin: string, raw: Uint8Array<ArrayBuffer>): Promise<KeyRow> {
    const { subtle } = this.crypt;
    const salt = this.phone.random(new Uint8Array(16)) as Uint8Array<ArrayBuffer>;
    const iterations = await roundsFor(subtle, () => this.phone.mono());
    const wrapping = await pinKey(subtle, pin, salt, iterations);
    const wrapped = await sealWith(this.crypt, wrapping, raw, this.purpose);
    return { id: "pin", wrapped, salt, iterations, failures: 0 };
  }

  private async underCounty(county: CountyKey, raw: Uint8Array<ArrayBuffer>): Promise<KeyRow> {
    const sealed = await new CountySeal(this.crypt.subtle, this.phone, county).sealBytes(raw, this.purpose);
    return { id: "county", wrapped: new TextEncoder().encode(sealed) };
  }

  private row(id: string): Promise<KeyRow | undefined> {
    return this.database.read(["key"], ({ key }) => key.get(id));
  }

  private all(): Promise<KeyRow[]> {
    return this.database
      .read(["key"], ({ key }) => key.all())
      .then((rows) => rows.filter(({ id }) => !id.includes(" ")));
  }

  private get purpose(): string {
    return `data key ${this.user}`;
  }

  private get crypt(): Crypt {
    return cryptOf(this.phone);
  }
}

function waitAfter(failures: number): number {
  return failures < FREE ? 0 : (WAITS[Math.min(failures - FREE, WAITS.length - 1)] ?? 0);
}
