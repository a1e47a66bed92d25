import { beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../api/failure";
import { begin, hong, open, pass, phone, save, server, sync } from "./model/stage";

beforeEach(begin);

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
    expect(hong.memory.person("li")?.records[0]?.id).toBe(record);
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
    pass(61 * 86_400_000);
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
    pass(61 * 86_400_000);
    await sync();
    await save();
    expect((await hong.outbox.all()).map(({ n }) => n).sort()).toEqual([1, 2, 3]);
  });

  it("stores again what was cleared away under the open app before it was sent", async () => {
    await save();
    await sync();
    await save();
    await save();
    await clearAway("outbox.hong");
    const record = await save();
    await hong.refresh();
    expect(hong.memory.unsent.value).toBe(3);
    const again = await open();
    expect(again.memory.myRecords.value[0]).toMatchObject({ id: record, state: "on_this_phone" });
    await sync(again);
    expect(Object.keys(server.journal)).toHaveLength(4);
  });

  it("makes room on a full phone by what can be fetched again, and keeps the list in view", async () => {
    await sync();
    const { outbox } = hong;
    const add = outbox.add.bind(outbox);
    outbox.add = () => {
      outbox.add = add;
      return Promise.reject(new Failure("storage_full"));
    };
    await save();
    await hong.refresh();
    expect((await hong.cache.load()).rows).toEqual([]);
    expect(hong.memory.people.value.map(({ person }) => person.name)).toEqual(["li", "wang"]);
    await sync();
    expect(hong.memory.people.value.map(({ person }) => person.name)).toEqual(["li", "wang"]);
    expect((await hong.cache.load()).rows).not.toEqual([]);
  });

  it("goes on after the browser has closed the database under it", async () => {
    await save();
    for (const name of ["outbox.hong", "cache.v2.hong"]) await closeHandles(name);
    await save();
    await sync();
    expect(Object.keys(server.journal)).toHaveLength(2);
  });
});

/** As someone does who clears the data of the site. */
async function clearAway(name: string): Promise<void> {
  await new Promise<void>((done) => {
    const request = phone.indexedDB.deleteDatabase(name);
    request.onsuccess = () => done();
  });
}

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
