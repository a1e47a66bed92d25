import { describe, expect, it } from "vitest";
import type { Device, Worker } from "../rows";
import { clockText, phonesOf, sizeText, worriesOf } from "./worries";

const NOW = Date.parse("2026-11-27T08:00:00Z");
const WELL = { unsent: 0, pictures: 0, clock: 0, used: 40, free: 900, kept: true };

function device(said: Partial<Device> = {}): Device {
  const fresh = "2026-11-27T07:59:00Z";
  const known = { id: "d", name: "", enrolled_at: "2026-11-01T00:00:00Z", last_contact: fresh, watermark: fresh };
  return { ...known, app_version: "1.0.0", condition: WELL, revoked_at: null, ...said };
}

function worker(name: string, ...devices: Device[]): Worker {
  return { name, active: true, is_staff: false, devices } as unknown as Worker;
}

const worries = (said: Partial<Device>) => worriesOf(device(said), NOW, "1.0.0");

describe("what wants a look about a phone", () => {
  it("is nothing about one that is well, and nothing that an older app does not tell", () => {
    expect(worries({})).toEqual([]);
    expect(worries({ condition: null })).toEqual([]);
    expect(worries({ condition: { ...WELL, clock: null, used: null, free: null, kept: null } })).toEqual([]);
  });

  it("is each thing that it tells, the worst first", () => {
    const bad = { unsent: 2, pictures: 3, clock: -660, used: 90, free: 20, kept: false };
    expect(worries({ condition: bad, app_version: "0.9.0", last_contact: "2026-11-24T07:00:00Z" })).toEqual([
      "silent",
      "unsent",
      "clock",
      "full",
      "not_kept",
      "pictures",
      "old",
    ]);
    expect(worries({ watermark: "2026-11-27T07:00:00Z" })).toEqual(["unsent"]);
    expect(worries({ last_contact: null, watermark: null, enrolled_at: "2026-11-26T00:00:00Z" })).toEqual([]);
  });

  it("brings the worst to the top, the longest silent first, and leaves out what was ended", () => {
    const old = device({ id: "old", last_contact: "2026-11-20T00:00:00Z" });
    const older = device({ id: "older", last_contact: "2026-11-10T00:00:00Z" });
    const full = device({ id: "full", condition: { ...WELL, free: 20 } });
    const gone = device({ id: "gone", revoked_at: "2026-11-20T00:00:00Z", last_contact: null });
    const closed = { ...worker("丁", old), active: false };
    const lines = phonesOf(
      [worker("甲", device()), worker("乙", full, gone), worker("丙", old, older), closed],
      NOW,
      "1.0.0",
    );
    expect(lines.map(({ device }) => device.id)).toEqual(["older", "old", "full", "d"]);
  });

  it("is said in words", () => {
    expect([0, 20, 660, -660, 9_000].map(clockText)).toEqual(["准", "准", "慢 11 分钟", "快 11 分钟", "慢 3 小时"]);
    expect([90, 1_500, 23_000].map(sizeText)).toEqual(["90 MB", "1.5 GB", "23 GB"]);
  });
});
