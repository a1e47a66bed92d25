import { beforeEach, describe, expect, it } from "vitest";
import { accountOf, NOON, PhoneInMemory } from "../sync/model/phone";
import { Server } from "../sync/model/server";
import { openSession, type Session } from "../sync/session";
import { Outbox } from "./outbox";

const ENVELOPE =
  '{"id":"m-1","n":1,"schema_version":1,"op":"visit.create","about":["li"],"body":{"id":"r-1","person":"li","mode":"home",' +
  '"status":"valid","start":"2026-06-01T11:00:00.000+08:00","form":"visit","form_version":1,"answers":{},"note":"好"},' +
  '"clock":{"wall":"2026-06-01T11:30:00.000+08:00","tz":"Asia/Shanghai","mono":5,"session":"s","offset":null,"error":null,"seen":null}}';

const SHAPE = {
  blob: { key: "sha", indices: { mutation: ["mutation", false, true], state: ["state", false, false] } },
  draft: { key: "key", indices: { changed_at: ["changed_at", false, false] } },
  key: { key: "id", indices: {} },
  mutation: {
    key: "id",
    indices: {
      "[state+n]": [["state", "n"], false, false],
      acked_at: ["acked_at", false, false],
      epoch: ["epoch", false, false],
      n: ["n", true, false],
    },
  },
};

let phone: PhoneInMemory;
let server: Server;

beforeEach(() => {
  server = new Server(() => NOON);
  server.addPerson("li", "li");
  server.assign("hong", "li");
  phone = new PhoneInMemory(
    () => NOON,
    (path, init) => server.answer(path, init),
  );
});

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function shapeOf(database: IDBDatabase) {
  const names = Array.from(database.objectStoreNames);
  const stores = database.transaction(names).objectStore.bind(database.transaction(names));
  const indices = (store: IDBObjectStore) =>
    Array.from(store.indexNames, (name) => {
      const { keyPath, unique, multiEntry } = store.index(name);
      return [name, [keyPath, unique, multiEntry]];
    });
  return Object.fromEntries(
    names.map((name) => [name, { key: stores(name).keyPath, indices: Object.fromEntries(indices(stores(name))) }]),
  );
}

/** Stores an item as the very first version of the app did, without any of today's code. */
async function storeAsTheFirstVersionDid(): Promise<void> {
  const opening = phone.indexedDB.open("outbox.hong", 10);
  opening.onupgradeneeded = () => {
    for (const [name, { key, indices }] of Object.entries(SHAPE)) {
      const store = opening.result.createObjectStore(name, { keyPath: key });
      for (const [index, [path, unique, multiEntry]] of Object.entries(indices))
        store.createIndex(index, path as string, { unique: unique as boolean, multiEntry: multiEntry as boolean });
    }
  };
  const database = await done(opening);
  const json = new TextEncoder().encode(ENVELOPE);
  const envelope = new Uint8Array([0, ...Array.from(json)]);
  const row = {
    id: "m-1",
    n: 1,
    state: "queued",
    envelope,
    wall: NOON,
    offset: null,
    acked_at: null,
    epoch: null,
    code: null,
  };
  await done(
    database
      .transaction("mutation", "readwrite")
      .objectStore("mutation")
      .put({ ...row, of_tomorrow: 1 }),
  );
  database.close();
}

async function rawRow(): Promise<Record<string, unknown>> {
  const database = await done(phone.indexedDB.open("outbox.hong"));
  const row = await done(database.transaction("mutation").objectStore("mutation").get("m-1"));
  database.close();
  return row;
}

function open(): Promise<Session> {
  return openSession(phone, accountOf("hong", "device-1"));
}

describe("the frozen outbox (docs/decisions/0020)", () => {
  it("has exactly the stores, keys and indices that it had in the first version", async () => {
    const outbox = new Outbox(phone, "hong");
    await outbox.unsent();
    const database = await done(phone.indexedDB.open("outbox.hong"));
    expect(database.version).toBe(10);
    expect(shapeOf(database)).toEqual(SHAPE);
    database.close();
  });

  it("shows and sends to the letter what the first version stored, and keeps fields that it does not know", async () => {
    await storeAsTheFirstVersionDid();
    const session = await open();
    expect(session.memory.myRecords.value[0]).toMatchObject({ id: "r-1", note: "好", state: "on_this_phone" });
    await session.sync.ask("button");
    expect(server.heard[0]?.body).toContain(`"items":[${ENVELOPE}]`);
    expect(await rawRow()).toMatchObject({ state: "acked", epoch: "epoch-1", acked_at: NOON, of_tomorrow: 1 });
  });

  it("sends a sealed item, which it cannot read, to the letter", async () => {
    await storeAsTheFirstVersionDid();
    const sealed =
      '{"id":"m-2","n":2,"schema_version":1,"op":"visit.create","about":["li"],"sealed":"AAECAw==","clock":{}}';
    const session = await open();
    const database = await done(phone.indexedDB.open("outbox.hong"));
    const row = {
      ...(await rawRow()),
      id: "m-2",
      n: 2,
      envelope: new Uint8Array([1, ...Array.from(new TextEncoder().encode(sealed))]),
    };
    await done(database.transaction("mutation", "readwrite").objectStore("mutation").put(row));
    database.close();
    server.answer = async (path, init) => {
      server.heard.push({ path, user: "", body: new TextDecoder().decode(init.body as Uint8Array) });
      return new Response("{}", { status: 503 });
    };
    await session.refresh();
    await session.sync.ask("button");
    expect(server.heard[0]?.body).toContain(`,${sealed}]`);
    expect(session.memory.unsent.value).toBe(2);
    expect(session.memory.myRecords.value).toHaveLength(1);
  });
});

describe("a full phone", () => {
  it("says that it is full, and stores nothing", async () => {
    const outbox = new Outbox(phone, "hong");
    await outbox.unsent();
    const write = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    await expect(outbox.add("m", write, "")).rejects.toMatchObject({ code: "storage_full" });
    expect(await outbox.all()).toEqual([]);
  });
});
