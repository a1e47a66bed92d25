import { beforeEach, describe, expect, it } from "vitest";
import { COUNTY_KEY, openSealed } from "../sync/model/opening";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { openWith, sealWith } from "./data-key";
import { Keys } from "./keys";

const PIN = "739164";
const WRONG = "739165";
const SECOND = 1_000;

let phone: PhoneInMemory;
let keys: Keys;
let key: CryptoKey;

beforeEach(async () => {
  phone = new PhoneInMemory(
    () => NOON,
    async () => new Response(),
  );
  keys = new Keys(phone, "hong");
  key = await keys.begin(PIN, COUNTY_KEY, null);
});

async function crypt() {
  return { subtle: globalThis.crypto.subtle, random: phone.random };
}

/** Whether two keys are one: what the first seals the second opens. */
async function isSame(one: CryptoKey, other: CryptoKey): Promise<boolean> {
  const sealed = await sealWith(await crypt(), one, new Uint8Array([1, 2, 3]), "test");
  return openWith(await crypt(), other, sealed, "test").then(
    () => true,
    () => false,
  );
}

function beWrong(): Promise<unknown> {
  return keys.unlock(WRONG, COUNTY_KEY).catch(({ code, retry_after }) => [code, retry_after]);
}

describe("a data key", () => {
  it("comes back by the PIN, and is given out to nobody", async () => {
    const again = await new Keys(phone, "hong").unlock(PIN, COUNTY_KEY);
    expect(await isSame(key, again)).toBe(true);
    expect([key.extractable, again.extractable]).toEqual([false, false]);
  });

  it("is another one for every user, and none opens by another's PIN", async () => {
    const mei = new Keys(phone, "mei");
    expect(await isSame(key, await mei.begin("285046", COUNTY_KEY, null))).toBe(false);
    await expect(mei.unlock(PIN, COUNTY_KEY)).rejects.toMatchObject({ code: "wrong_pin" });
  });

  it("stays the same under a changed PIN, and the old PIN is wrong then", async () => {
    await keys.change(PIN, "285046");
    await expect(keys.unlock(PIN, COUNTY_KEY)).rejects.toMatchObject({ code: "wrong_pin" });
    expect(await isSame(key, await keys.unlock("285046", COUNTY_KEY))).toBe(true);
  });

  it("comes back from the county when the PIN is forgotten", async () => {
    const given = await openSealed((await keys.forCounty()) ?? "", "data key hong");
    const again = await keys.begin("285046", COUNTY_KEY, given);
    expect(await isSame(key, again)).toBe(true);
    expect(await isSame(key, await keys.unlock("285046", COUNTY_KEY))).toBe(true);
  });

  it("is put aside, not lost, where the county cannot open it and another is made", async () => {
    const before = await keys.forCounty();
    expect(await isSame(key, await keys.begin("285046", COUNTY_KEY, null))).toBe(false);
    const aside = await rowsOf("key");
    expect(aside.map(({ id }) => id).sort()).toEqual(["county", `county until ${NOON}`, "pin", `pin until ${NOON}`]);
    expect(new TextDecoder().decode(aside.find(({ id }) => id === `county until ${NOON}`)?.wrapped)).toBe(before);
  });

  it("is derived in no fewer than 100,000 rounds", async () => {
    const pin = (await rowsOf("key")).find(({ id }) => id === "pin");
    expect(pin?.iterations).toBeGreaterThanOrEqual(100_000);
    expect(pin?.salt).toHaveLength(16);
  });
});

describe("a wrong PIN", () => {
  it("slows down from the third on, more and more, and never deletes anything", async () => {
    const before = await rowsOf("key");
    const waits: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      expect(await beWrong()).toEqual(["wrong_pin", expect.any(Number)]);
      waits.push((await keys.wait()) / SECOND);
      phone.elapse(await keys.wait());
    }
    expect(waits).toEqual([0, 0, 5, 30, 60, 300, 900, 900, 900]);
    expect((await rowsOf("key")).map(({ wrapped }) => wrapped)).toEqual(before.map(({ wrapped }) => wrapped));
    expect(await isSame(key, await keys.unlock(PIN, COUNTY_KEY))).toBe(true);
    expect(await keys.wait()).toBe(0);
  });

  it("makes even the right one wait", async () => {
    for (let turn = 0; turn < 3; turn++) await beWrong();
    await expect(keys.unlock(PIN, COUNTY_KEY)).rejects.toMatchObject({ code: "too_soon", retry_after: 5 });
    phone.elapse(4_999);
    await expect(keys.unlock(PIN, COUNTY_KEY)).rejects.toMatchObject({ code: "too_soon", retry_after: 1 });
    phone.elapse(1);
    await keys.unlock(PIN, COUNTY_KEY);
  });

  it("is not forgotten by a restart nor by turning the clock", async () => {
    for (let turn = 0; turn < 3; turn++) await beWrong();
    phone.wrongBy = 86_400_000;
    keys = new Keys(phone, "hong");
    expect(await keys.wait()).toBe(5 * SECOND);
    phone.elapse(5 * SECOND);
    await beWrong();
    expect(await keys.wait()).toBe(30 * SECOND);
  });

  it("counts though the page is closed over it, and in every tab", async () => {
    const other = new Keys(phone, "hong");
    await other.wait();
    for (let turn = 0; turn < 3; turn++) await beWrong();
    expect(await other.wait()).toBe(5 * SECOND);
  });
});

async function rowsOf(
  store: string,
): Promise<{ id: string; wrapped: Uint8Array; salt?: Uint8Array; iterations?: number }[]> {
  const opening = phone.indexedDB.open("outbox.hong");
  const database = await new Promise<IDBDatabase>((done) => {
    opening.onsuccess = () => done(opening.result);
  });
  const asked = database.transaction(store).objectStore(store).getAll();
  await new Promise((done) => {
    asked.onsuccess = done;
  });
  database.close();
  return asked.result;
}
