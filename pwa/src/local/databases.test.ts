import { describe, expect, it } from "vitest";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { isStorageFull, outboxDatabase, steady } from "./databases";

const phone = new PhoneInMemory(
  () => NOON,
  () => Promise.reject(new Error("no network")),
);

function named(name: string, inner?: Error): Error {
  return Object.assign(new Error(name), { name, ...(inner && { inner }) });
}

/** Work on a database that fails in some ways, one after the other, and then succeeds. */
function failing(...errors: Error[]) {
  const database = outboxDatabase(phone, "hong");
  let tries = 0;
  const work = async () => {
    const error = errors[tries++];
    if (error) throw error;
    return database.mutation.count();
  };
  return { run: () => steady(database, work), tries: () => tries };
}

describe("work on a database whose handle has died", () => {
  it.each(["DatabaseClosedError", "InvalidStateError", "UnknownError", "AbortError"])(
    "is done again after %s",
    async (name) => {
      const { run, tries } = failing(named(name));
      expect(await run()).toBe(0);
      expect(tries()).toBe(2);
    },
  );

  it("is done again once, not for ever", async () => {
    const { run, tries } = failing(named("AbortError"), named("AbortError"));
    await expect(run()).rejects.toThrow("AbortError");
    expect(tries()).toBe(2);
  });

  it("is not done again where the work itself was wrong or the phone is full", async () => {
    for (const error of [named("ConstraintError"), named("AbortError", named("QuotaExceededError"))]) {
      const { run, tries } = failing(error);
      await expect(run()).rejects.toThrow(error.message);
      expect(tries()).toBe(1);
    }
  });
});

it("knows a full phone by its error and by the abort that it causes, and by nothing else", () => {
  expect(isStorageFull(named("QuotaExceededError"))).toBe(true);
  expect(isStorageFull(named("AbortError", named("QuotaExceededError")))).toBe(true);
  expect(isStorageFull(named("AbortError"))).toBe(false);
  expect(isStorageFull(undefined)).toBe(false);
});
