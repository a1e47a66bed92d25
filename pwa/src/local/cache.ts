import type { Have, PullPage, Row } from "../api/rows";
import type { TimeKnown } from "./clock";
import {
  type CacheDatabase,
  type CursorRow,
  cacheDatabase,
  forgetOldCaches,
  type MetaRow,
  type PageRow,
} from "./databases";
import type { Store } from "./indexed";
import type { Phone } from "./phone";
import { OpenSafe, type Safe } from "./safe";

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
  epoch: string | null;
}

/** All rows, the number of the change that they stand at, and the epoch in which the server told them. */
export type Loaded = Pick<CacheChange, "rows" | "stamp" | "epoch">;

/**
 * What the server told, the rows of each bucket sealed together. Disposable: it may be deleted at any moment and is
 * fetched again. Sealing takes time, in which no transaction is kept open: what another tab stored meanwhile is noticed.
 */
export class Cache {
  private readonly database: CacheDatabase;
  /** Told of every stored change, after its transaction has completed. */
  changed: (change: CacheChange) => void = () => undefined;

  constructor(
    private readonly phone: Phone,
    private readonly user: string,
    private readonly safe: Safe = new OpenSafe(),
  ) {
    this.database = cacheDatabase(phone, user);
  }

  /** Opens it. A cache that cannot be read is thrown away, and so is one of an older app. */
  async prepare(): Promise<void> {
    forgetOldCaches(this.phone, this.user);
    try {
      await this.stamp();
    } catch {
      await this.clear();
    }
  }

  /** All rows. What cannot be opened is thrown away, to be fetched again. */
  async load(): Promise<Loaded> {
    const { pages, ...known } = await this.database.read(["page", "meta"], async ({ page, meta }) => ({
      pages: await page.all(),
      stamp: stampIn(await meta.get("stamp")),
      epoch: epochIn(await meta.get("epoch")),
    }));
    const rows = await Promise.all(pages.map((page) => this.read(page)));
    if (rows.every((some) => some !== null)) return { rows: rows.flat(), ...known };
    await this.clear();
    return { rows: [], stamp: 0, epoch: null };
  }

  async standing(): Promise<Standing> {
    return this.database.read(["cursor", "meta"], standingIn);
  }

  /**
   * Stores a page in one transaction: rows, cursors and epoch together. False when another tab has moved on since
   * `asked`, so that the page is stale and nothing was stored.
   */
  async apply(page: PullPage, asked: Standing): Promise<boolean> {
    const told = changeOf(page, asked);
    const pages = await this.sealed(page.rows, told);
    const change = await this.database.write(["page", "cursor", "meta"], async (stores) => {
      if (pages === null || !isSame(await standingIn(stores), asked)) return null;
      await empty(stores, told);
      await stores.page.put(...pages);
      await stores.cursor.put(...Object.entries(page.next).map(([bucket, seq]) => ({ bucket, seq })));
      const stamp = stampIn(await stores.meta.get("stamp")) + 1;
      await stores.meta.put({ key: "epoch", value: page.epoch }, { key: "stamp", value: stamp });
      return { ...told, stamp };
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

  /**
   * Leaves nothing about anybody, but what the township made of what was written here: the issues in the user's own
   * bucket, without what was noted to them. The next pull begins anew.
   */
  async forgetPeople(): Promise<void> {
    const own = `u:${this.user}`;
    const known = (await this.rowsOf(own)).filter(({ kind }) => kind === "issue").map(withoutNote);
    const bytes = known.length > 0 ? await this.safe.keep(known, own) : null;
    const stamp = await this.database.write(["page", "cursor", "meta"], async ({ page, cursor, meta }) => {
      await page.clear();
      await cursor.clear();
      if (bytes) await page.put({ bucket: own, bytes });
      const next = stampIn(await meta.get("stamp")) + 1;
      await meta.put({ key: "epoch", value: null }, { key: "stamp", value: next });
      return next;
    });
    this.changed({ emptied: true, dropped: [], rows: bytes ? known : [], stamp, epoch: null });
  }

  close(): void {
    this.database.close();
  }

  /** The buckets in which rows have come, with what they held before; null while locked. */
  private async sealed(rows: Row[], { emptied, dropped }: Omit<CacheChange, "stamp">): Promise<PageRow[] | null> {
    const fresh = new Map<string, Row[]>();
    for (const row of rows) fresh.set(row.bucket, [...(fresh.get(row.bucket) ?? []), row]);
    const pages = await Promise.all(
      Array.from(fresh, async ([bucket, some]) => {
        const before = emptied || dropped.includes(bucket) ? [] : await this.rowsOf(bucket);
        return { bucket, bytes: await this.safe.keep(merged(before, some), bucket) };
      }),
    );
    const kept = pages.filter((page): page is PageRow => page.bytes !== null);
    return kept.length === pages.length ? kept : null;
  }

  private async rowsOf(bucket: string): Promise<Row[]> {
    const page = await this.database.read(["page"], ({ page }) => page.get(bucket));
    return page ? ((await this.read(page)) ?? []) : [];
  }

  private read({ bucket, bytes }: PageRow): Promise<Row[] | null> {
    return this.safe.read<Row[]>(bytes, bucket);
  }
}

interface RowStores {
  page: Store<PageRow>;
  cursor: Store<CursorRow>;
}

async function empty({ page, cursor }: RowStores, { emptied, dropped }: Omit<CacheChange, "stamp">): Promise<void> {
  if (emptied) {
    await page.clear();
    await cursor.clear();
  }
  for (const bucket of emptied ? [] : dropped) {
    await page.delete(bucket);
    await cursor.delete(bucket);
  }
}

function withoutNote(row: Row): Row {
  return row.kind === "issue" && !row.deleted ? { ...row, body: { ...row.body, note: null } } : row;
}

/** The newest of each row. */
function merged(before: Row[], some: Row[]): Row[] {
  const all = new Map([...before, ...some].map((row) => [`${row.kind} ${row.id}`, row]));
  return Array.from(all.values());
}

async function standingIn({ cursor, meta }: { cursor: Store<CursorRow>; meta: Store<MetaRow> }): Promise<Standing> {
  return { epoch: epochIn(await meta.get("epoch")), have: haveOf(await cursor.all()) };
}

function isSame({ epoch, have }: Standing, asked: Standing): boolean {
  const buckets = Object.keys(have);
  const same =
    buckets.length === Object.keys(asked.have).length && buckets.every((key) => have[key] === asked.have[key]);
  return same && epoch === asked.epoch;
}

function epochIn(row: MetaRow | undefined): string | null {
  return (row?.value as string | undefined) ?? null;
}

function stampIn(row: MetaRow | undefined): number {
  return (row?.value as number | undefined) ?? 0;
}

function changeOf(page: PullPage, asked: Standing): Omit<CacheChange, "stamp"> {
  const emptied = page.reset || (asked.epoch !== null && asked.epoch !== page.epoch);
  return { emptied, dropped: [...page.drop, ...wentBack(page, asked)], rows: page.rows, epoch: page.epoch };
}

/** Buckets that the server holds less of than this phone: it begins them again, and so does the phone. */
function wentBack(page: PullPage, asked: Standing): string[] {
  return Object.keys(page.next).filter((bucket) => (page.next[bucket] ?? 0) < (asked.have[bucket] ?? 0));
}

function haveOf(cursors: { bucket: string; seq: number }[]): Have {
  return Object.fromEntries(cursors.map(({ bucket, seq }) => [bucket, seq]));
}
