import { beforeEach, expect, it } from "vitest";
import type { ReportWhat } from "../api/rows";
import { saveReportOf } from "../records/save-report";
import { begin, comeBack, hong, pass, phone, save, server, sync } from "./model/stage";

beforeEach(begin);

function report(what: ReportWhat, person = "li"): Promise<string> {
  pass(60_000);
  return saveReportOf(hong, { person, what, since: "2026-06-01" });
}

function reports(person = "li"): string[] {
  return (hong.memory.person(person)?.reports ?? []).map(({ what, status, state }) => `${what} ${status} ${state}`);
}

it("shows a report the moment it is saved, and after the app starts again, without any sync", async () => {
  await sync();
  await report("hospital");
  expect(reports()).toEqual(["hospital to_be_confirmed on_this_phone"]);
  await comeBack();
  expect(reports()).toEqual(["hospital to_be_confirmed on_this_phone"]);
  expect(hong.memory.unsent.value).toBe(1);
});

it("sends a report once, beside visits, and shows it once", async () => {
  await save();
  const id = await report("away");
  await save();
  phone.faults = ["unheard", "twice"];
  await sync();
  pass(3_600_000);
  await sync();
  expect(Object.values(server.journal).map(({ result }) => result.status)).toEqual(["applied", "applied", "applied"]);
  expect(reports()).toEqual(["away to_be_confirmed sent"]);
  expect(hong.memory.person("li")?.reports[0]?.id).toBe(id);
  expect(hong.memory.myRecords.value).toHaveLength(2);
});

it("lists the newest report first and follows what the township decides", async () => {
  await report("hospital");
  const id = await report("back");
  await sync();
  expect(reports()).toEqual(["back to_be_confirmed sent", "hospital to_be_confirmed sent"]);
  server.write("p:li", "report", id, { id, person: "li", what: "back", since: "2026-06-01", status: "declined" });
  await sync();
  expect(reports()[0]).toBe("back declined sent");
});
