import { beforeEach, describe, expect, it } from "vitest";
import { begin, hong, pass, phone, pulls, pushes, save, server, states, sync } from "./model/stage";
import { APP_RELEASE } from "./release";

beforeEach(begin);

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
    expect(hong.memory.person("li")?.records).toHaveLength(1);
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

  it("passes over an envelope that some box on the way finds too large, and sends it by a wider way another day", async () => {
    await save(hong, "li", "x".repeat(9_000));
    const written = phone.wall();
    await save();
    server.largestPush = 5_000;
    await sync();
    expect(states()).toEqual(["sent", "on_this_phone"]);
    expect([hong.memory.unsent.value, hong.memory.attention.value]).toEqual([1, 0]);
    expect(hong.sync.state.value.failure).toBe("incomplete");
    pass(86_400_000);
    await sync();
    expect(Date.parse(pushes().pop()?.watermark ?? "")).toBeLessThan(written);
    server.largestPush = 1_048_576;
    await sync();
    expect(states()).toEqual(["sent", "sent"]);
    expect(hong.sync.state.value.failure).toBeNull();
    await sync();
    expect(Date.parse(pulls().pop()?.watermark ?? "")).toBeGreaterThan(written);
  });

  it("sends an envelope over 64 kB too: the server parks it, and the township hears of it", async () => {
    await save(hong, "li", "x".repeat(70_000));
    await sync();
    expect(hong.memory.myRecords.value[0]).toMatchObject({ state: "needs_attention", code: "too_large" });
    expect(hong.memory.issues.value.map(({ code }) => code)).toEqual(["too_large"]);
  });

  it("keeps, and shows as needing attention, an envelope that no server takes, and sends the others", async () => {
    await save(hong, "li", "x".repeat(1_050_000));
    await save();
    await sync();
    expect(states()).toEqual(["sent", "needs_attention"]);
    expect(hong.memory.attention.value).toBe(1);
    expect(hong.sync.state.value.failure).toBeNull();
    expect(await hong.outbox.all()).toHaveLength(2);
  });

  it("says that the app is to be updated when the server wants a newer one, and goes on sending", async () => {
    await save();
    await sync();
    expect(hong.sync.state.value.outdated).toBe(false);
    server.minimumApp = APP_RELEASE + 1;
    await save();
    await sync();
    expect(hong.sync.state.value).toMatchObject({ outdated: true, failure: null });
    expect(states()).toEqual(["sent", "sent"]);
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
    pass(61 * 86_400_000);
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
