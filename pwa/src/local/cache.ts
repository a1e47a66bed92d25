import type { Have, PullPage, Row } from "../api/rows";
import type { TimeKnown } from "./clock";
import { type CacheDatabase, type CursorRow, cacheDatabase, type MetaRow } from "./databases";
import type { Store } from "./indexed";
import type { Phone } from "./phone";

/** Where this phone stands: the epoch (null: never pulled) and the number it has of each bucket. */
export interface Standing {
  epoch: string | null;
  have: Have;
}

/** What a page changed: with `emptied` everything before it is gone. */
export interface CacheChange {
  emptied: boolean;
  dropped: string[];
  rows: Row[];
  stamp: number;
}

/** All rows, and the number of the change that they stand at. */
export interface Loaded {
  rows: Row[];
  stamp: number;
}

/** What the server told. Disposable: it may be deleted at any moment and is fetched again. */
export class Cache {
  private readonly database: CacheDatabase;
  /** Told of every stored change, after its transaction has completed. */
  changed: (change: CacheChange) => void = () => undefined;

  constructor(
    private readonly phone: Phone,
    user: string,
  ) {
    this.database = cacheDatabase(phone, user);
  }

  /** Opens it. A cache that cannot be read is thrown away. */
  async prepare(): Promise<void> {
    try {
      await this.stamp();
    } catch {
      await this.clear();
    }
  }

  /** All rows. */
  load(): Promise<Loaded> {
    return this.database.read(["row", "meta"], async ({ row, meta }) => ({
      rows: await row.all(),
      stamp: stampIn(await meta.get("stamp")),
    }));
  }

  async standing(): Promise<Standing> {
    return this.database.read(["cursor", "meta"], standingIn);
  }

  /**
   * Stores a page in one transaction: rows, cursors and epoch together. False when another tab has moved on since
   * `asked`, so that the page is stale and nothing was stored.
   */
  async apply(page: PullPage, asked: Standing): Promise<boolean> {
    const change = await this.database.write(["row", "cursor", "meta"], async (stores) => {
      if (!isSame(await standingIn(stores), asked)) return null;
      const change = changeOf(page, asked);
      await this.empty(stores, change);
      await stores.row.put(...page.rows);
      await stores.cursor.put(...Object.entries(page.next).map(([bucket, seq]) => ({ bucket, seq })));
      const stamp = stampIn(await stores.meta.get("stamp")) + 1;
      await stores.meta.put({ key: "epoch", value: page.epoch }, { key: "stamp", value: stamp });
      return { ...change, stamp };
    });
    if (change) this.changed(change);
    return change !== null;
  }

  async keepTime(known: TimeKnown): Promise<void> {
    await this.database.write(["meta"], ({ meta }) => meta.put({ key: "time", value: known }));
  }

  async time(): Promise<TimeKnown | null> {
    const row = await this.database.read(["meta"], ({ meta }) => meta.get("time"));
    return (row?.value as TimeKnown | undefined) ?? null;
  }

  async keepSuccess(moment: string): Promise<void> {
    await this.database.write(["meta"], ({ meta }) => meta.put({ key: "success", value: moment }));
  }

  async success(): Promise<string | null> {
    const row = await this.database.read(["meta"], ({ meta }) => meta.get("success"));
    return (row?.value as string | undefined) ?? null;
  }

  /** Differs when another tab has changed rows. */
  async stamp(): Promise<number> {
    return stampIn(await this.database.read(["meta"], ({ meta }) => meta.get("stamp")));
  }

  /** Makes room: records come before what can be fetched again. What is in memory stays in view. */
  async clear(): Promise<void> {
    await this.database.delete();
  }

  close(): void {
    this.database.close();
  }

  private async empty({ row, cursor }: RowStores, change: Omit<CacheChange, "stamp">): Promise<void> {
    if (change.emptied) {
      await row.clear();
      await cursor.clear();
    }
    for (const bucket of change.emptied ? [] : change.dropped) {
      await row.delete(this.keysOf(bucket));
      await cursor.delete(bucket);
    }
  }

  /** The keys of a bucket's rows: an array comes after every string. */
  private keysOf(bucket: string): IDBKeyRange {
    return this.phone.IDBKeyRange.bound([bucket], [bucket, []]);
  }
}

interface RowStores {
  row: Store<Row>;
  cursor: Store<CursorRow>;
}

async function standingIn({ cursor, meta }: { cursor: Store<CursorRow>; meta: Store<MetaRow> }): Promise<Standing> {
  const epoch = ((await meta.get("epoch"))?.value as string | undefined) ?? null;
  return { epoch, have: haveOf(await cursor.all()) };
}

function isSame({ epoch, have }: Standing, asked: Standing): boolean {
  const buckets = Object.keys(have);
  const same =
    buckets.length === Object.keys(asked.have).length && buckets.every((key) => have[key] === asked.have[key]);
  return same && epoch === asked.epoch;
}

function stampIn(row: MetaRow | undefined): number {
  return (row?.value as number | undefined) ?? 0;
}

function changeOf(page: PullPage, asked: Standing): Omit<CacheChange, "stamp"> {
  const emptied = page.reset || (asked.epoch !== null && asked.epoch !== page.epoch);
  return { emptied, dropped: [...page.drop, ...wentBack(page, asked)], rows: page.rows };
}

/** Buckets that the server holds less of than this phone: it begins them again, and so does the phone. */
function wentBack(page: PullPage, asked: Standing): string[] {
  return Object.keys(page.next).filter((bucket) => (page.next[bucket] ?? 0) < (asked.have[bucket] ?? 0));
}

function haveOf(cursors: { bucket: string; seq: number }[]): Have {
  return Object.fromEntries(cursors.map(({ bucket, seq }) => [bucket, seq]));
}
