import { beforeEach, expect, it, vi } from "vitest";
import { current } from "../local/current";
import { tellOf } from "../records/called";
import { begin, comeBack, hong, phone, server, sync } from "../sync/model/stage";
import { needDraftKey, saveNeedOf } from "./save-need";

beforeEach(begin);

function needs(): string[] {
  return (hong.memory.person("li")?.needs ?? []).map(({ kind, status, state }) => `${kind} ${status} ${state}`);
}

it("shows a need the moment it is saved, sends it once, and follows what becomes of it", async () => {
  await sync();
  const id = await saveNeedOf(hong, { person: "li", kind: "food", urgent: true });
  expect(needs()).toEqual(["food open on_this_phone"]);
  const [shown] = hong.memory.person("li")?.needs ?? [];
  expect(Date.parse(shown?.due_at ?? "") - Date.parse(shown?.raised_at ?? "")).toBe(24 * 3_600_000);
  await comeBack();
  expect(needs()).toEqual(["food open on_this_phone"]);
  phone.faults = ["unheard", "twice"];
  await sync();
  await sync();
  expect(Object.values(server.journal).map(({ result }) => result.status)).toEqual(["applied"]);
  expect(needs()).toEqual(["food open sent"]);
  server.write("p:li", "need", id, { id, person: "li", kind: "food", status: "closed", outcome: "solved" });
  await sync();
  expect(needs()).toEqual(["food closed sent"]);
});

it("lists what waits before what is done with, each the newest first", async () => {
  await sync();
  const first = await saveNeedOf(hong, { person: "li", kind: "food", urgent: false });
  await saveNeedOf(hong, { person: "li", kind: "house", urgent: false });
  await saveNeedOf(hong, { person: "li", kind: "money", urgent: false });
  await sync();
  server.write("p:li", "need", `${first}`, { id: first, person: "li", kind: "food", status: "closed" });
  await sync();
  expect(needs()).toEqual(["money open sent", "house open sent", "food closed sent"]);
});

it("goes on telling where a need stands when the person is with somebody else, and nothing more", async () => {
  await sync();
  const id = await saveNeedOf(hong, { person: "li", kind: "food", urgent: false });
  await sync();
  const elsewhere = () => hong.memory.needsElsewhere.value.map((need) => `${need.kind} ${need.status}`);
  expect([needs(), elsewhere()]).toEqual([["food open sent"], []]);
  server.unassign("hong", "li");
  await sync();
  expect([needs(), elsewhere()]).toEqual([[], ["food open"]]);
  server.write("u:hong", "need_told", id, { id, kind: "food", status: "closed", outcome: "solved" });
  await sync();
  await comeBack();
  expect(elsewhere()).toEqual(["food closed"]);
});

it("keeps the record from which a need was raised when a call comes between", async () => {
  await sync();
  current.value = hong;
  vi.stubGlobal("location", { hash: "" });
  const said = { kind: null, urgent: true, note: "腿肿", record: "record-1" };
  await hong.outbox.keepDraft(needDraftKey("li"), said);
  await tellOf("li", { user: "hong", number: "120", at: phone.wall() });
  const draft = await hong.outbox.draft<typeof said>(needDraftKey("li"));
  expect(draft).toMatchObject({ kind: "health", urgent: true, record: "record-1" });
  expect(draft?.note).toMatch(/^腿肿\n.*120/);
  vi.unstubAllGlobals();
  current.value = null;
});
