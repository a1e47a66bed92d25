import { describe, expect, it } from "vitest";
import { type ServiceRecord, wouldCount } from "./credit";
import { dayOf, isoOf } from "./days";
import type { Duty, Policy } from "./policy";
import { lightOf, lightOfPlace, reconcile } from "./reconcile";
import type { Fact, Person } from "./timeline";

const TODAY = dayOf("2026-03-18");

const daily: Duty = {
  id: "daily",
  subject: "person",
  every: "day",
  from: "2020-01-01",
  population: { programmes: ["tekun"], arrangements: ["dispersed"], abilities: ["full"] },
  credit: { kinds: ["visit"], modes: ["home"] },
};
const monthly: Duty = {
  id: "monthly",
  subject: "person",
  every: "month",
  from: "2020-01-01",
  credit: { kinds: ["visit"], roles: ["carer"], min_minutes: 60, min_value: 30, min_beneficiaries: 1 },
};
const activities: Duty = {
  id: "activities",
  subject: "township",
  every: "month",
  from: "2020-01-01",
  credit: { kinds: ["activity"] },
};

const fact = (kind: Fact["kind"], value: string | null, from: string, more: Partial<Fact> = {}): Fact => ({
  kind,
  value,
  from: dayOf(from),
  ...more,
});

function person(...more: Fact[]): Person {
  const start = "2026-02-01";
  const facts = [fact("programme", "tekun", start), fact("arrangement", "dispersed", start)];
  return { id: "p", birth: dayOf("1950-05-01"), facts: [...facts, fact("ability", "full", start), ...more] };
}

const visit = (date: string, more: Partial<ServiceRecord> = {}): ServiceRecord => ({
  id: date,
  kind: "visit",
  subjects: ["p"],
  mode: "home",
  service_date: dayOf(date),
  ...more,
});

const policy = (...duties: Duty[]): Policy => ({ id: "x", duties });

function march(who: Person, records: ServiceRecord[], ...duties: Duty[]) {
  const period = { from: dayOf("2026-03-01"), to: dayOf("2026-03-31"), today: TODAY };
  return reconcile({ policy: policy(...duties), people: [who], records, ...period });
}

describe("nobody can miss a duty that nobody knew", () => {
  const missesOf = (who: Person) => (march(who, [], daily).lines[0]?.misses ?? []).map(isoOf);

  it("so a first dispersed living that is entered late binds from then on", () => {
    const late = fact("arrangement", "dispersed", "2026-02-01", { known_on: dayOf("2026-03-16") });
    const facts = person().facts.map((known) => (known.kind === "arrangement" ? late : known));
    expect(missesOf({ ...person(), facts })).toEqual(["2026-03-16", "2026-03-17"]);
  });

  it("and a rise that is confirmed before it was known does not bind earlier through the confirmation", () => {
    const facts = [
      fact("ability", "self", "2026-02-02"),
      fact("ability", "full", "2026-03-02", { known_on: dayOf("2026-03-15") }),
      fact("ability", "full", "2026-03-08", { known_on: dayOf("2026-03-17") }),
    ];
    expect(missesOf(person(...facts))).toEqual(["2026-03-15", "2026-03-16", "2026-03-17"]);
  });

  it("but what only goes on binds from its first day, however late it is entered", () => {
    const facts = [fact("ability", "full", "2026-03-10", { known_on: dayOf("2026-04-01") })];
    expect(missesOf(person(...facts))).toHaveLength(17);
  });
});

describe("a record dated after today", () => {
  it("credits nothing yet", () => {
    const [line] = march(person(), [visit("2026-03-19")], { ...daily, every: "week" }).lines;
    expect(line).toMatchObject({ credited: 0, light: "red" });
  });

  it("is quarantined all the same when it is dated after a death", () => {
    const dead = person(fact("death", null, "2026-03-05"));
    expect(march(dead, [visit("2026-03-19", { status: "attempt" })], daily).quarantined).toEqual(["2026-03-19"]);
  });
});

describe("a month without the day that could be credited", () => {
  const onThe31st: Duty = { ...monthly, only_days: [31], credit: { kinds: ["visit"] } };
  const until = (to: string) => {
    const period = { from: dayOf("2026-03-01"), to: dayOf(to), today: dayOf("2026-04-10") };
    return reconcile({ policy: policy(onThe31st), people: [person()], records: [], ...period }).lines[0];
  };

  it("is owed by nobody, and the light speaks of the next", () => {
    expect(until("2026-03-31")).toMatchObject({ expected: 1, misses: [dayOf("2026-03-31")] });
    expect(until("2026-04-30")).toMatchObject({ expected: 1, open: 0, light: "green", due_by: dayOf("2026-05-31") });
  });
});

describe("the light of a person", () => {
  it("is that of the most urgent duty, which comes first", () => {
    const standing = lightOf(policy(monthly, daily), person(), [visit("2026-03-17")], TODAY);
    expect(standing).toMatchObject({ light: "red", duty: { id: "monthly" } });
    expect(standing.lights.map(({ duty, light }) => [duty.id, light])).toEqual([
      ["monthly", "red"],
      ["daily", "yellow"],
    ]);
  });

  it("is never more than yellow for a reference, and never set by information", () => {
    const asReference = lightOf(policy({ ...daily, severity: "reference" }), person(), [], TODAY);
    expect(asReference).toMatchObject({ light: "yellow", lights: [{ light: "red" }] });
    const asInformation = lightOf(policy({ ...daily, severity: "information" }), person(), [], TODAY);
    expect(asInformation).toMatchObject({ light: "grey", duty: null, lights: [{ light: "red" }] });
  });

  it("is grey for the suspended", () => {
    const away = person(fact("suspension", "away", "2026-03-17", { to: dayOf("2026-03-20") }));
    expect(lightOf(policy(daily, monthly), away, [], TODAY)).toEqual({
      light: "grey",
      due_by: null,
      duty: null,
      lights: [],
    });
  });

  it("does not depend on the order of the records", () => {
    const records = ["2026-03-18", "2026-03-02", "2026-03-17"].map((date) => visit(date));
    for (const order of [records, [...records].reverse()])
      expect(lightOf(policy(daily), person(), order, TODAY)).toMatchObject({ light: "green", due_by: TODAY + 1 });
  });
});

describe("the light of a township", () => {
  it("asks for no population", () => {
    expect(lightOfPlace(policy(daily, activities), "township", [], TODAY)).toMatchObject({
      light: "red",
      due_by: dayOf("2026-03-31"),
      duty: { id: "activities" },
    });
  });
});

describe("before saving, a record tells for which duty it would count", () => {
  const hour = { start: "2026-03-18T09:00:00+08:00", end: "2026-03-18T10:00:00+08:00" };
  const whole = { kind: "visit", role: "carer", value: 30, beneficiaries: 1, ...hour };

  it("or what keeps it from counting", () => {
    expect(wouldCount(monthly, whole)).toBe("yes");
    expect(wouldCount(monthly, { ...whole, status: "attempt" })).toBe("status");
    expect(wouldCount(monthly, { ...whole, kind: "checkup" })).toBe("kind");
    expect(wouldCount(daily, { ...whole, mode: "phone" })).toBe("mode");
    expect(wouldCount(monthly, { ...whole, role: "cadre" })).toBe("role");
    expect(wouldCount(monthly, { ...whole, end: "2026-03-18T09:59:59+08:00" })).toBe("minutes");
    expect(wouldCount(monthly, { ...whole, value: 29.5 })).toBe("value");
    expect(wouldCount(monthly, { ...whole, beneficiaries: 0 })).toBe("beneficiaries");
  });

  it("and what it does not say cannot reach a limit, while a limit of 0 is none", () => {
    expect(wouldCount(monthly, { ...whole, end: null })).toBe("minutes");
    expect(wouldCount(daily, { kind: "visit" })).toBe("mode");
    expect(wouldCount({ ...daily, credit: { min_value: 0, min_minutes: 0 } }, { kind: "visit" })).toBe("yes");
  });
});
