import { describe, expect, it } from "vitest";
import type { Worker } from "../rows";
import { found } from "./found";

const WORKERS = [
  { id: "2", name: "周建国", role: "carer", place_name: "白云村", people: 9 },
  { id: "1", name: "李秀兰", role: "watch_group", place_name: "石坝村", people: 1 },
] as Worker[];
const roleOf = (worker: Worker) => (worker.role === "carer" ? "照料服务人" : "守望之家");

describe("workers", () => {
  it("stand by name and never by what they did", () => {
    expect(found(WORKERS, "", roleOf).map((worker) => worker.name)).toEqual(["李秀兰", "周建国"]);
  });

  it("are found by name, role or place", () => {
    expect(found(WORKERS, "石坝", roleOf).map((worker) => worker.id)).toEqual(["1"]);
    expect(found(WORKERS, "照料", roleOf).map((worker) => worker.id)).toEqual(["2"]);
    expect(found(WORKERS, "无此人", roleOf)).toEqual([]);
  });
});
