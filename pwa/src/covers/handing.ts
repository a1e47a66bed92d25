/** What a person's view becomes in a code, and what a code becomes on the phone that scans it. */
import type { HandedView } from "../api/cover-rows";
import type { FactBody, PersonBody, RecordBody } from "../api/rows";
import { type Day, dayOf, isoOf } from "../duties/days";
import type { PersonView } from "../local/view";
import { factOn } from "../register/facts";
import { stands } from "../register/standing";
import type { Cover, Handed } from "./code";
import { PROGRAMMES } from "./code";

/** A year: facts of the code began so long ago, for it does not say when. */
const LONG_AGO = 365;

/** The least of a person that another phone needs, on a day. */
export function handed({ person, facts, records }: PersonView, day: Day): Handed {
  const held = facts.filter((fact) => fact.kind === "programme" && factOn([fact], "programme", day));
  const programmes = held.map(({ value }) => value ?? "");
  const seen = records.find((record) => record.status === "valid" && record.mode === "home" && stands(record));
  return {
    id: person.id,
    name: person.name,
    village: person.village_name,
    programme: PROGRAMMES.find((one) => one !== "" && programmes.includes(one)) ?? "",
    arrangement: factOn(facts, "arrangement", day)?.value ?? "",
    ability: factOn(facts, "ability", day)?.value ?? "",
    is_away: factOn(facts, "suspension", day) !== null,
    last: seen ? dayOf(seen.service_date) : null,
  };
}

/** The people of a code as this phone shows them. What the code does not say is not there. */
export function viewsOf(cover: Cover, who: { user: string; name: string; role: string }): HandedView[] {
  return cover.people.map((person) => ({
    person: personOf(person, cover.township),
    facts: factsOf(person, cover.first),
    assignment: {
      id: `${cover.id}.${person.id}`,
      person: person.id,
      user: who.user,
      user_name: who.name,
      role: who.role,
      valid_from: isoOf(cover.first),
      valid_to: isoOf(cover.last),
      cover: cover.id,
      instead_of: cover.giver,
    },
    last: person.last === null ? null : lastVisit(person, person.last, cover, who.role),
  }));
}

function personOf({ id, name, village }: Handed, township: string): PersonBody {
  const unknown = { sex: "female", birth_date: "", group_name: "", address: "", phone: null, contacts: [] } as const;
  return { ...unknown, contacts: [], id, name, township, village: "", village_name: village };
}

function factsOf({ id, programme, arrangement, ability, is_away }: Handed, first: Day): FactBody[] {
  const told: [FactBody["kind"], string, Day][] = [
    ["programme", programme, first - LONG_AGO],
    ["arrangement", arrangement, first - LONG_AGO],
    ["ability", ability, first - LONG_AGO],
    ["suspension", is_away ? "other" : "", first - 1],
  ];
  return told.flatMap(([kind, value, from], entered) => {
    const since = { valid_from: isoOf(from), valid_to: null, known_on: isoOf(from), entered, voided_at: null };
    return value === "" ? [] : [{ id: `${id}.${kind}`, person: id, kind, value, ...since }];
  });
}

function lastVisit({ id }: Handed, day: Day, { giver, giver_name }: Cover, role: string): RecordBody {
  const start = `${isoOf(day)}T12:00:00+08:00`;
  return {
    id: `${id}.last`,
    kind: "visit",
    subject: id,
    mode: "home",
    role,
    start,
    end: null,
    service_date: isoOf(day),
    received_at: null,
    status: "valid",
    value: null,
    beneficiaries: null,
    author: giver,
    author_name: giver_name,
    trip: null,
    form: "visit",
    form_version: 1,
    answers: {},
    note: null,
    reason: null,
    flags: [],
  };
}
