import type { NeedToldBody } from "../api/need-rows";
import type { Kind, Row, RowOf } from "../api/rows";

/** The rows that the server has told, one file for each person, and one for every other bucket. */
export class Files {
  private readonly files = new Map<string, Map<string, Row>>();

  clear(): void {
    this.files.clear();
  }

  names(): string[] {
    return Array.from(this.files.keys());
  }

  /** Takes a row in; returns its file. */
  place(row: Row): string {
    const file = fileOf(row.bucket);
    this.of(file).set(`${row.bucket} ${row.kind} ${row.id}`, row);
    return file;
  }

  /** Forgets a bucket; returns the file that it belonged to. */
  drop(bucket: string): string {
    const file = fileOf(bucket);
    const rows = this.of(file);
    for (const [key, row] of rows) if (row.bucket === bucket) rows.delete(key);
    return file;
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
