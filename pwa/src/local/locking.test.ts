import { IDBObjectStore } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { rescueFile } from "../accounts/rescue";
import { call } from "../api/client";
import { keepDraft, loadDraft } from "../records/drafts";
import { saveVisit } from "../records/save";
import { PIN, settleIn } from "../sync/model/county";
import { COUNTY_KEY, keysFor, openedText } from "../sync/model/opening";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { Server } from "../sync/model/server";
import { syncNow, syncState } from "../sync/sync";
import { account, locked, openPhone, useAccount } from "./accounts";
import { base64UrlOf } from "./bytes";
import { current } from "./current";
import { wireOf } from "./items";
import { formHeld, lock, watchUse } from "./locking";
import { changePin, unlock } from "./unlocking";
import { myRecords, people, unsent } from "./view";

const HOUR = 3_600_000;
const CODES: Record<string, string> = { "code-hong": "hong", "code-hong-again": "hong", "code-mei": "mei" };
const VISIT = { person: "li", mode: "home", status: "valid", answers: {}, note: "血压偏高" } as const;

let time: number;
let server: Server;
let phone: PhoneInMemory;
let isForm: boolean;

beforeEach(async () => {
  time = NOON;
  isForm = false;
  server = new Server(() => time);
  server.addPerson("li", "李桂英");
  server.assign("hong", "li");
  phone = new PhoneInMemory(() => time, answer);
  await startTheApp();
  await settleIn("code-hong");
  await syncNow();
});

async function startTheApp(): Promise<void> {
  await openPhone(phone);
  watchUse(() => isForm);
}

async function answer(path: string, init: RequestInit): Promise<Response> {
  if (path !== "/api/accounts/enrol") return server.answer(path, init);
  const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as { code: string; sealed_key?: string };
  const id = CODES[body.code] ?? "";
  const user = { id, name: id, role: "carer", place: "990000001", place_name: "样乡" };
  const county = { code: "990000", name: "样县", timezone: "Asia/Shanghai" };
  const now = new Date(time).toISOString();
  const keys = await keysFor(id, body.sealed_key);
  return new Response(JSON.stringify({ token: `token-${id}`, ...keys, user, county, epoch: server.epoch, now }));
}

/** Writes down a visit without any network. */
async function saveOffline(): Promise<string> {
  phone.faults = Array(40).fill("lost");
  const record = await saveVisit({ ...VISIT, start: new Date(time) });
  await current.value?.sync.settled();
  return record;
}

function backOnline(): void {
  phone.faults = [];
}

async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !happened(); tries++) await new Promise((done) => setTimeout(done, 5));
  expect(happened()).toBe(true);
}

describe("at rest", () => {
  it("no store of the phone holds a name, a note or a token that reads", async () => {
    await keepDraft("li", { note: "头晕两天" });
    await saveOffline();
    const told = await everythingStored();
    for (const secret of ["李桂英", "血压偏高", "头晕两天", "token-hong", PIN])
      expect(told.includes(secret)).toBe(false);
    expect(told).toContain("push-hong");
    expect(people.value[0]?.person.name).toBe("李桂英");
  });

  it("leaves what was sent, and told of since, to the county alone", async () => {
    await saveOffline();
    expect((await current.value?.outbox.all())?.map(({ copy }) => copy !== undefined)).toEqual([true]);
    backOnline();
    await syncNow();
    expect((await current.value?.outbox.all())?.map(({ copy }) => copy !== undefined)).toEqual([false]);
    expect(myRecords.value.map(({ note, state }) => [note, state])).toEqual([["血压偏高", "sent"]]);
  });
});

describe("locked", () => {
  it("shows nothing but the number of what is unsent, over restarts too", async () => {
    await saveOffline();
    await lock(false);
    expect([locked.value, people.value, myRecords.value, unsent.value]).toEqual([true, [], [], 1]);
    await startTheApp();
    expect([locked.value, people.value, unsent.value, account.value?.token]).toEqual([true, [], 1, "push-hong"]);
    await unlock(PIN);
    expect([locked.value, people.value.length, unsent.value]).toEqual([false, 1, 1]);
    expect(myRecords.value[0]).toMatchObject({ note: "血压偏高", state: "on_this_phone" });
  });

  it("goes on handing in, and asks for nothing", async () => {
    const record = await saveOffline();
    await lock(false);
    backOnline();
    const before = server.heard.length;
    server.addPerson("li", "李桂芳");
    await syncNow();
    expect(unsent.value).toBe(0);
    expect(Object.keys(server.journal)).toHaveLength(1);
    expect(server.heard.slice(before).map(({ path }) => path)).toEqual(["/api/sync/push"]);
    expect(syncState.value).toMatchObject({ failure: null, running: false });
    await expect(call("GET", "/api/accounts/me")).rejects.toMatchObject({ status: 401 });
    await unlock(PIN);
    await syncNow();
    expect(people.value[0]?.person.name).toBe("李桂芳");
    expect(myRecords.value.map(({ id, state }) => [id, state])).toEqual([[record, "sent"]]);
  });

  it("opens by no wrong PIN", async () => {
    await lock(false);
    await expect(unlock("285046")).rejects.toMatchObject({ code: "wrong_pin" });
    expect([locked.value, people.value]).toEqual([true, []]);
  });

  it("takes in a save that was under way, and sends it", async () => {
    await lock(true);
    await saveVisit({ ...VISIT, start: new Date(time) });
    await until(() => unsent.value === 0);
    await unlock(PIN);
    await syncNow();
    expect(myRecords.value.map(({ note, state }) => [note, state])).toEqual([["血压偏高", "sent"]]);
  });

  it("keeps a draft, sealed, and a form that is open, in memory", async () => {
    await keepDraft("li", { note: "写到一半" });
    await lock(true);
    expect([locked.value, formHeld.value, people.value.length]).toEqual([true, true, 1]);
    expect(await loadDraft("li")).toBeNull();
    expect(account.value?.token).toBe("push-hong");
    await unlock(PIN);
    expect([locked.value, formHeld.value, account.value?.token]).toEqual([false, false, "token-hong"]);
    expect(await loadDraft("li")).toEqual({ note: "写到一半" });
  });
});

describe("when it locks", () => {
  it("is after twelve hours without use, not before, and a restart in between asks for no PIN", async () => {
    time += 11 * HOUR;
    await startTheApp();
    expect(locked.value).toBe(false);
    phone.use();
    await new Promise((done) => setTimeout(done, 30));
    time += 11 * HOUR;
    phone.wake();
    await new Promise((done) => setTimeout(done, 30));
    expect(locked.value).toBe(false);
    time += 2 * HOUR;
    phone.wake();
    await until(() => locked.value);
    await startTheApp();
    expect(locked.value).toBe(true);
  });

  it("is also when the clock was turned back by as much", async () => {
    phone.wrongBy = -13 * HOUR;
    await startTheApp();
    expect(locked.value).toBe(true);
  });

  it("is when another user takes the phone; each opens with her own PIN", async () => {
    await settleIn("code-mei", "285046");
    await useAccount("hong");
    expect(locked.value).toBe(true);
    await expect(unlock("285046")).rejects.toMatchObject({ code: "wrong_pin" });
    await unlock(PIN);
    expect(people.value).toHaveLength(1);
    await useAccount("mei");
    expect(locked.value).toBe(true);
    await unlock("285046");
    expect(people.value).toEqual([]);
  });

  it("holds a form in memory that was open", async () => {
    isForm = true;
    time += 13 * HOUR;
    phone.wake();
    await until(() => locked.value);
    expect([formHeld.value, people.value.length]).toEqual([true, 1]);
  });
});

describe("a forgotten PIN", () => {
  it("costs a new code and nothing else: all is there again, and sent", async () => {
    await keepDraft("wang", { note: "写到一半" });
    const record = await saveOffline();
    await lock(false);
    backOnline();
    phone.faults = ["fine", "fine", ...Array(20).fill("lost")];
    await settleIn("code-hong-again", "285046");
    expect(myRecords.value.map(({ id, note, state }) => [id, note, state])).toEqual([
      [record, "血压偏高", "on_this_phone"],
    ]);
    expect(await loadDraft("wang")).toEqual({ note: "写到一半" });
    expect(people.value[0]?.person.name).toBe("李桂英");
    backOnline();
    await syncNow();
    expect(Object.keys(server.journal)).toHaveLength(1);
    await lock(false);
    await expect(unlock(PIN)).rejects.toMatchObject({ code: "wrong_pin" });
    await unlock("285046");
    expect(locked.value).toBe(false);
  });
});

it("changes the PIN", async () => {
  await expect(changePin("285046", "902817")).rejects.toMatchObject({ code: "wrong_pin" });
  await changePin(PIN, "902817");
  await lock(false);
  await unlock("902817");
  expect(people.value).toHaveLength(1);
});

it("seals to the county's newest key as soon as it hears of it, and wraps the data key to it at the next PIN", async () => {
  const newest = { id: "f00d", number: 2, public: await anotherPoint() };
  server.write("c", "county_key", COUNTY_KEY.id, { ...COUNTY_KEY, number: 1 });
  server.write("c", "county_key", newest.id, newest);
  await syncNow();
  phone.faults = Array(9).fill("lost");
  await saveVisit({ ...VISIT, start: new Date(time) });
  const [row] = (await current.value?.outbox.all()) ?? [];
  const { sealed } = JSON.parse(new TextDecoder().decode(row?.envelope.subarray(1)));
  const keyId = await idOf(newest.public);
  expect(sealed.slice(0, 12)).toBe(keyId);
  await lock(false);
  await unlock(PIN);
  expect(account.value?.county_key?.id).toBe("f00d");
  const told = await everythingStored();
  expect(told).toContain(`{"id":"county","wrapped":"${keyId}`);
});

it("works where the browser stores no key, and asks for the PIN at each start", async () => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (row: { key?: string }, ...more) {
    if (row.key?.startsWith("in_use.")) throw new DOMException("no keyring", "DataCloneError");
    return put.call(this, row, ...more);
  };
  try {
    await lock(false);
    await unlock(PIN);
    expect([locked.value, people.value.length]).toEqual([false, 1]);
    await startTheApp();
    expect(locked.value).toBe(true);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
});

it("makes a file of what is unsent that only the county opens, also while it is locked", async () => {
  await saveOffline();
  await saveOffline();
  const rows = await current.value?.outbox.all();
  await lock(false);
  const file = JSON.parse((await rescueFile()) ?? "");
  expect(file).toMatchObject({ shouwang: "rescue", version: 1, parts: [expect.any(String)] });
  const opened = JSON.parse(await openedText(file.parts[0], "rescue"));
  expect(opened).toMatchObject({ shouwang: "rescue", version: 1, user: "hong", device: account.value?.device });
  expect(opened.items.map((item: { n: number }) => item.n)).toEqual([1, 2]);
  expect(opened.items.map((item: unknown) => JSON.stringify(item)).sort()).toEqual(rows?.map(wireOf).sort());
  backOnline();
  await syncNow();
  expect(await rescueFile()).toBeNull();
});

it("refuses to sign in where the browser encrypts nothing, and leaves the code good", async () => {
  phone.subtle = null;
  const before = phone.requests;
  await expect(settleIn("code-mei")).rejects.toMatchObject({ code: "not_secure" });
  expect(phone.requests).toBe(before);
});

async function anotherPoint(): Promise<string> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return btoa(String.fromCharCode(...new Uint8Array(await subtle.exportKey("raw", pair.publicKey))));
}

/** The first letters of what is sealed name the form and the key. */
async function idOf(point: string): Promise<string> {
  const bytes = Uint8Array.from(atob(point), (letter) => letter.charCodeAt(0));
  const id = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes)).subarray(0, 8);
  return base64UrlOf(new Uint8Array([1, ...Array.from(id)]));
}

/** Every byte of every store of every database, as text. */
async function everythingStored(): Promise<string> {
  const all: string[] = [];
  for (const { name = "" } of await phone.indexedDB.databases()) {
    const database = await done(phone.indexedDB.open(name));
    for (const store of Array.from(database.objectStoreNames))
      all.push(...(await done(database.transaction(store).objectStore(store).getAll())).map(asText));
    database.close();
  }
  return all.join("\n");
}

function asText(row: unknown): string {
  return JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
