import { effect } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { Envelope } from "../api/rows";
import { saveVisitOf } from "../records/save";
import { accountOf, NOON, PhoneInMemory } from "./model/phone";
import { Server } from "./model/server";
import { closeSession, openSession, type Session } from "./session";

let time = NOON;
let server: Server;
let phone: PhoneInMemory;
let hong: Session;

const VISIT = { mode: "home", status: "valid", answers: { ticks: { spirit: "ok" } } } as const;

beforeEach(async () => {
  time = NOON;
  server = new Server(() => time);
  for (const person of ["li", "wang"]) server.addPerson(person, person);
  server.assign("hong", "li");
  server.assign("hong", "wang");
  phone = new PhoneInMemory(
    () => time,
    (path, init) => server.answer(path, init),
  );
  hong = await open();
});

function open(user = "hong"): Promise<Session> {
  return openSession(phone, accountOf(user, "device-1"));
}

function save(session = hong, person = "li", note = "好"): Promise<string> {
  time += 60_000;
  return saveVisitOf(session, {
    ...VISIT,
    person,
    start: new Date(phone.wall() - 600_000),
    end: new Date(phone.wall()),
    note,
  });
}

function sync(session = hong): Promise<void> {
  return session.sync.ask("button");
}

function pushes(): { items: Envelope[]; watermark: string }[] {
  return server.heard.filter(({ path }) => path.endsWith("push")).map(({ body }) => JSON.parse(body));
}

function states(session = hong): (string | undefined)[] {
  return session.memory.myRecords.value.map(({ state }) => state);
}

describe("saving", () => {
  it("keeps an envelope that another start of the app finds as it was frozen", async () => {
    const record = await save();
    const again = await open();
    expect(again.memory.unsent.value).toBe(1);
    expect(again.memory.myRecords.value[0]).toMatchObject({ id: record, state: "on_this_phone", subject: "li" });
  });

  it("shows a saved visit the moment the save is over, without any sync", async () => {
    await sync();
    const record = await save();
    expect(hong.memory.byId.value.get("li")?.records[0]?.id).toBe(record);
  });

  it("numbers envelopes without a gap though saves run into one another and one fails", async () => {
    const failing = hong.outbox.add(
      "broken",
      () => {
        throw new Error("no");
      },
      "",
    );
    await Promise.all([save(), failing.catch(() => undefined), save(), save()]);
    const rows = await hong.outbox.all();
    expect(rows.map(({ n }) => n).sort()).toEqual([1, 2, 3]);
  });

  it("drops the draft in the transaction that stores the record, and only there", async () => {
    await hong.outbox.keepDraft("visit:li", { note: "begun" });
    await hong.outbox.keepDraft("visit:wang", { note: "other" });
    await hong.outbox
      .add(
        "broken",
        () => {
          throw new Error("no");
        },
        "visit:li",
      )
      .catch(() => undefined);
    expect(await hong.outbox.draft("visit:li")).toEqual({ note: "begun" });
    await save();
    expect(await hong.outbox.draft("visit:li")).toBeNull();
    expect(await hong.outbox.draft("visit:wang")).toEqual({ note: "other" });
  });

  it("counts on from the last number though almost everything sent was forgotten after 60 days", async () => {
    await save();
    await save();
    await sync();
    time += 61 * 86_400_000;
    await save();
    await sync();
    await save();
    expect((await hong.outbox.all()).map(({ n }) => n).sort()).toEqual([3, 4]);
  });

  it("never forgets the last number, not even when an older item is answered long after it", async () => {
    await save();
    await save();
    phone.faults = ["skips"];
    await sync();
    time += 61 * 86_400_000;
    await sync();
    await save();
    expect((await hong.outbox.all()).map(({ n }) => n).sort()).toEqual([1, 2, 3]);
  });

  it("goes on after the browser has closed the database under it", async () => {
    await save();
    for (const name of ["outbox.hong", "cache.v1.hong"]) await closeHandles(name);
    await save();
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(2);
  });
});

/** What a deletion in another tab does to open handles; here it is called off before anything is deleted. */
async function closeHandles(name: string): Promise<void> {
  await new Promise<void>((done) => {
    const request = phone.indexedDB.open(name, 1_000);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = (event) => {
      event.preventDefault();
      done();
    };
    request.onblocked = () => undefined;
  });
}

describe("pushing", () => {
  it("sends the stored envelope to the letter, with the clock of its capture", async () => {
    await save();
    const stored = new TextDecoder().decode((await hong.outbox.all())[0]?.envelope.subarray(1));
    await sync();
    expect(server.heard[0]?.body).toContain(`"items":[${stored}]`);
    expect(JSON.parse(stored).clock).toEqual({
      wall: "2026-06-01T12:01:00.000+08:00",
      tz: "Asia/Shanghai",
      mono: 60_000,
      session: "session-1",
      offset: null,
      error: null,
      seen: null,
    });
  });

  it("says sent only after the reply, and the record stays in view until the server's own row is here", async () => {
    await save();
    expect(states()).toEqual(["on_this_phone"]);
    phone.faults = ["fine", "lost"];
    await sync();
    expect(states()).toEqual(["sent"]);
    expect(hong.memory.myRecords.value[0]?.received_at).toBeNull();
    await sync();
    expect(states()).toEqual(["sent"]);
    expect(hong.memory.myRecords.value[0]?.received_at).not.toBeNull();
  });

  it("sends again after a lost reply, and the server has it once", async () => {
    await save();
    phone.faults = ["unheard"];
    await sync();
    expect(hong.sync.state.value.failure).toBe("no_network");
    expect(hong.memory.unsent.value).toBe(1);
    await sync();
    expect(hong.memory.unsent.value).toBe(0);
    expect(hong.memory.byId.value.get("li")?.records).toHaveLength(1);
  });

  it("leaves queued what a reply does not speak of, sends the others, and then sends it too", async () => {
    await save();
    await save();
    phone.faults = ["skips"];
    await sync();
    expect(hong.memory.unsent.value).toBe(1);
    expect(hong.sync.state.value.failure).toBe("incomplete");
    await sync();
    expect(hong.memory.unsent.value).toBe(0);
    expect(hong.sync.state.value.failure).toBeNull();
  });

  it("sends at most 50 envelopes at a time, in their order", { timeout: 30_000 }, async () => {
    for (let count = 0; count < 120; count++) await save();
    await sync();
    expect(pushes().map(({ items }) => items.length)).toEqual([50, 50, 20]);
    expect(pushes().flatMap(({ items }) => items.map(({ n }) => n))).toEqual(
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
  });

  it("sends at most 64 kB at a time, but a larger envelope alone", async () => {
    for (const length of [40_000, 40_000, 100_000, 10]) await save(hong, "li", "x".repeat(length));
    server.largestPush = 1_000_000;
    await sync();
    expect(pushes().map(({ items }) => items.length)).toEqual([1, 1, 1, 1]);
    expect(hong.memory.unsent.value).toBe(0);
  });

  it("halves a batch that is too large until it passes", async () => {
    for (let count = 0; count < 20; count++) await save();
    server.largestPush = 4_000;
    await sync();
    expect(hong.memory.unsent.value).toBe(0);
    expect(pushes()[0]?.items.length).toBe(20);
    expect(pushes()[1]?.items.length).toBe(10);
  });

  it("keeps, and shows as needing attention, an envelope that no way is wide enough for", async () => {
    await save(hong, "li", "x".repeat(9_000));
    await save();
    server.largestPush = 5_000;
    await sync();
    expect(states()).toEqual(["sent", "needs_attention"]);
    expect(hong.memory.attention.value).toBe(1);
    expect(await hong.outbox.all()).toHaveLength(2);
  });

  it("halves the next batch after a time-out", async () => {
    for (let count = 0; count < 8; count++) await save();
    phone.faults = ["hangs"];
    const run = sync();
    while (phone.requests < 1) await new Promise((done) => setTimeout(done, 1));
    phone.elapse(31_000);
    await run;
    expect(hong.sync.state.value.failure).toBe("timed_out");
    await sync();
    expect(pushes()[0]?.items.length).toBe(4);
    expect(hong.memory.unsent.value).toBe(0);
  });

  it("is not held up by an envelope that the server wrongly refuses", async () => {
    for (const note of ["a", "毒", "b", "c"]) await save(hong, "li", note);
    const answer = server.answer.bind(server);
    server.answer = async (path, init) => {
      const packed = await answer(path, init);
      const last = server.heard[server.heard.length - 1]?.body ?? "";
      return path.endsWith("push") && last.includes("毒") ? new Response("{}", { status: 500 }) : packed;
    };
    await sync();
    expect(hong.memory.unsent.value).toBe(1);
    expect(hong.sync.state.value.failure).toBe("incomplete");
  });

  it("shows a parked record with its code, counts it, and counts it no more once the township has settled it", async () => {
    await save(hong, "zhang");
    await sync();
    expect(hong.memory.myRecords.value[0]).toMatchObject({ state: "needs_attention", code: "not_assigned" });
    expect(hong.memory.attention.value).toBe(1);
    expect(hong.memory.unsent.value).toBe(0);
    const [mutation] = Object.keys(server.journal);
    server.write("u:hong", "issue", `issue-${mutation}`, {
      id: "i",
      mutation,
      code: "not_assigned",
      resolved_at: "2026-06-02T00:00:00Z",
    });
    await sync();
    expect(hong.memory.attention.value).toBe(0);
  });

  it("never forgets a parked record", async () => {
    await save(hong, "zhang");
    await save();
    await sync();
    time += 61 * 86_400_000;
    await save();
    await sync();
    expect(states()).toEqual(["sent", "sent", "needs_attention"]);
    expect((await hong.outbox.all()).map(({ n, state }) => [n, state])).toContainEqual([1, "parked"]);
  });

  it("packs bodies over 2 kB, and sends them plain where the phone cannot", async () => {
    const sent: (string | null)[] = [];
    const fetch = phone.fetch;
    phone.fetch = (path, init) => {
      sent.push(new Headers(init.headers).get("Content-Encoding"));
      return fetch(path, init);
    };
    await save();
    await sync();
    for (let count = 0; count < 5; count++) await save();
    await sync();
    phone.gzip = null;
    for (let count = 0; count < 5; count++) await save();
    await sync();
    expect(sent.filter((_, index) => server.heard[index]?.path.endsWith("push"))).toEqual([null, "gzip", null]);
    expect(hong.memory.unsent.value).toBe(0);
  });
});

describe("pulling", () => {
  it("asks one small question when nothing is new", async () => {
    await sync();
    const before = phone.requests;
    await sync();
    expect(phone.requests).toBe(before + 1);
    const last = server.heard[server.heard.length - 1];
    expect(last?.body.length).toBeLessThan(300);
  });

  it("goes on where it was after a crash between two pages", async () => {
    for (let count = 0; count < 9; count++) server.write("p:li", "fact", `fact-${count}`, { id: `fact-${count}` });
    server.pageRows = 2;
    phone.faults = ["fine", "fine", "lost"];
    await sync();
    const again = await open();
    const seen = again.memory.byId.value.get("li")?.facts.length ?? 0;
    expect(seen).toBeLessThan(9);
    await sync(again);
    expect(again.memory.byId.value.get("li")?.facts).toHaveLength(9);
    expect(server.heard.filter(({ body }) => body.includes('"have":{}'))).toHaveLength(1);
  });

  it("drops a person who is no longer hers, and spares what she wrote about her", async () => {
    await sync();
    await save();
    server.unassign("hong", "li");
    phone.faults = ["lost"];
    await sync();
    await sync();
    expect(hong.memory.people.value.map(({ person }) => person.id)).toEqual(["wang"]);
    expect(await hong.outbox.all()).toHaveLength(1);
    expect(states()).toEqual(["sent"]);
  });

  it("has all of a person again who was taken from her and given back", async () => {
    server.write("p:li", "fact", "fact", { id: "fact" });
    await save();
    await sync();
    server.unassign("hong", "li");
    await sync();
    server.assign("hong", "li");
    await sync();
    expect(hong.memory.byId.value.get("li")).toMatchObject({ facts: [{ id: "fact" }], records: [{ state: "sent" }] });
  });

  it("forgets a row that the server has deleted, and does not bring it back from the outbox", async () => {
    const record = await save();
    await sync();
    server.write("p:li:2026", "record", record, null, true);
    await sync();
    expect(hong.memory.byId.value.get("li")?.records).toEqual([]);
    const again = await open();
    expect(again.memory.byId.value.get("li")?.records).toEqual([]);
  });

  it("fetches everything again when its cache was evicted", async () => {
    await save();
    await sync();
    const before = hong.memory.people.value;
    await closeSession(hong);
    await new Promise((done) => {
      phone.indexedDB.deleteDatabase("cache.v1.hong").onsuccess = done;
    });
    hong = await open();
    expect(hong.memory.people.value).toEqual([]);
    await sync();
    expect(hong.memory.people.value).toEqual(before);
  });

  it("sends up again, in a new epoch, what was acknowledged in the last 60 days", async () => {
    await save();
    await sync();
    server.backUp();
    await save();
    await save(hong, "zhang");
    await sync();
    server.restore();
    expect(Object.keys(server.journal)).toHaveLength(1);
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(3);
    expect(hong.memory.unsent.value).toBe(0);
    expect(hong.memory.byId.value.get("li")?.records).toHaveLength(2);
    expect(hong.memory.attention.value).toBe(1);
  });

  it("keeps no row, in a new epoch, that the server no longer has, though the numbers look alike", async () => {
    server.backUp();
    server.write("p:li", "fact", "gone", { id: "gone" });
    await sync();
    server.restore();
    server.write("p:li", "fact", "new", { id: "new" });
    await sync();
    expect(hong.memory.byId.value.get("li")?.facts.map(({ id }) => id)).toEqual(["new"]);
    const again = await open();
    expect(again.memory.byId.value.get("li")?.facts.map(({ id }) => id)).toEqual(["new"]);
  });

  it("notices a new epoch though the cache that knew the old one is gone", async () => {
    await sync();
    server.backUp();
    await save();
    await sync();
    server.restore();
    await hong.cache.clear();
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(1);
  });

  it("takes a bucket from its beginning when the server holds less of it than the phone", async () => {
    server.write("p:li", "fact", "old", { id: "old" });
    await sync();
    const epoch = server.epoch;
    server.backUp();
    server.write("p:li", "fact", "gone", { id: "gone" });
    await sync();
    server.restore();
    server.epoch = epoch;
    await sync();
    expect(hong.memory.byId.value.get("li")?.facts.map(({ id }) => id)).toEqual(["old"]);
  });

  it("shows in one tab what another has saved and synced", async () => {
    const other = await open();
    await save();
    await sync();
    await other.refresh();
    expect(other.memory.unsent.value).toBe(0);
    expect(other.memory.people.value).toEqual(hong.memory.people.value);
    expect(states(other)).toEqual(["sent"]);
  });

  it("discards a page that another tab has overtaken, so that no row goes back", async () => {
    const other = await open();
    const release = holdFirstReply();
    const slow = sync();
    while (server.heard.length < 1) await new Promise((done) => setTimeout(done, 1));
    server.addPerson("li", "new name");
    await sync(other);
    const names: (string | undefined)[] = [];
    const stop = effect(() => void names.push(hong.memory.byId.value.get("li")?.person.name));
    release();
    await slow;
    stop();
    expect(names.filter((name) => name !== undefined)).toEqual(["new name"]);
    expect(hong.memory.people.value).toEqual(other.memory.people.value);
  });
});

/** Keeps the next reply back, as it was when it was asked for, until the returned function is called. */
function holdFirstReply(): () => void {
  const answer = server.answer.bind(server);
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  server.answer = async (path, init) => {
    server.answer = answer;
    const old = await answer(path, init);
    await held;
    return old;
  };
  return () => release();
}

describe("failing", () => {
  it("keeps everything and asks to sign in again when the token is refused", async () => {
    await save();
    server.answer = async () => new Response(JSON.stringify({ code: "unknown_token" }), { status: 401 });
    await sync();
    expect(hong.sync.state.value).toMatchObject({ failure: "unknown_token", running: false, last_success: null });
    await save();
    expect(hong.memory.unsent.value).toBe(2);
  });

  it("does not ask anybody to sign in again because a portal on the way said 401", async () => {
    server.answer = async () => new Response("<html>", { status: 401 });
    await sync();
    expect(hong.sync.state.value.failure).toBe("bad_reply");
  });

  it("takes a hotel's page for no answer", async () => {
    await save();
    phone.faults = ["portal"];
    await sync();
    expect(hong.sync.state.value.failure).toBe("bad_reply");
    expect(hong.memory.unsent.value).toBe(1);
  });

  it("waits longer after each failure, within bounds, and tries again by itself", async () => {
    phone.faults = ["lost", "lost"];
    await sync();
    expect(phone.waitingTimers).toBe(1);
    phone.elapse(1_999);
    expect(phone.requests).toBe(1);
    phone.elapse(1_001);
    await hong.sync.settled();
    expect(phone.requests).toBe(2);
    phone.elapse(3_000);
    expect(phone.requests).toBe(2);
    phone.elapse(3_000);
    await hong.sync.settled();
    expect(hong.sync.state.value.failure).toBeNull();
    expect(phone.waitingTimers).toBe(0);
  });

  it("waits once, however often the button failed", async () => {
    phone.faults = ["lost", "lost", "lost"];
    for (let press = 0; press < 3; press++) await sync();
    expect(phone.waitingTimers).toBe(1);
  });

  it("leaves a busy server alone for as long as it asks, but for the button", async () => {
    phone.faults = ["busy"];
    await sync();
    expect(hong.sync.state.value.failure).toBe("busy");
    phone.elapse(6_900);
    await hong.sync.ask("event");
    expect(phone.requests).toBe(1);
    await sync();
    expect(hong.sync.state.value.failure).toBeNull();
  });

  it("runs once more for a save that came while it was running", async () => {
    const first = sync();
    await save();
    await Promise.all([hong.sync.ask("event"), first]);
    expect(hong.memory.unsent.value).toBe(0);
  });
});

describe("a button pressed while a sync is running", () => {
  it("syncs once more after it, however often it is pressed", async () => {
    const release = holdFirstReply();
    const first = sync();
    while (server.heard.length < 1) await new Promise((done) => setTimeout(done, 1));
    server.addPerson("li", "new name");
    const others = [sync(), sync(), sync()];
    release();
    await Promise.all([first, ...others]);
    expect(hong.memory.byId.value.get("li")?.person.name).toBe("new name");
    expect(server.heard.filter(({ body }) => body.includes("digest"))).toHaveLength(1);
  });
});

describe("two users on one phone", () => {
  it("sends each one's items with her own token and no other", async () => {
    server.assign("mei", "li");
    await save(hong, "li", "hong");
    const mei = await open("mei");
    await save(mei, "li", "mei");
    await sync(mei);
    await sync();
    for (const { user, json } of Object.values(server.journal)) expect(JSON.parse(json).body.note).toBe(user);
    expect(Object.keys(server.journal)).toHaveLength(2);
    expect(mei.memory.myRecords.value).toHaveLength(1);
  });

  it("asks nothing more for a user who has left, and has all of hers when she comes back", async () => {
    await save();
    const run = sync();
    while (phone.requests < 1) await new Promise((done) => setTimeout(done, 1));
    await closeSession(hong);
    await run;
    await hong.sync.ask("button");
    expect(phone.requests).toBe(1);
    expect(phone.waitingTimers).toBe(0);
    hong = await open();
    await sync();
    expect(hong.memory.unsent.value).toBe(0);
  });
});

describe("time", () => {
  it("learns by how much its clock is off, and puts that into the next envelope", async () => {
    phone.wrongBy = -3 * 3_600_000;
    await sync();
    expect(hong.sync.state.value.clock_off_minutes).toBe(180);
    await save();
    const { clock } = JSON.parse(new TextDecoder().decode((await hong.outbox.all())[0]?.envelope.subarray(1)));
    expect(clock).toMatchObject({ offset: 3 * 3_600_000, seen: "2026-06-01T04:00:00.000Z" });
    expect(hong.memory.myRecords.value[0]?.start).toBe("2026-06-01T03:51:00.000Z");
  });

  it("never takes back the last server time it has seen, not even after a restart", async () => {
    await sync();
    time -= 86_400_000;
    await sync();
    const again = await open();
    expect(again.clock.known.seen).toBe(NOON);
    expect(again.clock.now()).toBeGreaterThanOrEqual(NOON);
  });

  it("claims nothing unsent up to now when the queue is empty, else up to just before the oldest capture", async () => {
    await save();
    const captured = time;
    await save();
    await sync();
    expect(Date.parse(pushes()[0]?.watermark ?? "")).toBe(captured - 1);
    const pulled = JSON.parse(server.heard[1]?.body ?? "{}");
    expect(Date.parse(pulled.watermark)).toBe(time);
  });

  it("claims no more than is true when a wrong clock was found out after the capture", async () => {
    phone.wrongBy = 86_400_000;
    await save();
    const captured = time;
    phone.faults = ["lost"];
    await sync();
    hong.clock.learn(new Date(time).toISOString(), phone.wall(), 0);
    await sync();
    expect(Date.parse(pushes()[0]?.watermark ?? "")).toBe(captured - 1);
  });

  it("dates a visit by the county's day, whatever the phone's", async () => {
    time = Date.parse("2026-05-31T17:00:00Z");
    await saveVisitOf(hong, { ...VISIT, person: "li", start: new Date(time) });
    expect(hong.memory.myRecords.value[0]?.service_date).toBe("2026-06-01");
  });
});
