import type { PersonRow } from "../rows";

/** A made-up person for tests: in time, visited yesterday, living at home. */
export function aPerson(said: Partial<PersonRow> & { id: string }): PersonRow {
  return {
    name: "王桂英",
    sex: "female",
    age: 78,
    village: "430321104201",
    village_name: "白云村",
    group_name: "3组",
    ability: "self",
    arrangement: "dispersed",
    programmes: ["tekun"],
    suspension: null,
    carer: { id: "carer-1", name: "李秀兰" },
    light: "green",
    due_by: "2026-11-29",
    expected: 3,
    credited: 3,
    misses: 0,
    unreported: 0,
    last_visit: "2026-11-21",
    last_attempt: null,
    extra: [],
    duties: ["XT-03"],
    to_be_confirmed: [],
    quarantined: 0,
    ...said,
  };
}
