import { effect } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { begin, comeBack, heard, holdFirstReply, hong, open, phone, save, server, states, sync } from "./model/stage";
import { closeSession } from "./session";

beforeEach(begin);

describe("pulling", () => {
  it("asks one small question when nothing is new", async () => {
    await sync();
    const before = phone.requests;
    await sync();
    expect(phone.requests).toBe(before + 1);
    const last = server.heard[server.heard.length - 1];
    expect(last?.body.length).toBeLessThan(300);
  });

  it("asks for a hundred people's files in a packed question", async () => {
    for (let count = 0; count < 100; count++) {
      server.addPerson(`person-of-a-large-round-${count}`, "name");
      server.assign("hong", `person-of-a-large-round-${count}`);
    }
    await sync();
    await save();
    await sync();
    expect(hong.sync.state.value.failure).toBeNull();
    expect(server.heard[server.heard.length - 1]?.body.length).toBeGreaterThan(2_048);
    expect(hong.memory.person("li")?.records).toHaveLength(1);
  });

  it("goes on where it was after a crash between two pages", async () => {
    for (let count = 0; count < 9; count++) server.write("p:li", "fact", `fact-${count}`, { id: `fact-${count}` });
    server.pageRows = 2;
    phone.faults = ["fine", "fine", "lost"];
    await sync();
    const again = await open();
    const seen = again.memory.person("li")?.facts.length ?? 0;
    expect(seen).toBeLessThan(9);
    await sync(again);
    expect(again.memory.person("li")?.facts).toHaveLength(9);
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

  it("goes on after a page that brings nothing and only says what to drop", async () => {
    await sync();
    server.unassign("hong", "li");
    server.write("p:wang", "fact", "new", { id: "new" });
    const answer = server.answer.bind(server);
    server.answer = async (path, init) => {
      const page = (await (await answer(path, init)).json()) as { drop?: string[] };
      const isFirst = (page.drop ?? []).length > 0;
      return new Response(JSON.stringify(isFirst ? { ...page, rows: [], next: {}, more: true } : page));
    };
    await sync();
    expect(hong.sync.state.value.failure).toBeNull();
    expect(hong.memory.people.value.map(({ person, facts }) => [person.id, facts.length])).toEqual([["wang", 1]]);
  });

  it("has all of a person again who was taken from her and given back", async () => {
    server.write("p:li", "fact", "fact", { id: "fact" });
    await save();
    await sync();
    server.unassign("hong", "li");
    await sync();
    server.assign("hong", "li");
    await sync();
    expect(hong.memory.person("li")).toMatchObject({ facts: [{ id: "fact" }], records: [{ state: "sent" }] });
  });

  it("forgets a row that the server has deleted, and does not bring it back from the outbox", async () => {
    const record = await save();
    await sync();
    server.write("p:li:2026", "record", record, null, true);
    await sync();
    expect(hong.memory.person("li")?.records).toEqual([]);
    const again = await open();
    expect(again.memory.person("li")?.records).toEqual([]);
  });

  it("fetches everything again when its cache was evicted", async () => {
    await save();
    await sync();
    const before = hong.memory.people.value;
    await closeSession(hong);
    await new Promise((done) => {
      phone.indexedDB.deleteDatabase("cache.v2.hong").onsuccess = done;
    });
    await comeBack();
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
    expect(hong.memory.person("li")?.records).toHaveLength(2);
    expect(hong.memory.attention.value).toBe(1);
  });

  it("keeps no row, in a new epoch, that the server no longer has, though the numbers look alike", async () => {
    server.backUp();
    server.write("p:li", "fact", "gone", { id: "gone" });
    await sync();
    server.restore();
    server.write("p:li", "fact", "new", { id: "new" });
    await sync();
    expect(hong.memory.person("li")?.facts.map(({ id }) => id)).toEqual(["new"]);
    const again = await open();
    expect(again.memory.person("li")?.facts.map(({ id }) => id)).toEqual(["new"]);
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
    expect(hong.memory.person("li")?.facts.map(({ id }) => id)).toEqual(["old"]);
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

  it("goes on from where another tab has overtaken it, for that one may have stopped half way", async () => {
    for (let count = 0; count < 9; count++) server.write("p:li", "fact", `fact-${count}`, { id: `fact-${count}` });
    const other = await open();
    const release = holdFirstReply();
    const slow = sync();
    await heard(1);
    server.pageRows = 2;
    phone.faults = ["fine", "lost"];
    await sync(other);
    release();
    await slow;
    expect(hong.sync.state.value.failure).toBeNull();
    expect(hong.memory.person("li")?.facts).toHaveLength(9);
  });

  it("discards a page that another tab has overtaken, so that no row goes back", async () => {
    const other = await open();
    const release = holdFirstReply();
    const slow = sync();
    await heard(1);
    server.addPerson("li", "new name");
    await sync(other);
    const names: (string | undefined)[] = [];
    const stop = effect(() => void names.push(hong.memory.person("li")?.person.name));
    release();
    await slow;
    stop();
    expect(names.filter((name) => name !== undefined)).toEqual(["new name"]);
    expect(hong.memory.people.value).toEqual(other.memory.people.value);
  });
});
