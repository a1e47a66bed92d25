/** The invented village in which everything can be tried: five people, the county's rhythm, and some visits before today. */
import type { AssignmentBody, FactBody, PersonBody, RecordBody, Row } from "../api/rows";
import { isoOf } from "../duties/days";
import { PRACTICE } from "../local/current";

const DAY = 86_400_000;
export const PLACE = { township: "990000001", village: "990000001001" };

/** How somebody of the village stands: how dependent she is, how many days ago she was visited, where she lives. */
interface Villager {
  id: string;
  name: string;
  sex: PersonBody["sex"];
  born: string;
  ability: "full" | "semi" | "self";
  visited: number | null;
  home: string;
  in_hospital?: true;
}

const VILLAGERS: Villager[] = [
  { id: "p1", name: "张小梅", sex: "female", born: "1941-03-05", ability: "full", visited: 1, home: "1 号" },
  { id: "p2", name: "李有福", sex: "male", born: "1938-11-20", ability: "semi", visited: 4, home: "1 号" },
  { id: "p3", name: "王秋菊", sex: "female", born: "1947-09-12", ability: "self", visited: 0, home: "6 号" },
  { id: "p4", name: "陈石头", sex: "male", born: "1950-02-28", ability: "self", visited: null, home: "8 号" },
  {
    id: "p5",
    name: "赵长寿",
    sex: "male",
    born: "1936-06-01",
    ability: "semi",
    visited: 9,
    home: "9 号",
    in_hospital: true,
  },
];

/** Every day, every second day, every week, by how dependent she is: a visit at home. */
const DUTIES = [
  { id: "PR-01", every: "day", abilities: ["full"] },
  { id: "PR-02", every: "2 days", abilities: ["semi"] },
  { id: "PR-03", every: "week", abilities: ["self"] },
].map(({ abilities, ...duty }) => ({
  ...duty,
  subject: "person",
  from: "2020-01-01",
  severity: "breach",
  population: { programmes: ["tekun"], abilities },
  credit: { kinds: ["visit"], modes: ["home"] },
}));

/** All rows of the village as of a moment, in milliseconds; `today` is the county's date of it, as a number of days. */
export function villageRows(now: number, today: number, village_name: string, user_name: string): Row[] {
  const rows: Row[] = [policyRow(today)];
  for (const villager of VILLAGERS) {
    const { id } = villager;
    const bucket = `p:${id}`;
    const put = (kind: "person" | "fact" | "assignment", body: PersonBody | FactBody | AssignmentBody) =>
      rows.push({ bucket, kind, id: body.id, seq: rows.length, version: 1, deleted: false, body } as Row);
    put("person", personOf(villager, village_name));
    for (const fact of factsOf(villager, today)) put("fact", fact);
    put("assignment", {
      id: `a-${id}`,
      person: id,
      user: PRACTICE,
      user_name,
      role: "carer",
      valid_from: isoOf(today - 60),
      valid_to: null,
    });
    if (villager.visited !== null) rows.push(recordRow(villager, villager.visited, now, today, user_name, rows.length));
  }
  return rows;
}

function policyRow(today: number): Row {
  const body = { id: "practice", pack: "practice", version: 1, valid_from: isoOf(today - 60), valid_to: null };
  const pack = { id: "practice", status: "in_force", duties: DUTIES };
  return {
    bucket: "c",
    kind: "policy",
    id: body.id,
    seq: 1,
    version: 1,
    deleted: false,
    body: { ...body, body: pack },
  };
}

function personOf({ id, name, sex, born, home }: Villager, village_name: string): PersonBody {
  const known = { id, name, sex, birth_date: born, ...PLACE, village_name };
  return { ...known, group_name: "", address: home, phone: null, contacts: [] };
}

function factsOf({ id, ability, in_hospital }: Villager, today: number): FactBody[] {
  const told: [FactBody["kind"], string, number][] = [
    ["programme", "tekun", 60],
    ["arrangement", "dispersed", 60],
    ["ability", ability, 60],
  ];
  if (in_hospital) told.push(["suspension", "hospital", 3]);
  return told.map(([kind, value, ago], entered) => {
    const since = isoOf(today - ago);
    const held = { valid_from: since, valid_to: null, known_on: since, entered, voided_at: null };
    return { id: `${id}-${kind}`, person: id, kind, value, ...held };
  });
}

function recordRow(who: Villager, ago: number, now: number, today: number, author_name: string, seq: number): Row {
  const start = new Date(now - ago * DAY - 600_000).toISOString();
  const service_date = isoOf(today - ago);
  const body: RecordBody = {
    id: `r-${who.id}`,
    kind: "visit",
    subject: who.id,
    mode: "home",
    role: "carer",
    start,
    end: start,
    service_date,
    received_at: start,
    status: "valid",
    value: null,
    beneficiaries: null,
    author: PRACTICE,
    author_name,
    trip: null,
    form: "visit",
    form_version: 1,
    answers: { ticks: { spirit: "ok", body: "ok", food: "ok", safety: "ok", hygiene: "ok", needs: "ok" } },
    note: null,
    reason: null,
    flags: [],
  };
  const bucket = `p:${who.id}:${service_date.slice(0, 4)}`;
  return { bucket, kind: "record", id: body.id, seq, version: 1, deleted: false, body };
}
