import { beforeEach, describe, expect, it } from "vitest";
import { begin, comeBack, heard, holdFirstReply, hong, open, phone, save, server, sync } from "./model/stage";
import { closeSession } from "./session";

beforeEach(begin);

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

describe("a user who may not pull any more", () => {
  beforeEach(async () => {
    const answer = server.answer.bind(server);
    server.answer = async (path, init) =>
      path.endsWith("pull")
        ? new Response(JSON.stringify({ code: "user_deactivated" }), { status: 403 })
        : answer(path, init);
  });

  it("hands in again what a server lost that was restored from a backup", async () => {
    server.backUp();
    await save();
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(1);
    server.restore();
    expect(Object.keys(server.journal)).toHaveLength(0);
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(1);
    expect(hong.sync.state.value).toMatchObject({ failure: "user_deactivated", running: false });
    expect(hong.memory.unsent.value).toBe(0);
    expect(hong.memory.people.value).toEqual([]);
  });
});

describe("a phone that was ended", () => {
  it("forgets the people, and still hands in what was written on it", async () => {
    await sync();
    expect(hong.memory.people.value).not.toEqual([]);
    const answer = server.answer.bind(server);
    server.answer = async (path, init) =>
      path.endsWith("pull")
        ? new Response(JSON.stringify({ code: "device_revoked" }), { status: 401 })
        : answer(path, init);
    phone.faults = ["lost"];
    await save();
    await sync();
    expect(hong.memory.unsent.value).toBe(1);
    await sync();
    expect(hong.sync.state.value).toMatchObject({ failure: "device_revoked", running: false });
    expect(hong.memory.people.value).toEqual([]);
    expect(await hong.cache.load()).toMatchObject({ rows: [], epoch: null });
    expect(Object.keys(server.journal)).toHaveLength(1);

    phone.faults = ["lost"];
    await save();
    await sync();
    expect(hong.memory.unsent.value).toBe(1);
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(2);
  });

  it("still knows what the township made of a record, and not what it noted", async () => {
    await save(hong, "zhang");
    await sync();
    const [mutation] = Object.keys(server.journal);
    const settled = { resolved_at: "2026-06-02T00:00:00Z", resolution: "accepted", note: "a name" };
    server.write("u:hong", "issue", `issue-${mutation}`, { id: "i", mutation, code: "not_assigned", ...settled });
    await sync();
    const answer = server.answer.bind(server);
    server.answer = async (path, init) =>
      path.endsWith("pull")
        ? new Response(JSON.stringify({ code: "device_revoked" }), { status: 401 })
        : answer(path, init);
    await sync();
    expect(hong.memory.people.value).toEqual([]);
    expect(hong.memory.attention.value).toBe(0);
    const { rows } = await hong.cache.load();
    expect(rows.map(({ kind, body }) => [kind, (body as { note?: string }).note])).toEqual([["issue", null]]);
  });
});

describe("a button pressed while a sync is running", () => {
  it("syncs once more after it, however often it is pressed", async () => {
    const release = holdFirstReply();
    const first = sync();
    await heard(1);
    server.addPerson("li", "new name");
    const others = [sync(), sync(), sync()];
    release();
    await Promise.all([first, ...others]);
    expect(hong.memory.person("li")?.person.name).toBe("new name");
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
    const release = holdFirstReply();
    const run = sync();
    await heard(1);
    const closed = closeSession(hong);
    release();
    await Promise.all([closed, run]);
    await hong.sync.ask("button");
    expect(phone.requests).toBe(1);
    expect(phone.waitingTimers).toBe(0);
    await comeBack();
    await sync();
    expect(hong.memory.unsent.value).toBe(0);
  });
});
