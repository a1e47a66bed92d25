import { describe, expect, it } from "vitest";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { Database, isStorageFull, type Storage, steady } from "./indexed";

interface Rows {
  box: { id: string; n: number };
}

function aPhone(): PhoneInMemory {
  return new PhoneInMemory(
    () => NOON,
    () => Promise.reject(new Error("no network")),
  );
}

function boxes(storage: Storage): Database<Rows> {
  const stores = { box: { key: "id", indices: { n: { of: "n", unique: true } } } };
  return new Database<Rows>(storage, { name: "boxes", version: 1, stores, strict: true });
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** Work that fails in some ways, one after the other, and then succeeds. */
function failing(...errors: Error[]) {
  const database = boxes(aPhone());
  let tries = 0;
  const work = async () => {
    const error = errors[tries++];
    if (error) throw error;
    return database.read(["box"], ({ box }) => box.count());
  };
  return { run: () => steady(database, work), tries: () => tries };
}

describe("work on a database whose handle has died", () => {
  it.each(["InvalidStateError", "UnknownError", "AbortError"])("is done again after %s", async (name) => {
    const { run, tries } = failing(named(name));
    expect(await run()).toBe(0);
    expect(tries()).toBe(2);
  });

  it("is done again once, not for ever", async () => {
    const { run, tries } = failing(named("AbortError"), named("AbortError"));
    await expect(run()).rejects.toThrow("AbortError");
    expect(tries()).toBe(2);
  });

  it("is not done again where the work itself was wrong or the phone is full", async () => {
    for (const error of [named("ConstraintError"), named("QuotaExceededError")]) {
      const { run, tries } = failing(error);
      await expect(run()).rejects.toThrow(error.message);
      expect(tries()).toBe(1);
    }
  });

  it("goes on after the handle was let go of, and after another tab has deleted everything", async () => {
    const phone = aPhone();
    const [here, there] = [boxes(phone), boxes(phone)];
    await here.write(["box"], ({ box }) => box.put({ id: "a", n: 1 }));
    here.close();
    expect(await here.read(["box"], ({ box }) => box.count())).toBe(1);
    await there.delete();
    expect(await here.read(["box"], ({ box }) => box.count())).toBe(0);
  });
});

describe("a transaction", () => {
  it("stores all or nothing, whatever fails in it", async () => {
    const database = boxes(aPhone());
    const twice = [
      { id: "a", n: 1 },
      { id: "b", n: 1 },
      { id: "c", n: 2 },
    ];
    await expect(database.write(["box"], ({ box }) => box.put(...twice))).rejects.toMatchObject({
      name: "ConstraintError",
    });
    const changesItsMind = database.write(["box"], async ({ box }) => {
      await box.put({ id: "d", n: 4 });
      throw new RangeError("no");
    });
    await expect(changesItsMind).rejects.toThrow("no");
    expect(await database.read(["box"], ({ box }) => box.all())).toEqual([]);
  });

  it("is over before its result is there", async () => {
    const database = boxes(aPhone());
    let store: IDBObjectStore | null = null;
    await database.write(["box"], async ({ box }) => {
      store = (box as unknown as { store: IDBObjectStore }).store;
      await box.put({ id: "a", n: 1 });
    });
    expect(() => store?.count()).toThrow();
  });
});

it("asks a Safari for the names of its databases until it has woken, and no other browser", async () => {
  const asked = { Safari: 0, Chrome: 0 };
  for (const name of ["Safari", "Chrome"] as const) {
    const phone = aPhone();
    const { indexedDB } = phone;
    const databases = () => {
      if (++asked[name] === 2) return Promise.resolve([]);
      setTimeout(() => phone.elapse(100));
      return new Promise<never>(() => undefined);
    };
    const sleeping = { open: indexedDB.open.bind(indexedDB), databases } as unknown as IDBFactory;
    const agent = name === "Safari" ? "Version/14.1 Safari/605" : "Chrome/81 Safari/537";
    const { IDBKeyRange, after } = phone;
    const database = boxes({ indexedDB: sleeping, IDBKeyRange, after, name: agent });
    expect(await database.read(["box"], ({ box }) => box.count())).toBe(0);
  }
  expect(asked).toEqual({ Safari: 2, Chrome: 0 });
});

it("knows a full phone by its error, and by nothing else", () => {
  expect(isStorageFull(named("QuotaExceededError"))).toBe(true);
  expect(isStorageFull(named("AbortError"))).toBe(false);
  expect(isStorageFull(undefined)).toBe(false);
});
