import { beforeEach, expect, it } from "vitest";
import { saveAmendmentOf, saveVoidingOf } from "../records/mend";
import { isMendable } from "../records/mendable";
import { begin, comeBack, hong, phone, pushes, save, server, sync, VISIT } from "./model/stage";

beforeEach(begin);

function shown(): unknown[] {
  return hong.memory.person("li")?.records.map(({ status, state, amends }) => [status, state, amends]) ?? [];
}

function amend(record: string, note = "改"): Promise<string> {
  const visit = { ...VISIT, person: "li", note, start: new Date(phone.wall() - 900_000) };
  return saveAmendmentOf(hong, visit, record, "wrong_time");
}

it("shows an amendment at once, and the record that it stands in for as voided and not yet sent", async () => {
  const record = await save();
  await sync();
  const other = await amend(record);
  expect(shown()).toEqual([
    ["voided", "on_this_phone", undefined],
    ["valid", "on_this_phone", record],
  ]);
  await comeBack();
  const old = hong.memory.myRecords.value.find(({ id }) => id === record);
  expect(old?.voided).toMatchObject({ reason: "wrong_time", by_name: "hong", replaced_by: other });
  await sync();
  expect(shown().map((each) => (each as string[]).slice(0, 2))).toEqual([
    ["voided", "sent"],
    ["valid", "sent"],
  ]);
});

it("amends what is still unsent, and amends the amendment; all of it goes up in order", async () => {
  await sync();
  const last = await amend(await amend(await save()));
  expect(hong.memory.myRecords.value.filter(({ status }) => status === "valid").map(({ id }) => id)).toEqual([last]);
  await sync();
  expect(pushes().flatMap(({ items }) => items.map(({ op }) => op))).toEqual([
    "visit.create",
    "visit.amend",
    "visit.amend",
  ]);
  expect(hong.memory.attention.value).toBe(0);
  expect(shown().filter((each) => (each as string[])[0] === "valid")).toHaveLength(1);
});

it("shows a voided record as voided, and drops the draft of the form that it came from", async () => {
  await sync();
  const record = await save();
  await hong.outbox.keepDraft(`mend:${record}`, { why: "twice" });
  await saveVoidingOf(hong, "li", record, "twice");
  expect(await hong.outbox.draft(`mend:${record}`)).toBeNull();
  expect(shown()).toEqual([["voided", "on_this_phone", null]]);
  await sync();
  expect(shown().map((each) => (each as string[]).slice(0, 2))).toEqual([["voided", "sent"]]);
});

it("shows what was not taken as needing attention, and lets the record count on", async () => {
  const record = await save();
  await sync();
  const taken = { ...(server.visibleTo("hong").find(({ id }) => id === record)?.body as object) };
  server.write("p:li:2026", "record", record, { ...taken, status: "voided", voided: { replaced_by: "other" } });
  await saveVoidingOf(hong, "li", record, "twice");
  await sync();
  expect(hong.memory.attention.value).toBe(1);
  const parked = hong.memory.myRecords.value.filter(({ state }) => state === "needs_attention");
  expect(parked.map(({ code, subject }) => [code, subject])).toEqual([["already_amended", "li"]]);
  expect(hong.memory.person("li")?.records).toHaveLength(1);
});

it("offers only one's own records that stand", async () => {
  const record = await save();
  await sync();
  const mine = () => hong.memory.myRecords.value.filter((each) => isMendable(each, "hong")).map(({ id }) => id);
  expect(mine()).toEqual([record]);
  expect(hong.memory.myRecords.value.filter((each) => isMendable(each, "mei"))).toEqual([]);
  await saveVoidingOf(hong, "li", record, "twice");
  expect(mine()).toEqual([]);
});

it("keeps the years that are summed up with the person", async () => {
  const year = (id: number) => ({
    id: `y${id}`,
    person: "li",
    year: id,
    visits: 9,
    attempts: 0,
    days: 8,
    last_visit: null,
  });
  for (const one of [2023, 2024]) server.write("p:li", "year_summary", `y${one}`, year(one));
  await sync();
  expect(hong.memory.person("li")?.years.map(({ year }) => year)).toEqual([2024, 2023]);
});
