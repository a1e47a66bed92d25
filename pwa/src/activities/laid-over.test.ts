import { expect, it } from "vitest";
import type { ActivityBody, ActivityEnvelope, SignUpRow } from "../api/activity-rows";
import type { Saved } from "../local/overlay";
import { activitiesWith, lastServed } from "./laid-over";

const HER = { user: "her", name: "谭志强", place: "430321101" };
const TOLD: ActivityBody = {
  id: "a",
  township: "430321101",
  organisers: ["430321101"],
  organiser_names: ["甲镇"],
  kind: "visits",
  title: "",
  day: "2026-11-24",
  time: "09:00",
  place: "石牛村",
  note: null,
  status: "planned",
  planned_by: "her",
  planned_by_name: "谭志强",
  start: null,
  end: null,
  present: [],
  others: 0,
  beneficiaries: 0,
  content: [],
  solved: [],
  pictures: 0,
  cancel_reason: null,
  cancel_note: null,
};
const LINE: SignUpRow = { id: "s", activity: "a", user: "her", user_name: "谭志强", going: true };
const REPORT = { activity: "a", start: "2026-11-24T09:00:00+08:00", present: ["her"], others: 2 };
const DONE = { ...REPORT, served: ["wang", "wang"], served_others: 3, content: [], solved: [] };

function item(op: string, body: object, state: "queued" | "acked" | "parked" = "queued", n = 1) {
  return { row: { id: `e${n}`, n, state }, envelope: { op, n, body } } as unknown as Saved<ActivityEnvelope>;
}

function laid(told: ActivityBody[], lines: SignUpRow[], ...items: Saved<ActivityEnvelope>[]) {
  return activitiesWith(told, lines, items, HER, (code) => ({ "430321101": "甲镇", "430321102": "乙镇" })[code] ?? "");
}

it("shows what is planned here the moment it is saved, with its townships by name", () => {
  const body = { id: "b", kind: "policy", day: "2026-11-25", time: "10:00", place: "", organisers: ["430321102"] };
  const [first, second] = laid([TOLD], [], item("activity.plan", body));
  expect([first?.id, second?.id]).toEqual(["a", "b"]);
  expect([second?.state, second?.organiser_names]).toEqual(["on_this_phone", ["甲镇", "乙镇"]]);
});

it("takes her last word on the list, and what the server has taken in from the server", () => {
  const on = item("activity.sign_up", { activity: "a", going: true }, "queued", 1);
  const off = item("activity.sign_up", { activity: "a", going: false }, "queued", 2);
  expect(laid([TOLD], [], on)[0]?.coming.map(({ user }) => user)).toEqual(["her"]);
  expect(laid([TOLD], [], off, on)[0]?.coming).toEqual([]);
  const sent = item("activity.sign_up", { activity: "a", going: false }, "acked");
  expect(laid([TOLD], [LINE], sent)[0]?.coming).toHaveLength(1);
  const parked = item("activity.sign_up", { activity: "a", going: true }, "parked");
  expect([laid([TOLD], [], parked)[0]?.coming, laid([TOLD], [], parked)[0]?.mine]).toEqual([[], "needs_attention"]);
});

it("reports with names counted once, and leaves a parked report undone", () => {
  const [done] = laid([TOLD], [], item("activity.done", DONE));
  expect([done?.status, done?.beneficiaries, done?.state]).toEqual(["done", 4, "on_this_phone"]);
  const [parked] = laid([TOLD], [], item("activity.done", DONE, "parked"));
  expect([parked?.status, parked?.state]).toEqual(["planned", "needs_attention"]);
});

it("changes nothing that the server has settled", () => {
  const settled = { ...TOLD, status: "cancelled" as const, cancel_reason: "weather" as const };
  expect(laid([settled], [], item("activity.done", DONE))[0]?.status).toBe("cancelled");
});

it("plans, reports and calls off in one row of items", () => {
  const body = { id: "b", kind: "policy", day: "2026-11-25", time: "10:00", place: "", organisers: [] };
  const off = item("activity.cancel", { activity: "b", reason: "too_few" }, "queued", 2);
  const [view] = laid([], [], item("activity.plan", body), off);
  expect([view?.status, view?.cancel_reason]).toEqual(["cancelled", "too_few"]);
});

it("knows the last day on which somebody was named", () => {
  const last = lastServed([
    { day: 5, served: ["wang"] },
    { day: 3, served: ["wang", "li"] },
  ]);
  expect(Array.from(last)).toEqual([
    ["wang", 5],
    ["li", 3],
  ]);
});
