import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type {
  AssignmentBody,
  Envelope,
  IssueBody,
  Kind,
  NeedEnvelope,
  PersonBody,
  ReportEnvelope,
  VisitEnvelope,
} from "../api/rows";
import type { CacheChange, Loaded } from "./cache";
import type { MutationRow } from "./databases";
import { Files } from "./files";
import { Covers, isCover } from "./handed";
import { daysOf, type HealthFile, healthOf } from "./health";
import type { Bodies, OutboxStamp } from "./outbox";
import {
  type Author,
  afterSettling,
  dayWritten,
  isAnswer,
  isBy,
  isNeed,
  isOpen,
  isPatch,
  isReport,
  isVisit,
  isVisited,
  type NeedView,
  newestFirst,
  notVoided,
  opened,
  type PersonView,
  type RecordView,
  type ReportView,
  recordOf,
  roleOn,
  type Saved,
  withMended,
} from "./overlay";
import { profileWith } from "./profile";
import { needsWith, reportsWith } from "./told";
import { unshownAmong, type Waiting, waitingAmong } from "./waiting";

export type { PersonView } from "./overlay";
export type { Waiting } from "./waiting";

/**
 * The view, held in memory: the cache under the outbox. A person is put together again only when something about her
 * has changed, so that a save among 300 people and 5,000 rows costs one person.
 */
export class Memory {
  readonly files = new Files();
  private readonly items = new Map<string, MutationRow>();
  /** Bodies of envelopes that only the county opens, by the envelopes' ids. */
  private readonly known = new Map<string, Envelope["body"]>();
  private readonly saved = new Map<string, Map<string, Saved>>();
  readonly handed = new Covers((mutation) => this.settledIssue(mutation));
  private readonly views = new Map<string, PersonView | null>();
  private readonly turn = signal(0);
  /** Of what the server told alone: what the county asks for is another list only when it may have changed. */
  private readonly pull = signal(0);
  /** In which the server told the rows: their versions say nothing of another. */
  private epoch: string | null = null;
  /** The cache's stamp of what is held here. */
  rowsStamp = 0;

  constructor(private readonly author: Author) {}

  readonly people: ReadonlySignal<PersonView[]> = computed(() => this.now(() => this.allPeople()));
  readonly myRecords: ReadonlySignal<RecordView[]> = computed(() => this.now(() => this.allMine()));
  readonly policies = this.told("policy");
  readonly extras = this.told("extra_duty");
  readonly forms = this.told("form");
  readonly checkupRules = this.told("checkup_rule");
  readonly checkupRoutes = this.told("checkup_route");
  readonly keys = this.told("county_key");
  readonly issues = this.told("issue", () => this.ownBucket);
  readonly questions = this.told("question", () => this.ownBucket);
  readonly answers = computed(() => this.now(() => this.savedOf("").filter(isAnswer)));
  readonly needsElsewhere = computed(() => this.now(() => this.files.needsElsewhere(this.ownBucket), this.pull));
  readonly memberships = computed(() => this.now(() => this.files.bodies(this.ownBucket, "membership"), this.pull));
  readonly covers = computed(() => this.now(() => this.handed.items()));
  readonly unsent: ReadonlySignal<number> = computed(() => this.now(() => this.count("queued")));
  readonly waiting: ReadonlySignal<Waiting[]> = computed(() => this.now(() => this.allWaiting()));
  readonly attention: ReadonlySignal<number> = computed(() => this.waiting.value.length);
  /** What waits and is shown as no record: of another kind or another phone, or such that only the county can read it. */
  readonly waitingUnshown: ReadonlySignal<Waiting[]> = computed(() => this.now(() => this.unshown()));

  assessed(person: string): string[] {
    return this.now(() => daysOf(this.files.bodies(`a:${person}`, "assessment"), this.savedOf(person)));
  }

  health(person: string): HealthFile {
    return this.now(() =>
      healthOf(this.files.rows(`h:${person}`, "checkup_section"), this.savedOf(person), this.epoch),
    );
  }

  /** One of `people`, for which the others need not be put together. */
  person(id: string): PersonView | undefined {
    return this.now(() => this.view(this.files.meant(id))) ?? undefined;
  }

  /** Begins anew from the rows that are stored. */
  fillRows(loaded: Loaded): void {
    this.pulled({ emptied: true, dropped: [], ...loaded });
  }

  /** Begins anew from the items that are stored. */
  fillItems(items: MutationRow[]): void {
    this.items.clear();
    this.saved.clear();
    this.handed.clear();
    this.views.clear();
    this.wrote(items);
  }

  /** As `fillItems`; returns what was held here and is not with the server, though it is stored no more. */
  refill(items: MutationRow[]): MutationRow[] {
    const ids = new Set(items.map(({ id }) => id));
    const gone = Array.from(this.items.values()).filter(({ id, state }) => state === "queued" && !ids.has(id));
    // Until they are stored again they count as unsent: the page must not say meanwhile that all is sent.
    this.fillItems([...items, ...gone]);
    return gone;
  }

  pulled(change: CacheChange): void {
    if (change.emptied) {
      this.files.clear();
      this.views.clear();
    }
    for (const bucket of change.dropped) this.outdate(this.files.drop(bucket));
    for (const row of change.rows) this.outdate(this.files.place(row));
    this.handed.outdate();
    this.epoch = change.epoch;
    // A change of another tab was missed in between: the next refresh reads everything again.
    this.rowsStamp = change.emptied || change.stamp === this.rowsStamp + 1 ? change.stamp : -1;
    this.pull.value++;
    this.turn.value++;
  }

  /** Takes in bodies that only the county could read; null: forgets one. */
  learn(bodies: Bodies): void {
    for (const [id, body] of bodies) body ? this.known.set(id, body) : this.known.delete(id);
  }

  wrote(items: MutationRow[]): void {
    for (const item of items) this.lay(item);
    this.turn.value++;
  }

  /** Counts what has come in, so that a slow reader can tell that it read something old. */
  get turns(): number {
    return this.turn.peek();
  }

  /** Equals the outbox's stamp as long as this memory holds what the outbox holds. */
  itemsStamp(): OutboxStamp {
    const last = Array.from(this.items.values()).reduce((highest, { n }) => Math.max(highest, n), 0);
    return { last, queued: this.count("queued"), parked: this.count("parked"), acked: this.count("acked") };
  }

  private get ownBucket(): string {
    return `u:${this.author.user}`;
  }

  private told<K extends Kind>(kind: K, bucket = () => "c") {
    return computed(() => this.now(() => this.files.bodies(bucket(), kind), this.pull));
  }

  now<T>(read: () => T, turn = this.turn): T {
    turn.value;
    return read();
  }

  /** Issues of the user's own file tell how records of anybody stand. */
  private outdate(file: string): void {
    if (file === this.ownBucket) this.views.clear();
    else this.views.delete(file);
  }

  private lay(item: MutationRow): void {
    this.items.set(item.id, item);
    const saved = opened(item, this.known.get(item.id));
    for (const [person, hers] of this.saved) if (hers.delete(item.id)) this.views.delete(this.files.meant(person));
    for (const person of this.handed.lay(item.id, saved)) this.views.delete(person);
    if (!saved || isCover(saved)) return;
    // Only what the server could not take is about nobody.
    const person = saved.envelope.about[0] ?? "";
    const hers = this.saved.get(person) ?? new Map<string, Saved>();
    this.saved.set(person, hers.set(item.id, saved));
    this.views.delete(this.files.meant(person));
  }

  private allPeople(): PersonView[] {
    const files = Array.from(new Set([...this.files.names(), ...this.handed.people()])).sort();
    return files.map((file) => this.view(file)).filter((view) => view !== null);
  }

  private view(file: string): PersonView | null {
    if (!this.views.has(file)) this.views.set(file, this.compose(file));
    return this.views.get(file) ?? null;
  }

  private compose(file: string): PersonView | null {
    const row = this.files.rows(file, "person")[0];
    if (!row || row.deleted) return this.handed.view(file, () => this.written(file));
    const years = this.files.bodies(file, "year_summary").sort((a, b) => b.year - a.year);
    const told = { facts: this.files.bodies(file, "fact"), assignments: this.files.bodies(file, "assignment"), years };
    return { ...this.profile(file, row), ...told, ...this.written(file), doors: this.files.bodies(file, "door") };
  }

  private written(file: string) {
    const all = newestFirst(this.records(file).filter(isOpen));
    const [records, checkups] = [all.filter(isVisited), all.filter((record) => !isVisited(record))];
    return { records, checkups, reports: this.reports(file), needs: this.needs(file) };
  }

  private profile(file: string, row: { body: PersonBody; version: number }) {
    const patches = this.savedOf(file).filter(isPatch);
    const hers = this.files.bodies(file, "conflict").filter((conflict) => conflict.author === this.author.user);
    return profileWith({ ...row, epoch: this.epoch }, patches, hers, (mutation) => this.isResolved(mutation));
  }

  private reports(file: string): ReportView[] {
    return reportsWith(this.files.bodies(file, "report"), this.untold(file, "report", isReport), this.author);
  }

  private needs(file: string): NeedView[] {
    return needsWith(this.files.bodies(file, "need"), this.untold(file, "need", isNeed), this.author);
  }

  /** What the server has told of a person and what it has not, and over both what this phone has amended or voided. */
  private records(file: string): RecordView[] {
    const told = this.files.bodies(file, "record").map((body): RecordView => ({ ...body, state: "sent" }));
    return withMended([...told, ...this.overlay(file)], this.savedOf(file), this.author);
  }

  /** This phone's own items about a person whose record the server has not told, not even that it is gone. */
  private overlay(file: string): RecordView[] {
    const assignments = [...this.files.bodies(file, "assignment"), ...this.handed.assignments(file)];
    return this.untold(file, "record", isVisit).map((saved) => this.record(saved, assignments));
  }

  private untold<E extends VisitEnvelope | ReportEnvelope | NeedEnvelope>(
    file: string,
    kind: Kind,
    is: (saved: Saved) => saved is Saved<E>,
  ): Saved<E>[] {
    const hers = this.savedOf(file).filter(is);
    if (hers.length === 0) return [];
    return hers.filter(({ envelope }) => !this.files.tells(kind, envelope.body.id));
  }

  savedOf(file: string): Saved[] {
    return this.files.idsOf(file).flatMap((id) => Array.from(this.saved.get(id)?.values() ?? []));
  }

  private record(saved: Saved<VisitEnvelope>, assignments: AssignmentBody[]): RecordView {
    const record = recordOf(saved, this.author);
    record.role = roleOn(dayWritten(saved.row, this.author), this.author, assignments, this.memberships.value);
    const issue = saved.row.state === "parked" ? this.settledIssue(saved.row.id) : undefined;
    return issue ? afterSettling(record, issue) : record;
  }

  private allMine(): RecordView[] {
    const files = new Set([...this.files.names(), ...this.saved.keys()].map((file) => this.files.meant(file)));
    return newestFirst(Array.from(files, (file) => this.mineIn(file)).flat());
  }

  private mineIn(file: string): RecordView[] {
    const records = this.records(file).filter(isVisited);
    const open = this.savedOf(file).filter(({ row }) => !this.isResolved(row.id));
    return [...records.filter((record) => isBy(record, this.author)), ...notVoided(records, open, this.author)];
  }

  private allWaiting(): Waiting[] {
    return waitingAmong(this.items.values(), this.issues.value, (mutation) => this.isResolved(mutation));
  }

  private unshown(): Waiting[] {
    const saved = Array.from(this.saved.values()).flatMap((hers) => Array.from(hers.values()));
    return unshownAmong(this.waiting.value, this.allMine(), saved);
  }

  private isResolved(mutation: string): boolean {
    return !!this.settledIssue(mutation);
  }

  private settledIssue(mutation: string): IssueBody | undefined {
    return this.issues.value.find((issue) => issue.mutation === mutation && issue.resolved_at !== null);
  }

  private count(state: MutationRow["state"]): number {
    return Array.from(this.items.values()).filter((item) => item.state === state).length;
  }
}
