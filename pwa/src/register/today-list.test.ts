import { describe, expect, it } from "vitest";
import type { ExtraBody, FactBody, PersonBody, PolicyBody } from "../api/rows";
import { dayOf, isoOf } from "../duties/days";
import type { PersonView, RecordView } from "../local/view";
import { countyDuties, countyExtras, ready } from "./standing";
import { byUrgency, type Entry, entryOf, found } from "./today-list";

const TODAY = dayOf("2026-03-04");
const LONG_AGO = "2026-01-01";

const policy = {
  id: "1",
  pack: "example",
  version: 1,
  valid_from: LONG_AGO,
  valid_to: null,
  body: {
    id: "example",
    duties: [
      {
        id: "EX-01",
        subject: "person",
        every: "2 days",
        from: "2020-01-01",
        credit: { kinds: ["visit"], modes: ["home"] },
      },
      { id: "EX-02", subject: "person", every: "year", from: "2020-01-01", credit: { kinds: ["checkup"] } },
    ],
  },
} satisfies PolicyBody;

const DUTIES = countyDuties([policy]);

function someone(name: string, visitedDaysAgo: number | null, more: Partial<RecordView> = {}): PersonView {
  const person = { id: name, name, birth_date: "1950-01-01", village_name: "石牛村", group_name: "二组" } as PersonBody;
  const records = visitedDaysAgo === null ? [] : [visit(name, visitedDaysAgo, more)];
  return {
    person,
    facts: [fact(name, "programme", "tekun")],
    assignments: [],
    records,
    reports: [],
    needs: [],
    edits: null,
    conflicts: [],
    doors: [],
    checkups: [],
    years: [],
  };
}

function visit(subject: string, daysAgo: number, more: Partial<RecordView>): RecordView {
  const service_date = isoOf(TODAY - daysAgo);
  const start = `${service_date}T09:00:00+08:00`;
  return {
    id: `${subject}-${daysAgo}`,
    kind: "visit",
    subject,
    mode: "home",
    status: "valid",
    state: "sent",
    service_date,
    start,
    ...more,
  } as RecordView;
}

function fact(person: string, kind: FactBody["kind"], value: string): FactBody {
  return {
    id: kind,
    person,
    kind,
    value,
    valid_from: LONG_AGO,
    valid_to: null,
    known_on: LONG_AGO,
    entered: 1,
    voided_at: null,
  };
}

const entry = (view: PersonView) => entryOf(view, { duties: DUTIES, extras: [], today: TODAY }, "carer");
const order = (...views: PersonView[]) =>
  views
    .map(entry)
    .sort(byUrgency)
    .map(({ view }) => view.person.name);

it("puts the overdue first, then what is due today, then the rest, then those to whom nothing is owed", () => {
  const inHospital = someone("赵", 1);
  inHospital.facts.push(fact("赵", "suspension", "hospital"));
  const names = order(inHospital, someone("王", 0), someone("李", 2), someone("陈", 4), someone("周", 9));
  expect(names).toEqual(["周", "陈", "李", "王", "赵"]);
});

it("counts what is still on this phone, and marks it", () => {
  const { standing, unsent, last } = entry(someone("王", 0, { state: "on_this_phone" }));
  expect([standing.light, unsent, last?.service_date]).toEqual(["green", true, "2026-03-04"]);
});

it("counts nothing that needs attention, was voided or was only tried", () => {
  const nothing = entry(someone("王", null)).standing;
  expect(nothing.light).toBe("red");
  expect(entry(someone("王", 0, { state: "needs_attention" })).standing).toEqual(nothing);
  expect(entry(someone("王", 0, { status: "voided" })).standing).toEqual(nothing);
  const tried = entry(someone("王", 0, { status: "attempt" }));
  expect(tried.standing).toEqual(nothing);
  expect([tried.last, tried.tried?.status]).toEqual([null, "attempt"]);
});

it("asks a carer for no checkup", () => {
  expect(entry(someone("王", 0)).standing.lights.map(({ duty }) => duty.id)).toEqual(["EX-01"]);
});

it("owes nothing before the county adopted the policy, and nothing after it gave it up", () => {
  expect(countyDuties([policy]).map(({ from }) => from)).toEqual([LONG_AGO, LONG_AGO]);
  expect(countyDuties([{ ...policy, valid_to: "2026-02-28" }])[0]?.to).toBe("2026-02-28");
  expect(countyDuties([{ ...policy, valid_to: "2025-12-31" }])).toEqual([]);
});

it("finds people by name, village and group", () => {
  const entries = [entry(someone("王建国", 0)), entry(someone("李秀英", 0))];
  expect(found(entries, " 建国 ").map(({ view }) => view.person.name)).toEqual(["王建国"]);
  expect(found(entries, "石牛村 二组")).toHaveLength(2);
  expect(found(entries, "三组")).toEqual([]);
});

describe("extra duties on the list", () => {
  const heat = {
    ...{ id: "heat", place: "4303", title: "高温走访", reason: "heat", population: {}, raised_by_name: "周敏" },
    ...{ raised_at: "2026-03-01T00:00:00Z", ended_at: null, valid_from: "2026-03-01", valid_to: "2026-03-05" },
  } satisfies ExtraBody;
  const inTownship = (view: PersonView, township: string): PersonView => ({
    ...view,
    person: { ...view.person, township },
  });
  const card = (view: PersonView, body: ExtraBody = heat) =>
    entryOf(view, { duties: DUTIES, extras: countyExtras([body]), today: TODAY }, "carer");
  const li = inTownship(someone("李", 1), "430321101");

  it("are shown while their days run, to those of the place, and stay on the list when met", () => {
    expect(card(li).extras).toMatchObject([{ state: "met", met: TODAY - 1, due_by: null }]);
    expect(card(inTownship(someone("李", 9), "430321101")).extras).toMatchObject([{ state: "to_visit" }]);
    expect(card(inTownship(li, "430302101")).extras).toMatchObject([{ state: "met" }]);
    expect(card(inTownship(li, "430401101")).extras).toEqual([]);
    expect(card(li, { ...heat, valid_from: "2026-03-05" }).extras).toEqual([]);
    expect(card(li, { ...heat, valid_to: "2026-03-03" }).extras).toEqual([]);
  });

  it("change no light, and decide between people of one light", () => {
    const calls = (name: string, township: string) => inTownship(someone(name, 1, { mode: "phone" }), township);
    const [away, here] = [calls("甲", "430401101"), calls("乙", "430321101")];
    expect(card(here).standing).toEqual(entry(here).standing);
    const names = (...entries: Entry[]) => entries.sort(byUrgency).map(({ view }) => view.person.name);
    const onlyInformation = { duties: [], today: TODAY };
    const list = (view: PersonView) => entryOf(view, { ...onlyInformation, extras: countyExtras([heat]) }, "carer");
    expect(names(list(away), list(here))).toEqual(["乙", "甲"]);
  });
});

it("makes a person ready for the engine once, and again when her view is another", () => {
  const view = someone("李", 1);
  expect(ready(view)).toBe(ready(view));
  expect(ready({ ...view })).not.toBe(ready(view));
});
