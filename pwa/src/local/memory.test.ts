import { describe, expect, it } from "vitest";
import type { RecordBody, Row } from "../api/rows";
import { accountOf } from "../sync/model/phone";
import type { MutationRow } from "./databases";
import { Memory } from "./memory";
import { packed } from "./sealing";

const HEAD = { seq: 1, version: 1, deleted: false } as const;

function personRow(id: string): Row {
  const body = { id, name: id } as Extract<Row, { kind: "person"; deleted: false }>["body"];
  return { ...HEAD, bucket: `p:${id}`, kind: "person", id, body };
}

function recordRow(id: string, subject: string, day: number): Row {
  const start = new Date(Date.UTC(2026, 0, day)).toISOString();
  const body = { id, kind: "visit", subject, start, service_date: start.slice(0, 10), status: "valid", author: "hong" };
  return { ...HEAD, bucket: `p:${subject}:2026`, kind: "record", id, body: body as unknown as RecordBody };
}

function itemAbout(person: string, n: number, state: MutationRow["state"] = "queued"): MutationRow {
  const body = { id: `r-${n}`, person, mode: "home", status: "valid", start: "2026-06-01T12:00:00+08:00", answers: {} };
  const envelope = packed({ id: `m-${n}`, n, op: "visit.create", about: [person], body, clock: { offset: null } });
  return { id: `m-${n}`, n, state, envelope, wall: 0, offset: null, acked_at: null, epoch: null, code: null };
}

function county(): Row[] {
  const people = Array.from({ length: 300 }, (_, index) => personRow(`person-${index}`));
  const records = Array.from({ length: 4_700 }, (_, index) =>
    recordRow(`record-${index}`, `person-${index % 300}`, index % 300),
  );
  return [...people, ...records];
}

describe("the view of 300 people and 5,000 rows", () => {
  const memory = new Memory(accountOf("hong", "device"));
  memory.fillRows({ rows: county(), stamp: 1 });

  it("puts together again only the person about whom something was saved", () => {
    const before = new Map(memory.byId.value);
    memory.wrote([itemAbout("person-7", 1)]);
    const changed = memory.people.value.filter((view) => before.get(view.person.id) !== view);
    expect(changed.map(({ person }) => person.id)).toEqual(["person-7"]);
    expect(changed[0]?.records[0]).toMatchObject({ id: "r-1", state: "on_this_phone" });
  });

  it("takes under 20 ms to show a save", () => {
    memory.people.value;
    const took = Array.from({ length: 5 }, (_, turn) => {
      const began = performance.now();
      memory.wrote([itemAbout("person-9", turn + 2)]);
      memory.people.value;
      memory.unsent.value;
      return performance.now() - began;
    });
    expect(Math.min(...took)).toBeLessThan(20);
  });

  it("lists each person's records newest first", () => {
    const starts = memory.byId.value.get("person-3")?.records.map(({ start }) => Date.parse(start)) ?? [];
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(starts.length).toBeGreaterThan(10);
  });
});

it("takes the role of a record on the phone from the assignment of its day", () => {
  const memory = new Memory(accountOf("hong", "device"));
  const body = {
    id: "a",
    person: "li",
    user: "hong",
    user_name: "hong",
    role: "watch_group",
    valid_from: "2026-01-01",
    valid_to: null,
  };
  const assignment: Row = { ...HEAD, bucket: "p:li", kind: "assignment", id: "a", body };
  memory.fillRows({ rows: [personRow("li"), assignment], stamp: 1 });
  memory.wrote([itemAbout("li", 1), itemAbout("wang", 2)]);
  const roles = memory.myRecords.value.map(({ subject, role }) => [subject, role]);
  expect(new Map(roles as [string, string][])).toEqual(
    new Map([
      ["li", "watch_group"],
      ["wang", "carer"],
    ]),
  );
});
