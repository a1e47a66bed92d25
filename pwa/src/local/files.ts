import type { NeedToldBody } from "../api/need-rows";
import type { Kind, Row, RowOf } from "../api/rows";

/** The rows that the server has told, one file for each person, and one for every other bucket. */
export class Files {
  private readonly files = new Map<string, Map<string, Row>>();
  /** In how many buckets a row is or was told. */
  private readonly told = new Map<string, number>();
  /** Other entries that were found to be a person here, by their ids. */
  private readonly into = new Map<string, string>();

  clear(): void {
    this.files.clear();
    this.told.clear();
    this.into.clear();
  }

  names(): string[] {
    return Array.from(this.files.keys());
  }

  /** Takes a row in; returns its file. */
  place(row: Row): string {
    const file = fileOf(row.bucket);
    const key = `${row.bucket} ${row.kind} ${row.id}`;
    const before = this.of(file).get(key);
    if (!before) this.count(row, 1);
    if (before) this.alias(before, false);
    this.of(file).set(key, row);
    this.alias(row, true);
    return file;
  }

  /** Forgets a bucket; returns the file that it belonged to. */
  drop(bucket: string): string {
    const file = fileOf(bucket);
    const rows = this.of(file);
    for (const [key, row] of rows) {
      if (row.bucket !== bucket) continue;
      rows.delete(key);
      this.count(row, -1);
      this.alias(row, false);
    }
    return file;
  }

  /** Whether the server has told a row, in whose file ever, be it that it is gone from there. */
  tells(kind: Kind, id: string): boolean {
    return (this.told.get(`${kind} ${id}`) ?? 0) > 0;
  }

  /** The person who is meant by an id: of two entries that are one person, the one that was kept. */
  meant(id: string): string {
    return this.into.get(id) ?? id;
  }

  /** All ids by which things may have been written about a person: her own, and those of entries that she was. */
  idsOf(person: string): string[] {
    return [person, ...Array.from(this.into).flatMap(([gone, kept]) => (kept === person ? [gone] : []))];
  }

  rows<K extends Kind>(file: string, kind: K): RowOf<K>[] {
    const rows = Array.from(this.files.get(file)?.values() ?? []);
    return rows.filter((row): row is RowOf<K> & Row => row.kind === kind);
  }

  /** By id, so that the same rows give the same view in whatever order they came. */
  bodies<K extends Kind>(file: string, kind: K) {
    const rows = this.rows(file, kind).sort((a, b) => (a.id < b.id ? -1 : 1));
    return rows.flatMap((row) => (row.deleted ? [] : [row.body as NonNullable<RowOf<K>["body"]>]));
  }

  /** Needs that a user raised about people of whom no file is here, the last one first. */
  needsElsewhere(bucket: string): NeedToldBody[] {
    const told = this.bodies(bucket, "need_told").reverse();
    if (told.length === 0) return told;
    const here = new Set(this.names().flatMap((file) => this.rows(file, "need").map(({ id }) => id)));
    return told.filter(({ id }) => !here.has(id));
  }

  private count({ kind, id }: Row, more: 1 | -1): void {
    this.told.set(`${kind} ${id}`, (this.told.get(`${kind} ${id}`) ?? 0) + more);
  }

  private alias(row: Row, is: boolean): void {
    if (row.kind !== "person" || row.deleted) return;
    for (const gone of row.body.also ?? []) {
      if (is) this.into.set(gone, row.id);
      else if (this.into.get(gone) === row.id) this.into.delete(gone);
    }
  }

  private of(file: string): Map<string, Row> {
    const rows = this.files.get(file) ?? new Map<string, Row>();
    this.files.set(file, rows);
    return rows;
  }
}

/** `p:{person}` and `p:{person}:{year}` are one person's file; every other bucket is a file of its own. */
function fileOf(bucket: string): string {
  const [kind, id] = bucket.split(":");
  return kind === "p" && id ? id : bucket;
}
