import { expect, it } from "vitest";
import type { DoorBody } from "../api/door-rows";
import type { PersonView } from "../local/view";
import { behind, hashOf, tokenIn } from "./card";

const GOOD = "a".repeat(64);
const OLD = "b".repeat(64);

function living(id: string, ...doors: [hash: string, voided_at: string | null][]): PersonView {
  const known = doors.map(([hash, voided_at], n): DoorBody => ({ id: `${id}.${n}`, person: id, hash, voided_at }));
  return { person: { id, name: id }, doors: known } as PersonView;
}

const LOST = "2026-03-02T02:00:00Z";
const people = [living("wang", [OLD, LOST], [GOOD, null]), living("li", [GOOD, null]), living("zhao")];

it("takes the token of a door's card and of nothing else", () => {
  expect(tokenIn("https://county.example/#/door/s_0-Tz9")).toBe("s_0-Tz9");
  expect(tokenIn(" http://127.0.0.1:8000/#/door/abc\n")).toBe("abc");
  for (const other of ["", "abc", "https://county.example/#/enrol/abc", "https://x/#/door/", "https://x/#/door/a/b"])
    expect(tokenIn(other)).toBeNull();
  expect(tokenIn(`https://x/#/door/${"a".repeat(65)}`)).toBeNull();
});

it("knows a card by the hash that the server makes of it", async () => {
  expect(await hashOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("finds all who live behind the door", () => {
  const { state, views } = behind(GOOD, people);
  expect([state, views.map(({ person }) => person.id)]).toEqual(["good", ["wang", "li"]]);
});

it("says of a renewed card whose it was, and of another one nothing", () => {
  expect(behind(OLD, people)).toEqual({ state: "void", views: [people[0]] });
  expect(behind("c".repeat(64), people)).toEqual({ state: "unknown", views: [] });
});
