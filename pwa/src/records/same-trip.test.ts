import { expect, it } from "vitest";
import type { PersonBody } from "../api/rows";
import { isoOf } from "../duties/days";
import type { PersonView, RecordView } from "../local/view";
import { today } from "../ui/today";
import { nextOnTrip } from "./same-trip";

function one(id: string, address: string, more: Partial<PersonBody> = {}, records: Partial<RecordView>[] = []) {
  const person = { id, name: id, birth_date: "1950-01-01", township: "430321101", village: "V", village_name: "V" };
  return {
    person: { ...person, group_name: "", address, ...more },
    facts: [],
    assignments: [],
    records: records as RecordView[],
    checkups: [],
    reports: [],
    needs: [],
    edits: null,
    conflicts: [],
    doors: [],
    years: [],
  } as unknown as PersonView;
}

const next = (...views: PersonView[]) => nextOnTrip(views, "li", "T").map(({ person }) => person.id);

it("offers who lives under the same roof, and nobody for whom nothing is due", () => {
  expect(next(one("li", "3"), one("wang", "3"), one("zhao", "5"))).toEqual(["wang"]);
  expect(next(one("li", ""), one("wang", ""))).toEqual([]);
});

it("offers nobody of another village, and nobody who was seen on this trip already", () => {
  expect(next(one("li", "3"), one("wang", "3", { village: "W" }))).toEqual([]);
  expect(
    next(one("li", "3"), one("wang", "3", {}, [{ id: "x", trip: "T", status: "valid", service_date: "2026-01-01" }])),
  ).toEqual([]);
  expect(
    next(one("li", "3"), one("wang", "3", {}, [{ id: "T", trip: "T", status: "valid", service_date: "2026-01-01" }])),
  ).toEqual([]);
});

it("offers nobody to whoever is not on this phone any more", () => {
  expect(nextOnTrip([one("wang", "3")], "li", "T")).toEqual([]);
});

it("offers again whose visit on this trip was voided, but nobody who was seen today or is in hospital", () => {
  const now = isoOf(today.value);
  const voided: Partial<RecordView> = { id: "x", trip: "T", status: "voided" };
  expect(next(one("li", "3"), one("wang", "3", {}, [voided]))).toEqual(["wang"]);
  const seen: Partial<RecordView> = { id: "x", status: "valid", service_date: now };
  expect(next(one("li", "3"), one("wang", "3", {}, [seen]))).toEqual([]);
  const stay = { kind: "suspension", value: "hospital", valid_from: now, valid_to: null, known_on: now };
  const facts = [{ id: "f", person: "wang", entered: 1, voided_at: null, ...stay }];
  expect(next(one("li", "3"), { ...one("wang", "3"), facts } as PersonView)).toEqual([]);
});
