import { describe, expect, it } from "vitest";
import type { PersonRow } from "../rows";
import { aPerson } from "./a-person";
import { SORT_KEYS, shown, viewFrom } from "./view";

const TODAY = "2026-11-22";
const PEOPLE = [
  aPerson({ id: "a", name: "张德明", village: "2", light: "green", due_by: "2026-11-24" }),
  aPerson({
    id: "b",
    name: "王  强",
    village: "1",
    light: "yellow",
    due_by: "2026-11-22",
    carer: null,
    ability: "full",
  }),
  aPerson({
    id: "c",
    name: "阿木·尔",
    village: "1",
    light: "red",
    due_by: "2026-11-20",
    last_visit: "2026-10-31",
    misses: 2,
  }),
  aPerson({ id: "d", name: "陈冬梅", village: "2", light: "red", due_by: "2026-11-15", last_visit: null, misses: 5 }),
  aPerson({
    id: "e",
    name: "李月娥",
    village: "1",
    light: "grey",
    due_by: null,
    arrangement: "centralised",
    ability: null,
  }),
];

function ids(query: { [name: string]: string }, text = "", people: PersonRow[] = PEOPLE): string {
  return shown(people, viewFrom(query, text), TODAY)
    .map((row) => row.id)
    .join("");
}

describe("the order of people", () => {
  it("is by village, then red first, unless someone asks for another", () => {
    expect(ids({})).toBe("cbeda");
  });

  it("without villages puts what is overdue longest first and people to whom nothing is owed last", () => {
    expect(ids({ grouped: "0" })).toBe("dcbae");
  });

  it("turns round but keeps each village together", () => {
    expect(ids({ sort: "-light" })).toBe("ebcad");
  });

  it("takes never visited for the longest ago", () => {
    expect(ids({ grouped: "0", sort: "last_visit" })).toMatch(/^dc/);
  });

  it("leaves what has no due date last in both directions", () => {
    expect(ids({ grouped: "0", sort: "due_by" })).toBe("dcbae");
    expect(ids({ grouped: "0", sort: "-due_by" })).toBe("abcde");
  });

  it("puts the most dependent first and people without a level last", () => {
    expect(ids({ grouped: "0", sort: "level" })).toBe("bdcae");
  });

  it("is the same whatever order the server sent", () => {
    for (const key of SORT_KEYS) {
      for (const sort of [key, `-${key}`]) {
        expect(ids({ sort, grouped: "0" }, "", [...PEOPLE].reverse()), sort).toBe(ids({ sort, grouped: "0" }));
      }
    }
  });

  it("does not change the rows that it was given", () => {
    const given = PEOPLE.map((row) => row.id).join("");
    ids({ grouped: "0", sort: "-misses" });
    expect(PEOPLE.map((row) => row.id).join("")).toBe(given);
  });

  it("falls back to urgency when the address names no column", () => {
    expect(ids({ sort: "id_number" })).toBe(ids({}));
  });
});

describe("filters", () => {
  it("each keep only people who agree", () => {
    expect(ids({ village: "2" })).toBe("da");
    expect(ids({ level: "full" })).toBe("b");
    expect(ids({ arrangement: "centralised" })).toBe("e");
    expect(ids({ light: "red" })).toBe("cd");
    expect(ids({ carer: "carer-1", village: "1" })).toBe("ce");
  });

  it("find people without a carer", () => {
    expect(ids({ carer: "none" })).toBe("b");
  });

  it("find people without a visit since the first of today's month", () => {
    expect(ids({ unvisited: "1" })).toBe("cd");
    const first = aPerson({ id: "f", last_visit: "2026-11-01" });
    expect(ids({ unvisited: "1" }, "", [first])).toBe("");
  });

  it("find names with or without the spaces that clerks write into them", () => {
    expect(ids({}, "王强")).toBe("b");
    expect(ids({}, " 木·")).toBe("c");
    expect(ids({}, "桂花")).toBe("");
  });

  it("work together", () => {
    expect(ids({ light: "red", village: "1", unvisited: "1" }, "阿")).toBe("c");
    expect(ids({ light: "red", village: "1" }, "陈")).toBe("");
  });
});
