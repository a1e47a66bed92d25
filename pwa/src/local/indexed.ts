/** IndexedDB by promises: the little of it that the phone needs, and the only place that touches it. */
import type { Phone } from "./phone";

export type Storage = Pick<Phone, "indexedDB" | "IDBKeyRange" | "after" | "name">;

/** A store's key, and its indices by name. Written once, when the database is made. */
export interface StoreShape {
  key: string | string[];
  indices?: Record<string, { of: string | string[] } & IDBIndexParameters>;
}

type Shapes<Rows> = { [Name in keyof Rows & string]: StoreShape };

export interface DatabaseShape<Rows> {
  name: string;
  version: number;
  stores: Shapes<Rows>;
  /** Whether "stored" is said only after it has reached the disk, where the browser can wait for that. */
  strict: boolean;
}

/** One store within a transaction. */
export class Store<Row> {
  constructor(private readonly store: IDBObjectStore) {}

  get(key: IDBValidKey): Promise<Row | undefined> {
    return done(this.store.get(key));
  }

  all(index?: string, range?: IDBKeyRange, most?: number): Promise<Row[]> {
    return done(this.by(index).getAll(range, most));
  }

  count(index?: string, range?: IDBKeyRange): Promise<number> {
    return done(this.by(index).count(range));
  }

  /** What an index says of each row, and the row's key: the rows themselves, which may be large, are not read. */
  async entries(index: string): Promise<[IDBValidKey, IDBValidKey][]> {
    const found: [IDBValidKey, IDBValidKey][] = [];
    const request = this.by(index).openKeyCursor();
    for (let cursor = await done(request); cursor; cursor = await done(request)) {
      found.push([cursor.key, cursor.primaryKey]);
      cursor.continue();
    }
    return found;
  }

  async lastKey(index: string): Promise<IDBValidKey | undefined> {
    return (await done(this.by(index).openKeyCursor(null, "prev")))?.key;
  }

  async add(row: Row): Promise<void> {
    await done(this.store.add(row));
  }

  /** Puts rows. One that fails aborts the transaction, so that no request but the last need be waited for. */
  async put(...rows: Row[]): Promise<void> {
    const requests = rows.map((row) => this.store.put(row));
    const last = requests.pop();
    if (last) await done(last);
  }

  /** Writes without waiting: what fails aborts the transaction, and whoever waits for that hears why. */
  lay(row: Row): void {
    this.store.add(row);
  }

  drop(keys: IDBValidKey | IDBKeyRange): void {
    this.store.delete(keys);
  }

  async delete(keys: IDBValidKey | IDBKeyRange): Promise<void> {
    await done(this.store.delete(keys));
  }

  async clear(): Promise<void> {
    await done(this.store.clear());
  }

  private by(index: string | undefined): IDBObjectStore | IDBIndex {
    return index === undefined ? this.store : this.store.index(index);
  }
}

type Stores<Rows> = { [Name in keyof Rows]: Store<Rows[Name]> };

/** A database that opens when it is first needed, and again where its handle has died. */
export class Database<Rows extends object> {
  private handle: Promise<IDBDatabase> | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly shape: DatabaseShape<Rows>,
  ) {}

  read<Name extends keyof Rows & string, T>(names: Name[], work: (stores: Pick<Stores<Rows>, Name>) => Promise<T>) {
    return steady(this, () => this.transact("readonly", names, work));
  }

  /** All of the work or nothing; returns when it is stored. Nothing but the stores may be awaited in it. */
  write<Name extends keyof Rows & string, T>(names: Name[], work: (stores: Pick<Stores<Rows>, Name>) => Promise<T>) {
    return steady(this, () => this.transact("readwrite", names, work));
  }

  async delete(): Promise<void> {
    this.close();
    await done(this.storage.indexedDB.deleteDatabase(this.shape.name));
  }

  /** Lets go of the handle; what comes after opens another. */
  close(): void {
    void this.handle?.then(
      (handle) => handle.close(),
      () => undefined,
    );
    this.handle = null;
  }

  private async transact<Name extends keyof Rows & string, T>(
    mode: IDBTransactionMode,
    names: Name[],
    work: (stores: Pick<Stores<Rows>, Name>) => Promise<T>,
  ): Promise<T> {
    const handle = await this.opened();
    const transaction = handle.transaction(names, mode, this.shape.strict ? { durability: "strict" } : {});
    const stores = Object.fromEntries(names.map((name) => [name, new Store(transaction.objectStore(name))]));
    return completed(transaction, () => work(stores as Pick<Stores<Rows>, Name>));
  }

  private opened(): Promise<IDBDatabase> {
    if (this.handle) return this.handle;
    const opening = this.open();
    this.handle = opening;
    const forget = () => {
      if (this.handle === opening) this.handle = null;
    };
    opening.then((handle) => {
      handle.onclose = forget;
      // Another tab deletes or upgrades it: make way, and open again when it is next needed.
      handle.onversionchange = () => {
        forget();
        handle.close();
      };
    }, forget);
    return opening;
  }

  private async open(): Promise<IDBDatabase> {
    const { name, version, stores } = this.shape;
    await awake(this.storage);
    const opening = this.storage.indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const [store, shape] of Object.entries<StoreShape>(stores)) make(opening.result, store, shape);
    };
    return done(opening);
  }
}

function make(database: IDBDatabase, name: string, { key, indices = {} }: StoreShape): void {
  const store = database.createObjectStore(name, { keyPath: key });
  for (const [index, { of, ...how }] of Object.entries(indices)) store.createIndex(index, of, how);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Why a transaction came to nothing is told by the transaction, not by the request that noticed. */
async function completed<T>(transaction: IDBTransaction, work: () => Promise<T>): Promise<T> {
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
  try {
    const [result] = await Promise.all([work().then((done) => ended(transaction, done)), complete]);
    return result;
  } catch (thrown) {
    abort(transaction);
    throw transaction.error ?? thrown;
  }
}

/** Nothing more will be asked: commits at once, where the browser would first answer what was asked last. */
function ended<T>(transaction: IDBTransaction, result: T): T {
  try {
    transaction.commit?.();
  } catch {
    // It is being committed already.
  }
  return result;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}

/**
 * Does the work, and once more on a fresh handle where the old one had died: browsers close IndexedDB under memory
 * pressure, and when another tab deletes or upgrades. The work is one transaction, so what failed has left nothing.
 */
export async function steady<T>(database: { close(): void }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!LOST.includes(nameOf(thrown))) throw thrown;
    database.close();
    return work();
  }
}

const LOST = ["InvalidStateError", "UnknownError", "AbortError"];

/** Whether the device refused to store more. */
export function isStorageFull(thrown: unknown): boolean {
  return nameOf(thrown) === "QuotaExceededError";
}

function nameOf(thrown: unknown): string {
  return String((thrown as { name?: unknown } | null)?.name);
}

/** Safari 14 answers no request to open before it has been asked for the names of its databases, perhaps more than once. */
async function awake({ indexedDB, name, after }: Storage): Promise<void> {
  if (!indexedDB.databases || !/Safari\//.test(name) || /Chrom/.test(name)) return;
  let stop = () => {};
  await new Promise<unknown>((resolve) => {
    const ask = () => {
      stop = after(100, ask);
      indexedDB.databases().then(resolve, resolve);
    };
    ask();
  });
  stop();
}
