import type { Have, PullPage, Row } from "../api/rows";
import type { TimeKnown } from "./clock";
import { type CacheDatabase, cacheDatabase, type MetaRow, steady } from "./databases";
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
  private database: CacheDatabase;
  /** Told of every stored change, after its transaction has completed. */
  changed: (change: CacheChange) => void = () => undefined;

  constructor(phone: Phone, user: string) {
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
    const { row, meta } = this.database;
    const work = async () => ({ rows: await row.toArray(), stamp: stampIn(await meta.get("stamp")) });
    return steady(this.database, () => this.database.transaction("r", row, meta, work));
  }

  async standing(): Promise<Standing> {
    const { cursor, meta } = this.database;
    const work = async () => ({
      epoch: ((await meta.get("epoch"))?.value as string | undefined) ?? null,
      have: haveOf(await cursor.toArray()),
    });
    return steady(this.database, () => this.database.transaction("r", cursor, meta, work));
  }

  /**
   * Stores a page in one transaction: rows, cursors and epoch together. False when another tab has moved on since
   * `asked`, so that the page is stale and nothing was stored.
   */
  async apply(page: PullPage, asked: Standing): Promise<boolean> {
    const { row, cursor, meta } = this.database;
    const work = async () => {
      if (!(await this.standsAs(asked))) return null;
      const change = changeOf(page, asked);
      await this.empty(change);
      await row.bulkPut(page.rows);
      await cursor.bulkPut(Object.keys(page.next).map((bucket) => ({ bucket, seq: page.next[bucket] ?? 0 })));
      const stamp = stampIn(await meta.get("stamp")) + 1;
      await meta.bulkPut([
        { key: "epoch", value: page.epoch },
        { key: "stamp", value: stamp },
      ]);
      return { ...change, stamp };
    };
    const change = await steady(this.database, () => this.database.transaction("rw", row, cursor, meta, work));
    if (change) this.changed(change);
    return change !== null;
  }

  async keepTime(known: TimeKnown): Promise<void> {
    await steady(this.database, () => this.database.meta.put({ key: "time", value: known }));
  }

  async time(): Promise<TimeKnown | null> {
    const row = await steady(this.database, () => this.database.meta.get("time"));
    return (row?.value as TimeKnown | undefined) ?? null;
  }

  async keepSuccess(moment: string): Promise<void> {
    await steady(this.database, () => this.database.meta.put({ key: "success", value: moment }));
  }

  async success(): Promise<string | null> {
    const row = await steady(this.database, () => this.database.meta.get("success"));
    return (row?.value as string | undefined) ?? null;
  }

  /** Differs when another tab has changed rows. */
  async stamp(): Promise<number> {
    return stampIn(await steady(this.database, () => this.database.meta.get("stamp")));
  }

  /** Makes room: records come before what can be fetched again. What is in memory stays in view. */
  async clear(): Promise<void> {
    await this.database.delete({ disableAutoOpen: false });
  }

  close(): void {
    this.database.close();
  }

  private async standsAs(asked: Standing): Promise<boolean> {
    const epoch = ((await this.database.meta.get("epoch"))?.value as string | undefined) ?? null;
    const have = haveOf(await this.database.cursor.toArray());
    const buckets = Object.keys(have);
    const same =
      buckets.length === Object.keys(asked.have).length && buckets.every((key) => have[key] === asked.have[key]);
    return same && epoch === asked.epoch;
  }

  private async empty(change: Omit<CacheChange, "stamp">): Promise<void> {
    const { row, cursor } = this.database;
    if (change.emptied) {
      await row.clear();
      await cursor.clear();
      return;
    }
    await row.where("bucket").anyOf(change.dropped).delete();
    await cursor.bulkDelete(change.dropped);
  }
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
