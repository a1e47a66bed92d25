import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openPhone } from "../local/accounts";
import { current } from "../local/current";
import { myRecords } from "../local/view";
import { settleIn } from "../sync/model/county";
import { keysFor } from "../sync/model/opening";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { wall } from "../ui/today";
import { backThen, isStale, type VisitForm } from "./form";
import { keepScanned } from "./scanned";
import { VisitInHand } from "./visit-in-hand";

const USER = { id: "hong", name: "红", role: "carer", place: "990000001", place_name: "样乡" };
const COUNTY = { code: "990000", name: "样县", timezone: "Asia/Shanghai" };

/* A phone that enrolled in the morning and has had no network since. */
beforeEach(async () => {
  await openPhone(new PhoneInMemory(() => NOON, answer));
  await settleIn("code");
});

afterEach(() => {
  vi.useRealTimers();
});

async function answer(path: string): Promise<Response> {
  if (path !== "/api/accounts/enrol") throw new TypeError("no network");
  const now = new Date(NOON).toISOString();
  return new Response(
    JSON.stringify({ token: "token", ...(await keysFor("hong")), user: USER, county: COUNTY, epoch: "1", now }),
  );
}

async function opened(person = "li"): Promise<VisitInHand> {
  const visit = new VisitInHand(person, "met");
  await visit.open();
  return visit;
}

/** Drafts are kept without being waited for; what follows them in the database comes after them. */
async function draftsKept(): Promise<void> {
  await current.value?.outbox.rested();
}

it("saves once, however often the button is pressed", async () => {
  const visit = await opened();
  visit.change({ set: "all_well" });
  const ids = await Promise.all([visit.save(), visit.save(), visit.save()]);
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  expect(myRecords.value.map(({ id, state }) => [id, state])).toEqual([[ids[0], "on_this_phone"]]);
});

it("saves nothing while something is missing, and says what", async () => {
  const visit = await opened();
  expect(await visit.save()).toBeNull();
  expect(visit.problems.value).toEqual(["answer:ticks"]);
  visit.change({ set: "all_well" });
  expect(visit.problems.value).toEqual([]);
  expect(await visit.save()).not.toBeNull();
});

it("is there again after the phone was switched off in the middle of it", async () => {
  const visit = await opened();
  expect(visit.restored.value).toBe(false);
  visit.change({ set: "answer", question: "phrases", value: ["unwell"] });
  visit.change({ set: "note", value: "膝盖疼" });
  await draftsKept();
  const again = await opened();
  expect(again.restored.value).toBe(true);
  expect(again.form.value).toMatchObject({ answers: { phrases: ["unwell"] }, note: "膝盖疼" });
  expect((await opened("wang")).restored.value).toBe(false);
});

it("leaves no draft behind once it is saved, or written anew", async () => {
  const visit = await opened();
  visit.change({ set: "all_well" });
  await visit.save();
  expect((await opened()).restored.value).toBe(false);
  const other = await opened();
  other.change({ set: "note", value: "门口滑" });
  other.restart();
  await draftsKept();
  expect((await opened()).restored.value).toBe(false);
});

it("can be saved again when the phone could not store it", async () => {
  const visit = await opened();
  visit.change({ set: "all_well" });
  const session = current.value;
  current.value = null;
  expect(await visit.save()).toBeNull();
  expect([visit.failure.value, visit.saving.value]).toEqual(["signed_out", false]);
  current.value = session;
  expect(await visit.save()).not.toBeNull();
});

it("asks when the visit was, instead of saving it under a wrong day, when the page has slept for two days", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOON });
  const visit = await opened();
  visit.change({ set: "all_well" });
  vi.setSystemTime(NOON + 48 * 3_600_000);
  expect(await visit.save()).toBeNull();
  expect(visit.problems.value).toEqual(["time_stale"]);
  expect(wall.value).toBe(Date.now());
  if (visit.form.value) visit.change({ set: "when", value: backThen(visit.form.value) });
  expect(visit.problems.value).toEqual([]);
  const id = await visit.save();
  expect(myRecords.value.map(({ id, service_date, end }) => [id, service_date, end])).toEqual([
    [id, "2026-06-01", null],
  ]);
});

it("does not take a form that has just been opened for one from the future", async () => {
  wall.value = Date.now() - 29_000;
  const visit = await opened();
  expect(isStale(visit.form.value as VisitForm, wall.value)).toBe(false);
});

it("is at the door for those whose card was scanned just now", async () => {
  keepScanned("a-card", ["li", "wang"]);
  const visits = await Promise.all(["li", "wang", "zhao"].map((person) => opened(person)));
  expect(visits.map(({ form }) => form.value?.door)).toEqual(["a-card", "a-card", null]);
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ["Date"] });
  expect((await opened("li")).form.value?.door).toBeNull();
});
