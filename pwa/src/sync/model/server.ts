/** A server in memory that follows docs/protocol.md §§3-4 to the letter, for tests of the phone. */
import type { Envelope, Have, PatchEnvelope, PersonBody, PushResult, VisitEnvelope } from "../../api/rows";
import { digest } from "../digest";
import { openedText } from "./opening";
import type { Entry, State, Stored } from "./state";

const YEAR = "2026";

export interface Ticket {
  user: string;
  person: string;
  to: boolean;
}

export class Server {
  epoch = "epoch-1";
  pageRows = 500;
  largestPush = 1_048_576;
  largestItem = 65_536;
  minimumApp = 1;
  private state: State = { buckets: {}, revs: {}, journal: {} };
  private readonly assignments: Ticket[] = [];
  private readonly backups: string[] = [];
  private restores = 0;
  /** Requests as they came, unpacked: path, user, body. */
  readonly heard: { path: string; user: string; body: string }[] = [];

  /** Fields that patches have changed, with what stood before. */
  readonly merged: { mutation: string; before: string | readonly unknown[] | null }[] = [];

  constructor(readonly time: () => number) {}

  get journal(): Record<string, Entry> {
    return this.state.journal;
  }

  addPerson(person: string, name: string): void {
    this.changePerson(person, { name });
  }

  /** The office writes about a person; what it does not state stays. */
  changePerson(person: string, values: Partial<PersonBody>): void {
    const blank = { id: person, phone: null, address: "", group_name: "", contacts: [] };
    this.write(`p:${person}`, "person", person, { ...blank, ...this.person(person)?.body, ...values });
  }

  person(person: string): { body: PersonBody; version: number } | undefined {
    const row = this.state.buckets[`p:${person}`]?.[`person ${person}`];
    return row && { body: row.body as PersonBody, version: row.version };
  }

  assign(user: string, person: string): void {
    this.assignments.push({ user, person, to: true });
    const id = `${user}-${person}`;
    this.write(`p:${person}`, "assignment", id, {
      id,
      person,
      user,
      role: "carer",
      valid_from: "2026-01-01",
      valid_to: null,
    });
  }

  unassign(user: string, person: string): void {
    for (const ticket of this.assignments) if (ticket.user === user && ticket.person === person) ticket.to = false;
  }

  write(bucket: string, kind: string, id: string, body: unknown, deleted = false): void {
    const rows = this.state.buckets[bucket] ?? {};
    this.state.buckets[bucket] = rows;
    const seq = (this.state.revs[bucket] ?? 0) + 1;
    this.state.revs[bucket] = seq;
    const version = (rows[`${kind} ${id}`]?.version ?? 0) + 1;
    rows[`${kind} ${id}`] = { kind, id, seq, version, deleted, body: deleted ? null : body };
  }

  backUp(): void {
    this.backups.push(JSON.stringify(this.state));
  }

  /** Goes back to the last backup. Assignments are kept: they are the administration's, not the phones'. */
  restore(): void {
    const backup = this.backups[this.backups.length - 1];
    if (backup === undefined) return;
    this.state = JSON.parse(backup) as State;
    this.restores += 1;
    this.epoch = `epoch-${this.restores + 1}`;
  }

  everything(): Stored[] {
    return Object.values(this.state.buckets).flatMap((rows) => Object.values(rows).filter((row) => !row.deleted));
  }

  /** What a user may see now, by bucket: what her cache must come to. */
  visibleTo(user: string): Stored[] {
    return this.scope(user).flatMap((bucket) =>
      Object.values(this.state.buckets[bucket] ?? {}).filter((row) => !row.deleted),
    );
  }

  isEverAssigned(user: string, person: string): boolean {
    return this.assignments.some((ticket) => ticket.user === user && ticket.person === person);
  }

  /** Tokens are `token-{user}`, and `push-{user}` where only something is handed in. */
  async answer(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const [, kind, user = ""] = /^Bearer (token|push)-(.*)/.exec(headers.get("Authorization") ?? "") ?? [];
    const isPacked = headers.get("Content-Encoding") === "gzip";
    const body = await unpackedBody(init.body as Uint8Array<ArrayBuffer>, isPacked);
    this.heard.push({ path, user, body });
    if (path === "/api/sync/push") return this.push(user, body);
    if (kind === "push") return reply({ code: "unknown_token" }, 401);
    if (path === "/api/sync/pull") return this.pull(user, JSON.parse(body) as PullAsked);
    return reply({ code: "unknown" }, 404);
  }

  private async push(user: string, body: string): Promise<Response> {
    if (body.length > this.largestPush) return reply({ code: "too_large" }, 413);
    const { items } = JSON.parse(body) as { items: Envelope[] };
    const legible = await Promise.all(items.map(legibleOf));
    const results = items.map((item, index) => this.take(user, legible[index] as Envelope, JSON.stringify(item)));
    return reply({ epoch: this.epoch, now: this.now(), results, minimum_app: this.minimumApp });
  }

  private take(user: string, item: Envelope, json: string): PushResult {
    const known = this.state.journal[item.id];
    if (known) {
      if (known.json !== json) throw new Error("an envelope has changed after it was saved");
      return known.result;
    }
    const code = this.whyNot(user, item);
    const result: PushResult = { id: item.id, status: code ? "parked" : "applied", code };
    this.state.journal[item.id] = { user, json, result };
    if (code) this.write(`u:${user}`, "issue", `issue-${item.id}`, issueOf(item, code));
    else if (item.op === "person.patch") this.merge(user, item, result);
    else this.apply(user, item);
    return result;
  }

  /** By value: a field that is neither as seen nor as wanted is kept, and a conflict holds the other value. */
  private merge(user: string, { id, body }: PatchEnvelope, result: PushResult): void {
    const { person, set = {}, add, remove } = body;
    const now = this.person(person)?.body as PersonBody;
    const values: Record<string, unknown> = {};
    for (const [field, [seen, next]] of Object.entries(set)) {
      const current = now[field as keyof typeof set] || null;
      if (current === (seen || null)) {
        values[field] = field === "phone" ? next : (next ?? "");
        this.merged.push({ mutation: id, before: current });
      } else if (current !== next) this.conflict(user, { id, person, field, kept: current, other: next }, result);
    }
    const same = (a: unknown) => (b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const left = (now.contacts ?? []).filter((one) => !remove?.contacts.some(same(one)));
    const contacts = [...left, ...(add?.contacts ?? []).filter((one) => !left.some(same(one)))];
    this.changePerson(person, { ...values, contacts });
    result.version = this.person(person)?.version ?? 0;
  }

  private conflict(
    author: string,
    found: { id: string; person: string; [name: string]: unknown },
    result: PushResult,
  ): void {
    const id = `conflict-${found.id}-${found.field}`;
    const body = { ...found, id, mutation: found.id, author, settled_at: null, settled_by: null, choice: null };
    this.write(`p:${found.person}`, "conflict", id, body);
    result.status = "merged";
  }

  private apply(user: string, item: Exclude<Envelope, PatchEnvelope>): void {
    const person = item.about[0] ?? "";
    const bucket = `p:${person}:${YEAR}`;
    if (item.op === "visit.create" || item.op === "visit.amend")
      this.write(bucket, "record", item.body.id, recordOf(item, user, this.now()));
    if (item.op === "report.create")
      this.write(`p:${person}`, "report", item.body.id, { ...item.body, author: user, status: "to_be_confirmed" });
    if (item.op === "need.create") {
      this.write(`p:${person}`, "need", item.body.id, { ...item.body, author: user, status: "open" });
      this.write(`u:${user}`, "need_told", item.body.id, { id: item.body.id, kind: item.body.kind, status: "open" });
    }
    const record = this.record(item);
    const replaced_by = item.op === "visit.amend" ? item.body.id : null;
    if (record && record.status !== "voided")
      this.write(bucket, "record", record.id, { ...record, status: "voided", voided: { by_name: user, replaced_by } });
  }

  /** The record that an item amends or voids. */
  private record(item: Envelope): StoredRecord | undefined {
    const id = item.op === "visit.amend" ? item.body.amends : item.op === "visit.void" ? item.body.record : "";
    const rows = this.state.buckets[`p:${item.about[0]}:${YEAR}`] ?? {};
    return rows[`record ${id}`]?.body as StoredRecord | undefined;
  }

  private whyNot(user: string, item: Envelope): string | null {
    if (JSON.stringify(item).length > this.largestItem) return "too_large";
    if (item.op === "visit.amend" || item.op === "visit.void") return this.whyNotMended(user, item);
    if (item.op === "concern.create") return null;
    if (item.op === "cover.create" || item.op === "cover.end" || item.op === "question.answer")
      return "missing_reference";
    if (!["visit.create", "report.create", "need.create", "person.patch"].includes(item.op)) return "unknown_op";
    if (!("person" in item.body)) return "unknown_op";
    return this.isEverAssigned(user, item.body.person) ? null : "not_assigned";
  }

  private whyNotMended(user: string, item: Envelope): string | null {
    const record = this.record(item);
    if (record?.author !== user) return "missing_reference";
    if (record.status !== "voided") return null;
    return item.op === "visit.void" && !record.voided?.replaced_by ? null : "already_amended";
  }

  private pull(user: string, asked: PullAsked): Response {
    const head = { epoch: this.epoch, now: this.now() };
    const revs = Object.fromEntries(this.scope(user).map((bucket) => [bucket, this.state.revs[bucket] ?? 0]));
    const real = Object.fromEntries(Object.entries(revs).filter(([, rev]) => rev > 0));
    if (asked.have === undefined)
      return reply({ same: asked.epoch === this.epoch && asked.digest === digest(real), ...head });
    const reset = asked.epoch !== this.epoch;
    return reply({ ...head, ...this.page(real, reset ? {} : asked.have), reset });
  }

  private page(revs: Have, have: Have) {
    const since = (bucket: string) => ((have[bucket] ?? 0) > (revs[bucket] ?? 0) ? 0 : (have[bucket] ?? 0));
    const all = Object.keys(revs).flatMap((bucket) => this.above(bucket, since(bucket)));
    const rows = all.slice(0, this.pageRows);
    const more = all.length > rows.length;
    const next: Have = more ? {} : { ...revs };
    if (more) for (const row of rows) next[row.bucket] = row.seq;
    return { drop: Object.keys(have).filter((bucket) => !(bucket in revs)), rows, next, more };
  }

  private above(bucket: string, seq: number) {
    const rows = Object.values(this.state.buckets[bucket] ?? {}).filter((row) => row.seq > seq);
    return rows.sort((a, b) => a.seq - b.seq).map((row) => ({ bucket, ...row }));
  }

  private scope(user: string): string[] {
    const now = this.assignments.filter((ticket) => ticket.user === user && ticket.to).map((ticket) => ticket.person);
    return [`u:${user}`, "c", ...Array.from(new Set(now)).flatMap((person) => [`p:${person}`, `p:${person}:${YEAR}`])];
  }

  private now(): string {
    return new Date(this.time()).toISOString();
  }
}

interface StoredRecord {
  id: string;
  author: string;
  status: string;
  voided?: { replaced_by: string | null };
}

interface PullAsked {
  epoch: string | null;
  have?: Have;
  digest?: string;
}

/** An envelope with its body in place. */
async function legibleOf({ sealed, ...item }: Envelope & { sealed?: string }): Promise<Envelope> {
  if (sealed === undefined) return item;
  return { ...item, body: JSON.parse(await openedText(sealed, `envelope ${item.id}`)) } as Envelope;
}

async function unpackedBody(bytes: Uint8Array<ArrayBuffer>, gzip: boolean): Promise<string> {
  if (!gzip) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

function reply(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}

function issueOf(item: Envelope, code: string) {
  const person = item.about[0] ?? null;
  return { id: `issue-${item.id}`, mutation: item.id, code, op: item.op, person, resolved_at: null, resolution: null };
}

function recordOf({ body, clock }: VisitEnvelope, author: string, now: string) {
  const start = new Date(Date.parse(body.start) + (clock.offset ?? 0)).toISOString();
  return {
    ...body,
    kind: "visit",
    subject: body.person,
    start,
    author,
    received_at: now,
    service_date: start.slice(0, 10),
  };
}
