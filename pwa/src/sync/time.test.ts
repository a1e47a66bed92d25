import { beforeEach, describe, expect, it } from "vitest";
import { saveVisitOf } from "../records/save";
import { NOON } from "./model/phone";
import { begin, hong, open, pass, phone, pushes, save, server, sync, time, VISIT } from "./model/stage";

beforeEach(begin);

describe("time", () => {
  it("learns by how much its clock is off, and puts that into the next envelope", async () => {
    phone.wrongBy = -3 * 3_600_000;
    await sync();
    expect(hong.sync.state.value.clock_off_minutes).toBe(180);
    await save();
    const { clock } = JSON.parse(new TextDecoder().decode((await hong.outbox.all())[0]?.envelope.subarray(1)));
    expect(clock).toMatchObject({ offset: 3 * 3_600_000, seen: "2026-06-01T04:00:00.000Z" });
    expect(hong.memory.myRecords.value[0]?.start).toBe("2026-06-01T03:51:00.000Z");
  });

  it("never takes back the last server time it has seen, not even after a restart", async () => {
    await sync();
    pass(-86_400_000);
    await sync();
    const again = await open();
    expect(again.clock.known.seen).toBe(NOON);
    expect(again.clock.now()).toBeGreaterThanOrEqual(NOON);
  });

  it("claims nothing unsent up to now when the queue is empty, else up to just before the oldest capture", async () => {
    await save();
    const captured = time;
    await save();
    await sync();
    expect(Date.parse(pushes()[0]?.watermark ?? "")).toBe(captured - 1);
    const pulled = JSON.parse(server.heard[1]?.body ?? "{}");
    expect(Date.parse(pulled.watermark)).toBe(time);
  });

  it("claims no more than is true when a wrong clock was found out after the capture", async () => {
    phone.wrongBy = 86_400_000;
    await save();
    const captured = time;
    phone.faults = ["lost"];
    await sync();
    hong.clock.learn(new Date(time).toISOString(), phone.wall(), 0);
    await sync();
    expect(Date.parse(pushes()[0]?.watermark ?? "")).toBe(captured - 1);
  });

  it("dates a visit by the county's day, whatever the phone's", async () => {
    pass(Date.parse("2026-05-31T17:00:00Z") - time);
    await saveVisitOf(hong, { ...VISIT, person: "li", start: new Date(time) });
    expect(hong.memory.myRecords.value[0]?.service_date).toBe("2026-06-01");
  });
});
