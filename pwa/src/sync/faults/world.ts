/** One history: some phones with people at work on them, a bad line, and a real server at its other end. */

import type { Account } from "../../local/account";
import { draftKey } from "../../records/drafts";
import { type NewVisit, saveVisitOf } from "../../records/save";
import { saveReportOf } from "../../records/save-report";
import { openSession, type Session } from "../session";
import { ask, type Start } from "./office";
import { Handset, Page } from "./page";
import { BadLine, type Mishap } from "./proxy";
import { SEATS, type Step } from "./steps";

const MOST_WAIT = 5_000;

/** Somebody at work: a page load of hers, and her databases opened in it. */
export interface Desk {
  page: Page;
  session: Session;
}

/** What was said to be stored. `record` is the id of the visit, null where it was something else. */
export interface Promised {
  id: string;
  seat: number;
  record: string | null;
}

export class World {
  readonly promised: Promised[] = [];
  desks: Desk[] = [];
  private loads = 0;
  private changes = 0;
  private readonly handsets: Handset[];

  private constructor(
    readonly start: Start,
    readonly line: BadLine,
    private readonly address: string,
    seed: number,
  ) {
    const devices = [...new Set(start.seats.map(({ device }) => device))];
    this.handsets = devices.map((device, index) => new Handset(device, seed + index));
  }

  static async begin(seed: number): Promise<World> {
    const start = await ask<Start>({ do: "begin" });
    const line = new BadLine(new URL(start.address));
    const world = new World(start, line, await line.open(), seed);
    for (const seat of SEATS.keys()) world.desks[seat] = await world.open(seat);
    return world;
  }

  end(): void {
    for (const { page } of this.desks) page.kill();
    this.line.close();
  }

  at(seat: number): Desk {
    return this.desks[seat] as Desk;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case "save":
        return this.save(step.seat, this.person(step.person));
      case "report":
        return this.report(step.seat, this.person(step.person));
      case "sync":
        return this.sync(step.seat, step.mishaps);
      case "sync_both":
        return void (await Promise.all([this.sync(step.seat, step.mishaps), this.sync(step.other, [])]));
      case "die_saving":
        return this.dieSaving(step.seat, this.person(step.person), step.ticks);
      case "die_syncing":
        return this.dieSyncing(step.seat, step.mishaps, step.after, step.ticks);
      case "start_again":
        return this.startAgain(step.seat);
      case "lose_handle":
        return this.loseHandle(step.seat, step.mishaps, step.ticks);
      case "evict":
        return this.at(step.seat).session.cache.clear();
      case "turn_clock":
        this.handset(step.seat).wrongBy = step.hours * 3_600_000;
        return;
      case "deliver_late":
        return this.line.deliverLate();
      case "kill_server":
        return this.killServer(step.seat, step.ticks);
      default:
        return this.office(step);
    }
  }

  /** One asks for a sync as by her button, on a line where so much happens. */
  async sync(seat: number, mishaps: Mishap[]): Promise<void> {
    const { page, session } = this.at(seat);
    page.mishaps = [...mishaps];
    await session.sync.ask("button");
    await session.sync.settled();
    page.mishaps = [];
  }

  private async save(seat: number, person: string): Promise<void> {
    const { session } = this.at(seat);
    const before = await idsIn(session);
    const record = await saveVisitOf(session, this.visit(seat, person));
    await this.promise(seat, before, record);
  }

  private async report(seat: number, person: string): Promise<void> {
    const { session } = this.at(seat);
    const before = await idsIn(session);
    await saveReportOf(session, { person, what: "away", since: "2026-06-01" });
    await this.promise(seat, before, null);
  }

  /** What a save said to be on this phone: by the one new envelope of its own. */
  private async promise(seat: number, before: Set<string>, record: string | null): Promise<void> {
    const fresh = (await this.at(seat).session.outbox.all()).filter(({ id }) => !before.has(id));
    if (fresh.length !== 1 || !fresh[0]) throw new Error(`a save has stored ${fresh.length} envelopes`);
    this.promised.push({ id: fresh[0].id, seat, record });
  }

  /** Killed in the middle of a save: either it is stored whole and the draft is gone, or the draft is there still. */
  private async dieSaving(seat: number, person: string, ticks: number): Promise<void> {
    const { session } = this.at(seat);
    const before = await idsIn(session);
    await session.outbox.keepDraft(draftKey(person), { note: "draft" });
    let said: string | null = null;
    const visit = this.visit(seat, person);
    saveVisitOf(session, visit).then(
      (record) => {
        said = record;
      },
      () => undefined,
    );
    await turns(ticks);
    const wasSaid = said as string | null;
    await this.startAgain(seat);
    const { outbox } = this.at(seat).session;
    const isStored = (await outbox.all()).some(({ id }) => !before.has(id));
    const isDraft = (await outbox.draft(draftKey(person))) !== null;
    if (isStored === isDraft) throw new Error(`stored: ${isStored}, still a draft: ${isDraft}`);
    if (wasSaid && !isStored) throw new Error("it said that it was on this phone, and it is not");
    if (isStored) await this.promise(seat, before, wasSaid);
    await outbox.dropDraft(draftKey(person));
  }

  private async dieSyncing(seat: number, mishaps: Mishap[], after: number, ticks: number): Promise<void> {
    const { page, session } = this.at(seat);
    const due = page.requests + after;
    page.mishaps = [...mishaps];
    let isOver = false;
    void session.sync.ask("button").finally(() => {
      isOver = true;
    });
    const deadline = Date.now() + MOST_WAIT;
    while (!isOver && page.requests < due && Date.now() < deadline) await turns(1);
    await turns(ticks);
    await this.startAgain(seat);
  }

  /** The page goes as it stands, and the app is loaded anew from what is stored. */
  private async startAgain(seat: number): Promise<void> {
    this.at(seat).page.kill();
    this.desks[seat] = await this.open(seat);
  }

  private async loseHandle(seat: number, mishaps: Mishap[], ticks: number): Promise<void> {
    const syncing = this.sync(seat, mishaps);
    await turns(ticks);
    this.at(seat).page.loseHandles();
    await syncing;
  }

  private async killServer(seat: number, ticks: number): Promise<void> {
    const syncing = this.sync(seat, []);
    await turns(ticks);
    await ask({ do: "kill" });
    await syncing;
  }

  private async office(step: { do: string; person: number; user?: number | null }): Promise<void> {
    const user = typeof step.user === "number" ? this.start.users[step.user] : null;
    await ask({ do: step.do, person: this.person(step.person), user, key: `${this.changes++}` });
  }

  private visit(seat: number, person: string): NewVisit {
    const start = new Date(this.at(seat).page.wall() - 600_000);
    return { mode: "home", status: "valid", answers: { ticks: { spirit: "ok" }, phrases: [] }, start, person };
  }

  private person(index: number): string {
    return this.start.people[index] as string;
  }

  private handset(seat: number): Handset {
    return this.handsets[SEATS[seat]?.handset ?? 0] as Handset;
  }

  private async open(seat: number): Promise<Desk> {
    const { user, device, token } = this.start.seats[seat] as Start["seats"][number];
    const page = new Page(this.handset(seat), this.address, this.loads++);
    const county = { code: "430321", name: "测试县", timezone: "Asia/Shanghai" };
    const place = { role: "carer", place: "430321101", place_name: "甲镇" };
    const account: Account = { user, name: user, ...place, county, device, token, enrolled_at: "2026-06-01T04:00:00Z" };
    return { page, session: await openSession(page, account) };
  }
}

async function idsIn({ outbox }: Session): Promise<Set<string>> {
  return new Set((await outbox.all()).map(({ id }) => id));
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((done) => setImmediate(done));
}
