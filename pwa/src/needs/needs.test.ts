import { beforeEach, expect, it } from "vitest";
import { begin, comeBack, hong, phone, server, sync } from "../sync/model/stage";
import { saveNeedOf } from "./save-need";

beforeEach(begin);

function needs(): string[] {
  return (hong.memory.byId.value.get("li")?.needs ?? []).map(({ kind, status, state }) => `${kind} ${status} ${state}`);
}

it("shows a need the moment it is saved, sends it once, and follows what becomes of it", async () => {
  await sync();
  const id = await saveNeedOf(hong, { person: "li", kind: "food", urgent: true });
  expect(needs()).toEqual(["food open on_this_phone"]);
  const [shown] = hong.memory.byId.value.get("li")?.needs ?? [];
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
