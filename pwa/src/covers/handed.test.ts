import { beforeEach, describe, expect, it } from "vitest";
import { dayOf, isoOf } from "../duties/days";
import { cryptOf, importKey } from "../local/data-key";
import { GIVEN } from "../local/handed";
import { SealedSafe } from "../local/safe";
import { COUNTY_KEY } from "../sync/model/opening";
import { accountOf } from "../sync/model/phone";
import { begin, hong, pass, phone, server, sync, time } from "../sync/model/stage";
import { openSession, type Session } from "../sync/session";
import type { Cover } from "./code";
import { givenOf, saveEndOf, saveGivenOf, saveTakenOf } from "./saving";
import { standing } from "./standing";

const A_DAY = 86_400_000;
const unknown = { village: "石牛村", programme: "", arrangement: "", ability: "", is_away: false, last: null };
let today: number;
let cover: Cover;
let sealed: Session;

beforeEach(async () => {
  await begin();
  today = dayOf(new Date(time).toISOString().slice(0, 10));
  cover = {
    id: "cover",
    giver: "mei",
    giver_name: "沈天强",
    taker: null,
    key: "0123456789abcdef",
    township: "990000001",
    first: today,
    last: today + 2,
    people: ["赵水", "王强"].map((name, n) => ({ ...unknown, id: `person-${n}`, name })),
  };
  const key = await importKey(globalThis.crypto.subtle, new Uint8Array(32));
  sealed = await openSession(phone, accountOf("hong", "device-1"), new SealedSafe(cryptOf(phone), COUNTY_KEY, key));
});

describe("people of a cover", () => {
  it("stay when its end was not taken, and go when the township settles it", async () => {
    await saveTakenOf(hong, cover, "code");
    await sync();
    expect(shown(hong)).toEqual(["person-0", "person-1"]);
    await saveEndOf(hong, cover.id, ["person-0"]);
    expect(shown(hong)).toEqual([]);
    await sync();
    expect(shown(hong)).toEqual(["person-0", "person-1"]);
    expect(list(hong)).toMatchObject([{ ending: false }]);
    const [mutation] = Object.keys(server.journal);
    const settled = { resolved_at: new Date(time).toISOString(), resolution: "dismissed", note: null };
    server.write("u:hong", "issue", `issue-${mutation}`, { id: "i", mutation, code: "missing_reference", ...settled });
    await sync();
    expect(shown(hong)).toEqual([]);
  });

  it("stay after the server has it as long as their days are to come, and then are what it tells", async () => {
    const later = { ...cover, first: today + 3, last: today + 5 };
    await saveTakenOf(sealed, later, "code");
    await acknowledged(sealed);
    expect(shown(sealed)).toEqual(["person-0", "person-1"]);
    expect(list(sealed)).toMatchObject([{ first: today + 3, names: ["赵水", "王强"] }]);
    const again = await openSession(phone, sealed.account, sealed.safe);
    expect(shown(again)).toEqual(["person-0", "person-1"]);
    pass(3 * A_DAY);
    await sealed.outbox.dropCopies();
    expect(shown(sealed)).toEqual([]);
  });

  it("go when she has ended it before it began", async () => {
    await saveTakenOf(sealed, { ...cover, first: today + 3, last: today + 5 }, "code");
    await acknowledged(sealed);
    await saveEndOf(sealed, cover.id, ["person-0", "person-1"]);
    await acknowledged(sealed);
    expect(shown(sealed)).toEqual([]);
  });

  it("are forgotten by a phone that was ended, which still says that it took them", async () => {
    await saveTakenOf(sealed, cover, "code");
    await saveGivenOf(sealed, { ...cover, id: "given" }, "code", "public");
    const answer = server.answer.bind(server);
    server.answer = (path, init) => (path.endsWith("pull") ? refused() : answer(path, init));
    await sealed.sync.ask("button");
    expect(shown(sealed)).toEqual([]);
    expect(await sealed.outbox.draft(GIVEN)).toBeNull();
    const rows = await sealed.outbox.all();
    expect(rows.map(({ copy, code }) => [copy, code])).toEqual([
      [undefined, "missing_reference"],
      [undefined, "missing_reference"],
    ]);
    expect(sealed.memory.attention.value).toBe(2);
  });
});

describe("a cover", () => {
  it("is over with the last of its people, and ends for all of them", async () => {
    server.addPerson("zhao", "赵水");
    server.assign("hong", "zhao");
    for (const [person, last] of [["li", today - 1] as const, ["wang", today + 2] as const]) under(person, last);
    await sync();
    const given = [{ id: "cover", people: ["li", "wang", "gone"], names: ["李", "王", "赵"], ...days() }];
    const [one] = standing(hong.memory.people.value, given, [], "hong", today);
    expect(one).toMatchObject({ side: "given", other: "mei", first: today - 3, last: today + 2 });
    expect([one?.people, one?.names]).toEqual([
      ["li", "wang", "gone"],
      ["wang", "赵"],
    ]);
  });

  it("that was refused is not on the list of what was given", async () => {
    await saveGivenOf(hong, cover, "code", "public");
    const given = await givenOf(hong);
    expect(standing([], given, hong.memory.covers.value, "mei", today)).toHaveLength(1);
    const [row] = await hong.outbox.all();
    await hong.outbox.park(row?.id ?? "", "cover_not_allowed");
    expect(standing([], given, hong.memory.covers.value, "mei", today)).toEqual([]);
  });

  it("is listed once however often it is kept, and leaves the list when it is over", async () => {
    const over = { ...cover, id: "over", first: today - 4, last: today - 1 };
    for (const one of [over, cover, cover]) await saveGivenOf(hong, one, "code", "public");
    expect((await givenOf(hong)).map(({ id }) => id)).toEqual(["cover"]);
  });
});

function shown({ memory }: Session): string[] {
  return memory.people.value.filter(({ handed }) => handed).map(({ person }) => person.id);
}

function list({ memory }: Session) {
  return standing(memory.people.value, [], memory.covers.value, "hong", today);
}

/** The server has taken all that waits here. */
async function acknowledged({ outbox }: Session): Promise<void> {
  const rows = (await outbox.all()).filter(({ state }) => state === "queued");
  const results = rows.map(({ id }) => ({ id, status: "applied" as const, code: null, flags: [] }));
  const reply = { epoch: server.epoch, now: new Date(time).toISOString(), results };
  await outbox.settle(rows, reply as never);
  await outbox.dropCopies();
}

function days() {
  return { first_day: isoOf(today - 3), last_day: isoOf(today + 2) };
}

/** Somebody stands in for 红 with a person. */
function under(person: string, last: number): void {
  const dates = { valid_from: isoOf(today - 3), valid_to: isoOf(last), cover: "cover", instead_of: "hong" };
  const given = { id: `under-${person}`, person, user: "mei", user_name: "mei", role: "carer", ...dates };
  server.write(`p:${person}`, "assignment", given.id, given);
}

async function refused(): Promise<Response> {
  return new Response(JSON.stringify({ code: "device_revoked" }), { status: 401 });
}
