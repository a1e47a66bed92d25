import { beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../api/client";
import { keepDraft, loadDraft } from "../records/drafts";
import { saveVisit } from "../records/save";
import { PIN, settleIn } from "../sync/model/county";
import { keysFor } from "../sync/model/opening";
import { accountOf, NOON, PhoneInMemory } from "../sync/model/phone";
import { Server } from "../sync/model/server";
import { openSession, type Session } from "../sync/session";
import { serverNow, syncNow, syncState } from "../sync/sync";
import { account, accounts, backToWork, locked, openPhone, signOut, useAccount, workAs } from "./accounts";
import type { Phone } from "./phone";
import { unlock } from "./unlocking";
import { attention, myRecords, people, personView, unsent } from "./view";

const CODES: Record<string, string> = { "code-hong": "hong", "code-mei": "mei" };
const UNKNOWN_TOKEN = JSON.stringify({ code: "unknown_token" });
const VISIT = { person: "li", mode: "home", status: "valid", start: new Date(NOON), answers: {} } as const;

let server: Server;
let phone: PhoneInMemory;
let goodbyes: (string | null)[];
let farewell: 204 | 401 | 503;
let asked: { device: string; code: string; sealed_key?: string }[];

beforeEach(async () => {
  asked = [];
  goodbyes = [];
  farewell = 204;
  server = new Server(() => NOON);
  server.addPerson("li", "李");
  server.assign("hong", "li");
  phone = new PhoneInMemory(() => NOON, answer);
  await openPhone(phone);
});

async function answer(path: string, init: RequestInit): Promise<Response> {
  if (path === "/api/accounts/sign-out") return goodbye(new Headers(init.headers).get("Authorization"));
  if (path !== "/api/accounts/enrol") return server.answer(path, init);
  const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as (typeof asked)[0];
  asked.push(body);
  const id = CODES[body.code];
  if (!id) return new Response(JSON.stringify({ code: "enrolment_used" }), { status: 409 });
  const user = { id, name: id, role: "carer", place: "990000001", place_name: "样乡" };
  const county = { code: "990000", name: "样县", timezone: "Asia/Shanghai" };
  const now = new Date(NOON).toISOString();
  const keys = await keysFor(id, body.sealed_key);
  return new Response(JSON.stringify({ token: `token-${id}`, ...keys, user, county, epoch: server.epoch, now }));
}

function goodbye(from: string | null): Response {
  goodbyes.push(from);
  return farewell === 204 ? new Response(null, { status: 204 }) : new Response(UNKNOWN_TOKEN, { status: farewell });
}

/** Waits for something that happens by itself, for five seconds at most. */
async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !happened(); tries++) await new Promise((done) => setTimeout(done, 5));
  expect(happened()).toBe(true);
}

/** What follows without being waited for has had time to happen. */
async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 50));
}

describe("enrolling", () => {
  it("turns a link into an account whose people are there after the first sync", async () => {
    await settleIn(" code-hong ");
    expect(account.value).toMatchObject({
      user: "hong",
      place_name: "样乡",
      county: { timezone: "Asia/Shanghai" },
      token: "token-hong",
    });
    await syncNow();
    expect(people.value.map(({ person }) => person.name)).toEqual(["李"]);
    expect(personView("li").value?.assignments).toHaveLength(1);
    expect(personView("nobody").value).toBeUndefined();
    expect(syncState.value.last_success).not.toBeNull();
    expect(phone.persisted).toBe(1);
  });

  it("says why a link is not good, and leaves the phone as it was", async () => {
    await expect(settleIn("code-old")).rejects.toMatchObject({ code: "enrolment_used", status: 409 });
    phone.faults = ["lost"];
    await expect(settleIn("code-hong")).rejects.toMatchObject({ code: "no_network" });
    expect(account.value).toBeNull();
  });

  it("asks again as the same phone after a lost reply, and for a second user", async () => {
    phone.faults = ["unheard"];
    await settleIn("code-hong").catch(() => undefined);
    await settleIn("code-hong");
    await settleIn("code-mei");
    expect(new Set(asked.map(({ device }) => device)).size).toBe(1);
    expect(accounts.value.map(({ user }) => user)).toEqual(["hong", "mei"]);
  });
});

describe("opening the phone again", () => {
  it("shows the last user's people and records without any network", async () => {
    await settleIn("code-hong");
    await syncNow();
    phone.faults = Array(50).fill("lost");
    const record = await saveVisit(VISIT);
    await openPhone(phone);
    expect(account.value?.user).toBe("hong");
    expect(people.value[0]?.records.map(({ id, state }) => [id, state])).toEqual([[record, "on_this_phone"]]);
    expect(unsent.value).toBe(1);
  });

  it("syncs by itself when it wakes and each minute while it is seen, and rests while it is not", async () => {
    await settleIn("code-hong");
    await syncNow();
    const before = phone.requests;
    phone.wake();
    await until(() => phone.requests === before + 1 && !syncState.value.running);
    phone.elapse(60_000);
    await until(() => phone.requests === before + 2 && !syncState.value.running);
    phone.seen = false;
    phone.elapse(60_000);
    await new Promise((done) => setTimeout(done, 50));
    expect(phone.requests).toBe(before + 2);
  });
});

describe("saving", () => {
  it("begins to sync by itself", async () => {
    await settleIn("code-hong");
    await saveVisit(VISIT);
    await until(() => unsent.value === 0);
    expect(myRecords.value.map(({ state }) => state)).toEqual(["sent"]);
    expect(attention.value).toBe(0);
  });

  it("needs somebody who has enrolled", async () => {
    await expect(saveVisit(VISIT)).rejects.toMatchObject({ code: "signed_out" });
  });
});

describe("two users", () => {
  it("have their own people, records and drafts", async () => {
    await settleIn("code-hong");
    await syncNow();
    await keepDraft("li", { note: "hers" });
    await settleIn("code-mei");
    await syncNow();
    expect(people.value).toEqual([]);
    expect(await loadDraft("li")).toBeNull();
    await useAccount("hong");
    expect([locked.value, people.value]).toEqual([true, []]);
    await unlock(PIN);
    expect(people.value).toHaveLength(1);
    expect(await loadDraft("li")).toEqual({ note: "hers" });
  });
});

describe("signing out", () => {
  it("is refused while something is unsent", async () => {
    await settleIn("code-hong");
    await syncNow();
    phone.faults = Array(20).fill("lost");
    await saveVisit(VISIT);
    expect(await signOut()).toEqual({ blocked_by_unsent: 1 });
    expect(account.value?.user).toBe("hong");
  });

  it("deletes the token and what the server told, and keeps what was sent for its 60 days", async () => {
    await settleIn("code-hong");
    await saveVisit(VISIT);
    await syncNow();
    expect(await signOut()).toEqual({ blocked_by_unsent: 0 });
    expect(account.value).toBeNull();
    expect(people.value).toEqual([]);
    const names = (await phone.indexedDB.databases()).map(({ name }) => name);
    expect(names).toContain("outbox.hong");
    expect(names).not.toContain("cache.v2.hong");
    await openPhone(phone);
    expect(account.value).toBeNull();
  });

  it("tells the server, so that nobody waits any more for what this phone may hold", async () => {
    await settleIn("code-hong");
    await syncNow();
    await signOut();
    await until(() => goodbyes.length === 1);
    expect(goodbyes).toEqual(["Bearer token-hong"]);
    await settled();
    await openPhone(phone);
    await settled();
    expect(goodbyes).toHaveLength(1);
  });

  it.each([
    ["no network", "lost"],
    ["a portal in between", "portal"],
    ["a busy server", "busy"],
  ] as const)("goes on all the same with %s, and tells it at the next start", async (_, fault) => {
    await settleIn("code-hong");
    await syncNow();
    phone.faults = [fault];
    expect(await signOut()).toEqual({ blocked_by_unsent: 0 });
    expect(account.value).toBeNull();
    await settled();
    expect(goodbyes).toEqual([]);
    await openPhone(phone);
    await until(() => goodbyes.length === 1);
    expect(goodbyes).toEqual(["Bearer token-hong"]);
  });

  it("keeps no token that the server no longer knows", async () => {
    await settleIn("code-hong");
    await syncNow();
    farewell = 401;
    await signOut();
    await until(() => goodbyes.length === 1);
    await settled();
    await openPhone(phone);
    await settled();
    expect(goodbyes).toHaveLength(1);
  });
});

it("asks as the current user, and tells a failure by its code", async () => {
  await settleIn("code-hong");
  await syncNow();
  const before = server.heard.length;
  await expect(call("POST", "/api/nothing", { a: 1 })).rejects.toMatchObject({ code: "unknown", status: 404 });
  expect(server.heard[before]).toEqual({ path: "/api/nothing", user: "hong", body: '{"a":1}' });
});

it("reckons by the server's clock", async () => {
  phone.wrongBy = 7_200_000;
  await settleIn("code-hong");
  await syncNow();
  expect(serverNow().getTime()).toBe(NOON);
});

describe("work that is nobody's who has enrolled", () => {
  const opened: Session[] = [];
  const guest = async (phone: Phone) => {
    const session = await openSession(phone, accountOf("guest", "device-1"));
    vi.spyOn(session.outbox, "close");
    opened.push(session);
    return session;
  };

  it("is shown, and forgotten on the way back", async () => {
    await settleIn("code-hong");
    await workAs(guest);
    expect([account.value?.user, accounts.value.map(({ user }) => user)]).toEqual(["guest", ["hong"]]);
    await backToWork();
    expect(account.value?.user).toBe("hong");
  });

  it("changes hands one at a time, so that each session that was left is closed once", async () => {
    await settleIn("code-hong");
    opened.length = 0;
    await Promise.all([workAs(guest), workAs(guest)]);
    await backToWork();
    await settled();
    expect(opened.map(({ outbox }) => vi.mocked(outbox.close).mock.calls.length)).toEqual([1, 1]);
  });
});
