import { describe, expect, it } from "vitest";
import type { FactBody, Mode, PersonBody } from "../api/rows";
import type { ServiceRecord } from "../duties/credit";
import { dayOf } from "../duties/days";
import type { Duty } from "../duties/policy";
import type { PersonView, RecordView } from "../local/view";
import type { ExtraDuty } from "../register/standing";
import { asksForYuan, countsFor } from "./counts";
import { countsWords } from "./counts-words";

const TODAY = dayOf("2026-07-03");
const DAILY: Duty = {
  id: "D",
  subject: "person",
  every: "day",
  from: "2020-01-01",
  credit: { kinds: ["visit"], modes: ["home"] },
};
const HOUR: Duty = { ...DAILY, id: "H", credit: { kinds: ["visit"], modes: ["home"], min_minutes: 60 } };
const HEAT: ExtraDuty = {
  id: "heat",
  place: "4303",
  title: "高温走访",
  valid_from: "2026-07-01",
  valid_to: "2026-07-09",
};

function li(...facts: [FactBody["kind"], string | null, string][]): PersonView {
  const all = [["programme", "tekun", "2020-01-01"] as const, ...facts];
  return {
    person: { id: "li", birth_date: "1950-01-01", township: "430321101" } as PersonBody,
    facts: all.map(([kind, value, valid_from], entered) => {
      return {
        id: `f${entered}`,
        person: "li",
        kind,
        value,
        valid_from,
        valid_to: null,
        known_on: valid_from,
        entered,
        voided_at: null,
      };
    }),
    assignments: [],
    records: [],
    reports: [],
    needs: [],
    edits: null,
    conflicts: [],
    doors: [],
    checkups: [],
    years: [],
  };
}

function visited(view: PersonView, service_date: string): PersonView {
  const record = { id: service_date, kind: "visit", mode: "home", status: "valid", service_date } as RecordView;
  return { ...view, records: [record, ...view.records] };
}

function said(
  view: PersonView,
  mode: Mode = "home",
  duties = [DAILY],
  extras: ExtraDuty[] = [],
  visit: Partial<ServiceRecord> = {},
) {
  const stated = { id: "new", kind: "visit", mode, role: "carer", service_date: TODAY, ...visit };
  const counts = countsFor(view, { duties, extras }, stated);
  return countsWords(counts, view, mode, stated.service_date, TODAY).words;
}

describe("before saving and after, a visit says what it counts for", () => {
  it("each act once, and the extra duty that it meets", () => {
    expect(said(li())).toBe("计入：上门探访");
    expect(said(li(), "home", [DAILY, { ...DAILY, id: "W", every: "week" }], [HEAT])).toBe("计入：上门探访、高温走访");
    expect(said(visited(li(), "2026-07-02"), "home", [DAILY], [HEAT])).toBe("计入：上门探访");
    expect(said(li(), "home", [DAILY], [{ ...HEAT, place: "4304" }])).toBe("计入：上门探访");
  });

  it("that a call does not count, and that too short a visit does not", () => {
    expect(said(li(), "phone", [DAILY], [HEAT])).toBe("电话不计入：本县要求上门探访。照样可以记下来。");
    const minutes = (end: string) => said(li(), "home", [HOUR], [], { start: "2026-07-03T09:00:00+08:00", end });
    expect(minutes("2026-07-03T09:59:00+08:00")).toBe("不足 60 分钟不算。照样可以记下来。");
    expect(minutes("2026-07-03T10:00:00+08:00")).toBe("计入：上门探访");
  });

  it("that nothing is owed during a stay, after a death, before anything began, or by this county", () => {
    expect(said(li(["suspension", "hospital", "2026-07-02"]))).toBe("今天不计：住院中。照样可以记下来。");
    expect(said(li(["suspension", "away", "2026-07-03"]))).toBe("今天不计：外出中。照样可以记下来。");
    expect(said(li(["death", null, "2026-07-03"]))).toBe("今天不计：已登记去世。照样可以记下来。");
    expect(said(li(), "home", [])).toBe("今天不计：没有要做的探访。照样可以记下来。");
  });

  it("as of its own day: yesterday she was not in hospital yet", () => {
    const view = li(["suspension", "hospital", "2026-07-03"]);
    expect(said(view)).toContain("今天不计");
    expect(said(view, "home", [DAILY], [], { service_date: TODAY - 1 })).toBe("计入：上门探访");
  });

  it("that another one of the day adds nothing, but never because of itself", () => {
    const view = visited(li(), "2026-07-03");
    expect(said(view)).toBe("今天已有一次计入，再记不会多算。照样可以记下来。");
    expect(said(view, "home", [DAILY], [], { id: "2026-07-03" })).toBe("计入：上门探访");
  });
});

it("asks what a visit was worth only where a duty of that day counts from some yuan on", () => {
  const WORTH: Duty = { ...DAILY, id: "Y", credit: { kinds: ["visit"], min_value: 30 } };
  const visit = { id: "new", kind: "visit", mode: "home", role: "carer", service_date: TODAY };
  expect(asksForYuan(li(), { duties: [DAILY, WORTH] }, visit)).toBe(true);
  expect(asksForYuan(li(), { duties: [DAILY, HOUR] }, visit)).toBe(false);
  expect(asksForYuan(li(["suspension", "hospital", "2026-07-02"]), { duties: [WORTH] }, visit)).toBe(false);
  expect(asksForYuan(li(), { duties: [{ ...WORTH, to: "2026-06-30" }] }, visit)).toBe(false);
});
