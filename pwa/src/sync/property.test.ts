/**
 * Random histories of two phones, three users and an administration against the model server: lost requests and replies,
 * duplicates, crashes, eviction, wrong clocks, reassignment, restores of backups, poison. What sync §8 promises of the
 * phone must hold after every step, and at rest. Rerun one with the seed and path that fast-check prints.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Envelope } from "../api/rows";
import { cryptOf, importKey } from "../local/data-key";
import type { Outbox } from "../local/outbox";
import { SealedSafe } from "../local/safe";
import { saveAmendmentOf, saveVoidingOf } from "../records/mend";
import { isMendable } from "../records/mendable";
import { saveVisitOf } from "../records/save";
import { type Edit, editPhone, editsMustShow, nothingIsOverwrittenUnseen } from "./model/edits";
import { COUNTY_KEY, openedText } from "./model/opening";
import { accountOf, type Fault, NOON, PhoneInMemory } from "./model/phone";
import { Server } from "./model/server";
import { viewMustBeWhatIsStored } from "./model/stored";
import { openSession, type Session } from "./session";

const USERS = ["hong", "mei"];
const PEOPLE = ["li", "wang", "zhao"];
/** Who works on which phone: hong on both, mei on the second, which they share. */
const SEATS = [
  { phone: 0, user: "hong" },
  { phone: 1, user: "hong" },
  { phone: 1, user: "mei" },
];

const seat = fc.nat(SEATS.length - 1);
const user = fc.constantFrom(...USERS);
const person = fc.constantFrom(...PEOPLE);
const fault = fc.constantFrom<Fault>("fine", "lost", "unheard", "twice", "cut", "portal", "busy", "skips");
const faults = fc.array(fault, { maxLength: 5 });

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("save" as const), seat, person }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom("amend" as const, "void" as const), seat, which: fc.nat(9) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("sync" as const), seat, faults }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("poison" as const), seat }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("die" as const), seat, after: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("evict" as const), seat }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("turn_clock" as const), seat, hours: fc.integer({ min: -48, max: 48 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("assign" as const), user, person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("unassign" as const), user, person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), person }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("edit" as const), seat, person }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit_at_the_desk" as const), person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("back_up" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const dataKey = await importKey(globalThis.crypto.subtle, new Uint8Array(32));

/** The world of one run, and all that was ever saved in it. */
class World {
  time = NOON;
  readonly server = new Server(() => this.time);
  readonly phones = [0, 1].map(
    () =>
      new PhoneInMemory(
        () => this.time,
        (path, init) => this.server.answer(path, init),
      ),
  );
  readonly saved: { id: string; seat: number; record: string | null }[] = [];
  readonly edits: Edit[] = [];
  sessions: Session[] = [];
  private names = 0;

  async begin(pageRows: number): Promise<void> {
    this.server.pageRows = pageRows;
    for (const one of PEOPLE) this.server.addPerson(one, one);
    for (const one of PEOPLE) this.server.assign("hong", one);
    this.server.assign("mei", "li");
    this.server.backUp();
    this.sessions = await Promise.all(SEATS.map((_, index) => this.open(index)));
  }

  async take(step: Step): Promise<void> {
    this.time += 1_000;
    switch (step.do) {
      case "save":
        return this.save(step.seat, step.person);
      case "amend":
      case "void":
        return this.mend(step.seat, step.which, step.do);
      case "sync":
        return this.sync(step.seat, step.faults);
      case "poison":
        return this.poison(step.seat);
      case "die":
        return this.die(step.seat, step.after);
      case "evict":
        return this.session(step.seat).cache.clear();
      case "turn_clock":
        this.phone(step.seat).wrongBy = step.hours * 3_600_000;
        return;
      case "rename":
        return this.server.addPerson(step.person, `name-${this.names++}`);
      case "edit":
        return this.edit(step.seat, step.person);
      case "edit_at_the_desk":
        return this.server.changePerson(step.person, { phone: `desk-${this.names++}` });
      case "back_up":
        return this.server.backUp();
      case "restore":
        return this.server.restore();
      default:
        return this.server[step.do](step.user, step.person);
    }
  }

  session(index: number): Session {
    return this.sessions[index] as Session;
  }

  phone(index: number): PhoneInMemory {
    return this.phones[SEATS[index]?.phone ?? 0] as PhoneInMemory;
  }

  open(index: number): Promise<Session> {
    const account = accountOf(SEATS[index]?.user ?? "", `device-${SEATS[index]?.phone}`);
    return openSession(this.phone(index), account, new SealedSafe(cryptOf(this.phone(index)), COUNTY_KEY, dataKey));
  }

  async sync(index: number, faults: Fault[]): Promise<void> {
    this.phone(index).faults = [...faults];
    await this.session(index).sync.ask("button");
    this.phone(index).faults = [];
  }

  private async save(index: number, person: string): Promise<void> {
    const session = this.session(index);
    const start = new Date(this.phone(index).wall());
    const visit = { mode: "home", status: "valid", answers: {}, start, person, note: session.account.user } as const;
    const record = await saveVisitOf(session, visit);
    this.saved.push({ id: await newest(session.outbox), seat: index, record });
  }

  /** She puts right what she wrote; it shows at once. */
  private async mend(index: number, which: number, how: "amend" | "void"): Promise<void> {
    const session = this.session(index);
    const { account, memory, outbox } = session;
    const mendable = memory.myRecords.value.filter((record) => isMendable(record, account.user));
    const old = mendable[which % Math.max(mendable.length, 1)];
    if (!old) return;
    const visit = { mode: "home", status: "valid", answers: {}, note: account.user, person: old.subject } as const;
    const start = new Date(this.phone(index).wall());
    const record = how === "amend" ? await saveAmendmentOf(session, { ...visit, start }, old.id, "other") : null;
    if (how === "void") await saveVoidingOf(session, old.subject, old.id, "twice");
    this.saved.push({ id: await newest(outbox), seat: index, record });
    const shown = new Map(memory.myRecords.value.map(({ id, status, state }) => [id, [status, state]]));
    expect(shown.get(old.id)).toEqual(["voided", "on_this_phone"]);
    if (record) expect(shown.get(record)).toEqual(["valid", "on_this_phone"]);
  }

  private async edit(index: number, person: string): Promise<void> {
    const edit = await editPhone(this.session(index), person, `phone-${this.names++}`);
    if (!edit) return;
    this.edits.push(edit);
    this.saved.push({ id: edit.id, seat: index, record: null });
  }

  /** Something that the server will not understand. */
  private async poison(index: number): Promise<void> {
    const { outbox, clock, account } = this.session(index);
    const id = `poison-${this.saved.length}`;
    const poison = { op: "nonsense", about: [] as string[], body: { note: account.user } };
    const envelope = (n: number) =>
      ({ id, n, schema_version: 1, ...poison, clock: clock.reading() }) as unknown as Envelope;
    await outbox.add(id, envelope, "");
    this.saved.push({ id, seat: index, record: null });
  }

  /** The app is killed in the middle of a sync, after so many requests, and started again. */
  private async die(index: number, after: number): Promise<void> {
    const phone = this.phone(index);
    const deadline = phone.requests + after;
    phone.faults = [...Array<Fault>(after).fill("fine"), "hangs"];
    const old = this.session(index);
    const run = old.sync.ask("button");
    await Promise.race([run, this.untilAsked(phone, deadline + 1)]);
    phone.faults = [];
    this.sessions[index] = await this.open(index);
  }

  private async untilAsked(phone: PhoneInMemory, requests: number): Promise<void> {
    for (let tries = 0; tries < 2_000 && phone.requests < requests; tries++)
      await new Promise((done) => setTimeout(done, 0));
  }
}

async function newest(outbox: Outbox): Promise<string> {
  const rows = await outbox.all();
  return rows.reduce((last, row) => (row.n > last.n ? row : last)).id;
}

/** After every step: nothing saved is gone, numbers have no gap, and the view is what is stored. */
async function mustHold(world: World): Promise<void> {
  const outboxes = await Promise.all(world.sessions.map(({ outbox }) => outbox.all()));
  for (const { id, seat } of world.saved) {
    const isOnPhone = outboxes[seat]?.some((row) => row.id === id);
    expect(isOnPhone || id in world.server.journal, `${id} is lost`).toBe(true);
  }
  for (const rows of outboxes) {
    const numbers = rows.map(({ n }) => n).sort((a, b) => a - b);
    expect(numbers).toEqual(rows.map((_, index) => index + 1));
  }
  for (const session of world.sessions) {
    await viewMustBeWhatIsStored(session);
    await editsMustShow(session);
  }
}

/** With network and sign-in: everything is with the server once, under its author, and every cache is what she may see. */
async function mustComeToRest(world: World): Promise<void> {
  for (let turn = 0; turn < 3; turn++) for (const index of SEATS.keys()) await world.sync(index, []);
  for (const session of world.sessions) {
    expect(session.sync.state.value.failure).toBeNull();
    expect(session.memory.unsent.value, "the queue has drained").toBe(0);
    await cacheMustBeWhatSheMaySee(world, session);
    await eachOfHersIsShown(world, session);
    whatCountsIsWhatTheServerCounts(world, session);
  }
  nothingIsOverwrittenUnseen(world.server, world.edits);
  for (const { id, seat } of world.saved) {
    const entry = world.server.journal[id];
    expect(entry?.user, `${id} is with the server under its author`).toBe(SEATS[seat]?.user);
    const { op, sealed } = JSON.parse(entry?.json ?? "{}");
    const body = JSON.parse(await openedText(sealed, `envelope ${id}`));
    const hasNote = op !== "visit.void" && op !== "person.patch";
    expect(hasNote ? body.note : entry?.user).toBe(entry?.user);
  }
}

async function cacheMustBeWhatSheMaySee(world: World, { cache, account }: Session): Promise<void> {
  const { rows } = await cache.load();
  const held = rows.filter((row) => !row.deleted).map(({ kind, id, seq, body }) => ({ kind, id, seq, body }));
  const due = world.server.visibleTo(account.user).map(({ kind, id, seq, body }) => ({ kind, id, seq, body }));
  expect(inOrder(held)).toEqual(inOrder(due));
}

function inOrder(rows: { kind: string; id: string }[]): unknown[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** A record and its amendment never count both, and never neither. */
function whatCountsIsWhatTheServerCounts({ server }: World, { memory, account }: Session): void {
  const records = memory.people.value.flatMap((view) => view.records);
  const counted = records.filter(({ state, status }) => state === "sent" && status === "valid").map(({ id }) => id);
  const due = server.visibleTo(account.user).filter(({ kind, body }) => kind === "record" && isValid(body));
  const told = new Set(due.map(({ id }) => id));
  expect(due.length).toBe(told.size);
  for (const id of told) expect(counted).toContain(id);
  const hers = new Set(server.visibleTo(account.user).map(({ id }) => id));
  for (const id of counted) expect(told.has(id) || !hers.has(id)).toBe(true);
}

function isValid(body: unknown): boolean {
  return (body as { status?: string }).status === "valid";
}

async function eachOfHersIsShown(world: World, { memory, account }: Session): Promise<void> {
  const here = world.saved.filter(({ seat }) => world.sessions[seat]?.memory === memory);
  const visible = new Set(world.server.visibleTo(account.user).map(({ id }) => id));
  const shown = new Map(memory.myRecords.value.map((record) => [record.id, record.state]));
  const beside = new Set(memory.waitingUnshown.value.map(({ mutation }) => mutation));
  for (const { id, record } of here) {
    const isParked = world.server.journal[id]?.result.status === "parked";
    // What was acknowledged, and parked after a restore, may be legible to the county alone: it is listed all the same.
    if (record && isParked) expect(beside.has(id) ? "needs_attention" : shown.get(record)).toBe("needs_attention");
    else if (isParked) expect(beside.has(id) || shown.get(id) === "needs_attention").toBe(true);
    // What is about somebody who is hers no more is with the county alone.
    else if (record && visible.has(record)) expect(shown.get(record)).toBe("sent");
  }
  const parked = Object.values(world.server.journal).filter(
    (entry) => entry.user === account.user && entry.result.code,
  );
  expect(memory.attention.value).toBe(parked.length);
}

const RUNS = Number(process.env.SYNC_RUNS ?? 100);

it("loses nothing, sends everything once, drains and converges, whatever happens", {
  timeout: RUNS * 2_000,
}, async () => {
  const histories = fc.array(step, { maxLength: 40, size: "max" });
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 6 }), async (history, pageRows) => {
      const world = new World();
      await world.begin(pageRows);
      for (const one of history) {
        await world.take(one);
        await mustHold(world);
      }
      await mustComeToRest(world);
    }),
    { numRuns: RUNS },
  );
});
