import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { dayOf, isoOf } from "../duties/days";
import type { Account } from "../local/account";
import { Memory } from "../local/memory";
import type { PersonView } from "../local/view";
import { standingOf } from "../register/standing";
import { accountOf } from "../sync/model/phone";
import { begin, hong, open } from "../sync/model/stage";
import { base45Of, bytesOfBase45 } from "./base45";
import { mayStandIn, troubleWith } from "./checking";
import { type Cover, codeOf, coverIn, PREFIX } from "./code";
import { handed, viewsOf } from "./handing";
import { givenOf, saveEndOf, saveGivenOf, saveTakenOf } from "./saving";
import { standing } from "./standing";

const FIRST = dayOf("2026-03-02");
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const cover: Cover = {
  id: id(1),
  giver: id(2),
  giver_name: "沈天强",
  taker: null,
  key: "0123456789abcdef",
  township: "430321101",
  first: FIRST,
  last: FIRST + 2,
  people: [
    { ...person(11, "王强"), programme: "tekun", arrangement: "dispersed", ability: "full", last: FIRST - 1 },
    { ...person(12, "李香"), is_away: true, ability: "self" },
    { ...person(13, "赵水"), village: "白水村", ability: "semi", programme: "resident", arrangement: "centralised" },
  ],
};

function person(n: number, name: string) {
  const unknown = { programme: "", arrangement: "", ability: "", is_away: false, last: null };
  return { ...unknown, id: id(n), name, village: "石牛村" };
}

const sign = async () => new Uint8Array(64).fill(7);

describe("base 45", () => {
  it("is that of RFC 9285", () => {
    const bytes = (words: string) => new TextEncoder().encode(words);
    expect(base45Of(bytes("AB"))).toBe("BB8");
    expect(base45Of(bytes("Hello!!"))).toBe("%69 VD92EX0");
    expect(base45Of(bytes("base-45"))).toBe("UJCLQE7W581");
    expect(bytesOfBase45("QED8WEX0")).toEqual(bytes("ietf!"));
    for (const bad of ["GGW", "ZZ", "A", "a1", "0000"]) expect(bytesOfBase45(bad)).toBeNull();
  });
});

describe("a code", () => {
  it("says what was put into it", async () => {
    const code = await codeOf(cover, sign);
    expect(coverIn(code)).toEqual(cover);
    expect(code).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    expect(coverIn(await codeOf({ ...cover, taker: id(3) }, sign))?.taker).toBe(id(3));
  });

  it("is the same on the server", () => {
    const { code, says } = JSON.parse(
      readFileSync(new URL("../../../tests/covers/code.json", import.meta.url), "utf8"),
    );
    const days = (iso: string | null) => (iso === null ? null : dayOf(iso));
    const people = says.people.map((one: { last: string | null }) => ({ ...one, last: days(one.last) }));
    expect(coverIn(code)).toEqual({ ...says, first: days(says.first), last: days(says.last), people });
  });

  it("stays small enough for a phone's camera with ten people of three villages", async () => {
    const people = Array.from({ length: 10 }, (_, n) => ({ ...person(n, "欧阳小梅"), village: `石牛坪村${n % 3}` }));
    const code = await codeOf({ ...cover, people }, sign);
    expect(code.length).toBeLessThanOrEqual(854); // version 16 of a QR code, 81 modules
  });

  it("is refused where it is cut off, of another form or none at all", async () => {
    const code = await codeOf(cover, sign);
    for (let end = 0; end < code.length; end += 7) expect(coverIn(code.slice(0, end))).toBeNull();
    for (const other of ["", PREFIX, `${PREFIX}0`, "https://x/#/door/abc", code.toLowerCase()])
      expect(coverIn(other)).toBeNull();
  });

  it("is checked as far as a phone can without asking anybody", () => {
    const who = { user: id(9), place: "430321101", county: { code: "430321" } } as Account;
    const today = FIRST + 1;
    const none = new Set<string>();
    expect(troubleWith(cover, who, today, none)).toBeNull();
    expect(troubleWith(cover, { ...who, user: cover.giver }, today, none)).toBe("own");
    expect(troubleWith({ ...cover, township: "990000101" }, who, today, none)).toBe("other_county");
    expect(troubleWith({ ...cover, township: "430321102" }, who, today, none)).toBe("other_township");
    expect(troubleWith({ ...cover, taker: id(8) }, who, today, none)).toBe("not_for_you");
    expect(troubleWith({ ...cover, taker: who.user }, who, today, none)).toBeNull();
    expect(troubleWith(cover, who, FIRST + 3, none)).toBe("over");
    expect(troubleWith({ ...cover, last: FIRST + 40 }, who, today, none)).toBe("days");
    expect(troubleWith(cover, who, today, new Set([cover.id]))).toBe("known");
    expect([mayStandIn("volunteer", "carer"), mayStandIn("police", "police")]).toEqual([true, true]);
    expect([mayStandIn("health_worker", "carer"), mayStandIn("carer", "family_doctor")]).toEqual([false, false]);
  });
});

describe("people of a code", () => {
  const who = { user: "hong", name: "洪", role: "carer" };
  const duty = {
    id: "D",
    subject: "person",
    every: "day",
    severity: "breach",
    from: "2020-01-01",
    population: { programmes: ["tekun"], abilities: ["full"] },
    credit: { kinds: ["visit"], modes: ["home"] },
  } as never;

  function shown(day: number) {
    const [first] = viewsOf(cover, who);
    if (!first) throw new Error("nobody");
    const { person, facts, assignment, last } = first;
    const records = last ? [{ ...last, state: "sent" }] : [];
    const view = { person, facts, assignments: [assignment], records, checkups: [] } as unknown as PersonView;
    return { view, standing: standingOf(view, [duty], "carer", day) };
  }

  it("are owed what they were owed on the other phone", () => {
    expect(shown(FIRST - 1).standing.light).toBe("green");
    expect(shown(FIRST).standing.light).toBe("yellow");
    expect(shown(FIRST + 1).standing.light).toBe("red");
  });

  it("go round: a view becomes a code, and the code the same again", () => {
    const { view } = shown(FIRST);
    expect(handed(view, FIRST)).toEqual({ ...cover.people[0] });
  });
});

describe("a phone without network", () => {
  beforeEach(begin);

  it("shows who was handed over, takes visits to them, and finds all of it at the next start", async () => {
    await saveTakenOf(hong, cover, await codeOf(cover, sign));
    expect(hong.memory.person(id(11))?.person.name).toBe("王强");
    const again = await open();
    const view = again.memory.person(id(11));
    expect([view?.handed, view?.assignments[0]?.valid_to]).toEqual([true, "2026-03-04"]);
    const [mine] = standing(again.memory.people.value, [], again.memory.covers.value, "hong", FIRST);
    expect(mine).toMatchObject({ side: "taken", other: "沈天强", names: ["王强", "李香", "赵水"], ending: false });
    await saveEndOf(again, cover.id, [id(11), id(12), id(13)]);
    expect(again.memory.person(id(11)) !== undefined).toBe(false);
  });

  it("lists what it gave until that is over or taken back", async () => {
    await saveGivenOf(hong, { ...cover, giver: "hong" }, await codeOf(cover, sign), "public");
    expect(hong.memory.person(id(11)) !== undefined).toBe(false);
    const given = await givenOf(hong);
    const list = (today: number) => standing([], given, hong.memory.covers.value, "hong", today);
    expect(list(FIRST)).toMatchObject([{ side: "given", other: null, names: ["王强", "李香", "赵水"] }]);
    expect(list(FIRST + 3)).toEqual([]);
    await saveEndOf(hong, cover.id, [id(11)]);
    expect(await givenOf(hong)).toEqual([]);
  });
});

describe("a refused cover", () => {
  it("shows nobody, one that waits for the other phone does", async () => {
    const memory = new Memory(accountOf("hong", "device"));
    await begin();
    await saveTakenOf(hong, cover, await codeOf(cover, sign));
    const [item] = await hong.outbox.all();
    if (!item) throw new Error("nothing was saved");
    hong.outbox.known = (bodies) => memory.learn(bodies);
    await hong.outbox.readCopies([item]);
    for (const [code, there] of [
      ["missing_reference", true],
      ["cover_forged", false],
    ] as const) {
      memory.wrote([{ ...item, state: "parked", code }]);
      expect([code, memory.person(id(11)) !== undefined]).toEqual([code, there]);
      expect(memory.waitingUnshown.value).toMatchObject([{ op: "cover.create", code }]);
    }
    expect(isoOf(cover.last)).toBe("2026-03-04");
  });
});
