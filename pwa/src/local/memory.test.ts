import { describe, expect, it } from "vitest";
import type { RecordBody, Row } from "../api/rows";
import { accountOf } from "../sync/model/phone";
import type { MutationRow } from "./databases";
import { Memory } from "./memory";
import { packed, SEALED } from "./sealing";

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
  memory.fillRows({ rows: county(), stamp: 1, epoch: "epoch-1" });

  it("puts together again only the person about whom something was saved", () => {
    const before = new Map(memory.people.value.map((view) => [view.person.id, view]));
    memory.wrote([itemAbout("person-7", 1)]);
    const changed = memory.people.value.filter((view) => before.get(view.person.id) !== view);
    expect(changed.map(({ person }) => person.id)).toEqual(["person-7"]);
    expect(changed[0]?.records[0]).toMatchObject({ id: "r-1", state: "on_this_phone" });
  });

  it("lists each person's records newest first", () => {
    const starts = memory.person("person-3")?.records.map(({ start }) => Date.parse(start)) ?? [];
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(starts.length).toBeGreaterThan(10);
  });
});

describe("the role of a record on the phone", () => {
  const AT = Date.parse("2026-06-02T00:30:00+08:00");

  function assignment(id: string, role: string, valid_from: string, valid_to: string | null = null): Row {
    const body = { id, person: "li", user: "hong", user_name: "hong", role, valid_from, valid_to };
    return { ...HEAD, bucket: "p:li", kind: "assignment", id, body };
  }

  function roleAmong(...assignments: Row[]): string | null | undefined {
    const memory = new Memory(accountOf("hong", "device"));
    memory.fillRows({ rows: [personRow("li"), ...assignments], stamp: 1, epoch: "epoch-1" });
    memory.wrote([{ ...itemAbout("li", 1), wall: AT }]);
    return memory.myRecords.value[0]?.role;
  }

  it("is that of the assignment, and without one that of the account", () => {
    expect(roleAmong(assignment("a", "watch_group", "2026-01-01"))).toBe("watch_group");
    expect(roleAmong()).toBe("carer");
  });

  it("is, of two assignments that run, that of the one that began first, then of the lower id", () => {
    const group = assignment("b", "watch_group", "2026-02-01");
    expect(roleAmong(assignment("a", "cadre", "2026-03-01"), group)).toBe("watch_group");
    expect(roleAmong(assignment("c", "cadre", "2026-02-01"), group)).toBe("watch_group");
    expect(roleAmong(assignment("c", "cadre", "2026-01-01", "2026-05-31"), group)).toBe("watch_group");
  });

  it("goes by the day on which it was written down, not by the day of the visit", () => {
    const since = assignment("a", "watch_group", "2026-06-02");
    expect(roleAmong(assignment("b", "cadre", "2026-01-01", "2026-06-01"), since)).toBe("watch_group");
  });
});

describe("what needs attention", () => {
  const parked = (n: number) => ({ ...itemAbout("li", n, "parked"), code: "already_amended" });

  function sealed(item: MutationRow, op: string): MutationRow {
    return { ...item, envelope: packed({ id: item.id, n: item.n, op, about: ["li"], sealed: "…" }, SEALED) };
  }

  function issueRow(mutation: string, resolved_at: string | null = null): Row {
    const body = {
      id: `i-${mutation}`,
      mutation,
      code: "not_assigned",
      op: "visit.create",
      person: "wang",
      resolved_at,
    };
    return { ...HEAD, bucket: "u:hong", kind: "issue", id: body.id, body } as unknown as Row;
  }

  function memoryOf(items: MutationRow[], ...rows: Row[]): Memory {
    const memory = new Memory(accountOf("hong", "device"));
    memory.fillRows({ rows: [personRow("li"), ...rows], stamp: 1, epoch: "epoch-1" });
    memory.wrote(items);
    return memory;
  }

  it("is listed beside the records where only the county can read it", () => {
    const { myRecords, attention, waitingUnshown } = memoryOf([parked(1), sealed(parked(2), "visit.amend")]);
    expect(myRecords.value.map(({ id }) => id)).toEqual(["r-1"]);
    expect(waitingUnshown.value).toEqual([
      { mutation: "m-2", op: "visit.amend", person: "li", code: "already_amended" },
    ]);
    expect(attention.value).toBe(2);
  });

  it("is listed where another phone of hers wrote it, until it is settled", () => {
    const { attention, waitingUnshown } = memoryOf([], issueRow("m-7"), issueRow("m-8", "2026-06-03T00:00:00Z"));
    expect(waitingUnshown.value.map(({ mutation, person }) => [mutation, person])).toEqual([["m-7", "wang"]]);
    expect(attention.value).toBe(1);
  });
});

describe("two entries of one person", () => {
  const also = (id: string, ...gone: string[]): Row => {
    const row = personRow(id);
    return { ...row, body: { ...row.body, also: gone } } as Row;
  };
  const page = { emptied: false, stamp: 2, epoch: "epoch-1" };

  function twice(): Memory {
    const memory = new Memory(accountOf("hong", "device"));
    memory.fillRows({ rows: [personRow("li"), personRow("li-again")], stamp: 1, epoch: "epoch-1" });
    memory.wrote([itemAbout("li-again", 1, "acked"), itemAbout("li-again", 2)]);
    memory.pulled({ ...page, dropped: ["p:li-again"], rows: [also("li", "li-again"), recordRow("r-1", "li", 1)] });
    return memory;
  }

  it("are one, with what was written here about either, each once", () => {
    const memory = twice();
    expect(memory.people.value.map(({ person }) => person.id)).toEqual(["li"]);
    expect(memory.person("li-again")?.person.id).toBe("li");
    expect(memory.person("li")?.records.map(({ id, state }) => [id, state])).toEqual([
      ["r-2", "on_this_phone"],
      ["r-1", "sent"],
    ]);
    expect(memory.myRecords.value.map(({ id }) => id)).toEqual(["r-2", "r-1"]);
  });

  it("are two again, where what came since stays with the one who was kept", () => {
    const memory = twice();
    memory.wrote([itemAbout("li-again", 2, "acked")]);
    memory.pulled({ ...page, stamp: 3, dropped: [], rows: [recordRow("r-2", "li", 2)] });
    const gone: Row = { ...recordRow("r-1", "li", 1), deleted: true, body: null } as unknown as Row;
    const rows = [also("li"), gone, personRow("li-again"), recordRow("r-1", "li-again", 1)];
    memory.pulled({ ...page, stamp: 4, dropped: [], rows });
    expect(memory.people.value.map(({ person, records }) => [person.id, records.map(({ id }) => id)])).toEqual([
      ["li", ["r-2"]],
      ["li-again", ["r-1"]],
    ]);
  });
});
