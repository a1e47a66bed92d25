import { describe, expect, it } from "vitest";
import { dayOf } from "../duties/days";
import { askedNow, askedThen } from "../forms/asked";
import { type Asked, marksOf } from "../forms/form";
import {
  backThen,
  changed,
  draftOf,
  emptyForm,
  isAllWell,
  isStale,
  justNow,
  lettersLeft,
  marksMissing,
  problemsOf,
  resumed,
  type VisitDraft,
  type VisitForm,
  visitOf,
  type When,
} from "./form";

const at = (moment: string) => Date.parse(`${moment}:00+08:00`);
const OPENED = at("2026-03-02T10:00");
const NOW = at("2026-03-02T10:12");
const ASKED = askedNow("visit");
const open = () => emptyForm(ASKED, "met", OPENED);
const marked = (form: VisitForm, option: string, mark: string) => {
  const ticks = { ...marksOf(form.answers, "ticks"), [option]: mark };
  return changed(form, { set: "answer", question: "ticks", value: ticks });
};
const well = () => changed(open(), { set: "all_well" });

describe("three taps", () => {
  it("makes all six ticks well at once and can then be saved", () => {
    expect(isAllWell(well())).toBe(true);
    expect(problemsOf(well(), NOW)).toEqual([]);
  });

  it("becomes a home visit from the opening of the form until now", () => {
    expect(visitOf(well(), "wang", NOW)).toEqual({
      person: "wang",
      mode: "home",
      status: "valid",
      start: new Date(OPENED),
      end: new Date(NOW),
      answers: {
        ticks: { spirit: "ok", body: "ok", food: "ok", safety: "ok", hygiene: "ok", needs: "ok" },
      },
      form_version: ASKED.version,
    });
  });
});

describe("where she was", () => {
  const place = { lat: 27.8, lon: 112.9, accuracy: 30, at: "2026-03-02T02:00:00Z" };
  const placed = () => changed(well(), { set: "position", value: place });

  it("was at the door when its card was scanned, but not by telephone and not on another day", () => {
    const scanned = { ...well(), door: "abc" };
    expect(visitOf(scanned, "wang", NOW).door).toBe("abc");
    expect(visitOf({ ...scanned, mode: "phone" }, "wang", NOW).door).toBeUndefined();
    expect(visitOf({ ...scanned, ...backThen(scanned) }, "wang", NOW).door).toBeUndefined();
    const resting = resumed(draftOf(scanned), ASKED, "not_met");
    expect(visitOf({ ...resting, reason: "nobody_home" }, "wang", NOW).door).toBe("abc");
  });

  it("goes with what is written there and then", () => {
    expect(visitOf(placed(), "wang", NOW).position).toEqual(place);
  });

  it("says nothing of another day", () => {
    const form = changed(said(placed(), { day: TODAY - 1 }), { set: "at", value: "09:00" });
    expect(visitOf(form, "wang", NOW).position).toBeUndefined();
  });
});

describe("ticks and answers", () => {
  it("asks for every tick that has no answer", () => {
    const form = marked(open(), "food", "concern");
    expect(marksMissing(form, "ticks")).toBe(5);
    expect(problemsOf(form, NOW)).toEqual(["answer:ticks"]);
  });

  it("is no longer all well once one thing is a concern, and is again after the button", () => {
    const worried = marked(well(), "body", "concern");
    expect(isAllWell(worried)).toBe(false);
    expect(problemsOf(worried, NOW)).toEqual([]);
    expect(isAllWell(changed(worried, { set: "all_well" }))).toBe(true);
  });

  it("never changes the form that it was given", () => {
    const form = Object.freeze(open());
    marked(form, "food", "ok");
    changed(form, { set: "all_well" });
    expect(form).toEqual(open());
  });
});

describe("an attempt", () => {
  const tried = () => changed(well(), { set: "outcome", value: "not_met" });

  it("wants a reason, not ticks", () => {
    expect(problemsOf(emptyForm(ASKED, "not_met", OPENED), NOW)).toEqual(["reason"]);
  });

  it("says nothing about ticks or phrases even when they were chosen before", () => {
    const form = changed(tried(), { set: "reason", value: "nobody_home" });
    const visit = visitOf(changed(form, { set: "note", value: "  门锁着  " }), "wang", NOW);
    expect(visit).toMatchObject({ status: "attempt", reason: "nobody_home", answers: {}, note: "门锁着" });
  });

  it("gives the ticks back when she was met after all", () => {
    expect(isAllWell(changed(tried(), { set: "outcome", value: "met" }))).toBe(true);
  });
});

describe("what it was worth", () => {
  const worth = (yuan: string) => changed(well(), { set: "yuan", value: yuan });

  it.each([
    ["", undefined],
    ["30", 30],
    [" 30.5 ", 30.5],
    ["３０", 30],
    ["0", 0],
  ])("takes %j", (typed, value) => {
    expect(problemsOf(worth(typed), NOW)).toEqual([]);
    expect(visitOf(worth(typed), "wang", NOW).value).toBe(value);
  });

  it.each(["三十", "-1", "1e3", "30.555", "30,5", "12345678", "NaN"])("asks again for %j", (typed) => {
    expect(problemsOf(worth(typed), NOW)).toEqual(["yuan"]);
  });

  it("is no matter of an attempt, and missing in a draft of an older version", () => {
    const tried = changed(changed(worth("x"), { set: "outcome", value: "not_met" }), { set: "reason", value: "other" });
    expect(problemsOf(tried, NOW)).toEqual([]);
    expect(visitOf(tried, "wang", NOW).value).toBeUndefined();
    const { yuan: _, ...old } = draftOf(well());
    expect(resumed(old as VisitDraft, ASKED, "met").yuan).toBe("");
  });
});

const TODAY = dayOf("2026-03-02");
const said = (form: VisitForm, when: Partial<When>) => changed(form, { set: "when", value: when });

describe("the time", () => {
  const stated = (day: number, time: string) => changed(said(well(), { day }), { set: "at", value: time });

  it("is asked for when it was not just now", () => {
    expect(problemsOf(stated(TODAY - 1, ""), NOW)).toEqual(["time_missing"]);
  });

  it("cannot be later than now", () => {
    expect(problemsOf(stated(TODAY, "10:13"), NOW)).toEqual(["time_future"]);
    expect(problemsOf(stated(TODAY, "10:12"), NOW)).toEqual([]);
    expect(problemsOf(stated(TODAY - 1, "23:59"), NOW)).toEqual([]);
  });

  it("of yesterday is dated yesterday and has no stated end", () => {
    const visit = visitOf(stated(TODAY - 1, "16:30"), "wang", NOW);
    expect(visit.start).toEqual(new Date(at("2026-03-01T16:30")));
    expect(visit).not.toHaveProperty("end");
  });

  it("stays on the day that was meant when midnight passes before it is saved", () => {
    const form = stated(TODAY - 1, "15:00");
    for (const later of ["2026-03-02T23:59", "2026-03-03T00:05", "2026-03-05T09:00"]) {
      expect(problemsOf(form, at(later))).toEqual([]);
      expect(visitOf(form, "wang", at(later)).start).toEqual(new Date(at("2026-03-01T15:00")));
    }
  });
});

describe("a form that was opened long ago", () => {
  const WEDNESDAY = at("2026-03-04T10:05");

  it("is not saved before it is said whether the visit was just now or then", () => {
    expect(problemsOf(well(), WEDNESDAY)).toEqual(["time_stale"]);
    expect(problemsOf(well(), OPENED + 3 * 3_600_000)).toEqual([]);
    expect(problemsOf(well(), OPENED + 3 * 3_600_000 + 1)).toEqual(["time_stale"]);
  });

  it("becomes a visit of just now", () => {
    const form = said(well(), justNow(well(), WEDNESDAY));
    expect(problemsOf(form, WEDNESDAY)).toEqual([]);
    expect(visitOf(form, "wang", WEDNESDAY)).toMatchObject({ start: new Date(WEDNESDAY), end: new Date(WEDNESDAY) });
  });

  it("or becomes one of then, without a stated end", () => {
    const form = said(well(), backThen(well()));
    expect(problemsOf(form, WEDNESDAY)).toEqual([]);
    const visit = visitOf(form, "wang", WEDNESDAY);
    expect(visit.start).toEqual(new Date(OPENED));
    expect(visit).not.toHaveProperty("end");
  });

  it("asks nothing where the time has been stated", () => {
    const form = changed(said(well(), { day: TODAY - 1 }), { set: "at", value: "09:00" });
    expect(isStale(form, WEDNESDAY)).toBe(false);
  });

  it("began when it was opened as long as that is not long ago, also after another day was tried", () => {
    const form = said(said(well(), { day: TODAY - 1 }), justNow(well(), NOW));
    expect(visitOf(form, "wang", NOW).start).toEqual(new Date(OPENED));
  });

  it("asks as well when the clock was put back behind its opening", () => {
    expect(problemsOf(well(), OPENED - 60_000)).toEqual(["time_stale"]);
  });
});

describe("a draft taken up again", () => {
  const worried = () => marked(well(), "body", "concern");

  it("is just as it was left, with the time that was stated", () => {
    const form = changed(said(worried(), { day: TODAY - 1 }), { set: "at", value: "09:00" });
    expect(resumed(draftOf(form), ASKED, "met")).toEqual(form);
  });

  it("stays an attempt when it was one, and becomes one when that was asked for", () => {
    const tried = changed(worried(), { set: "outcome", value: "not_met" });
    expect(resumed(draftOf(tried), ASKED, "met").outcome).toBe("not_met");
    expect(resumed(draftOf(worried()), ASKED, "not_met").outcome).toBe("not_met");
  });

  it("of a version that knew no days is of the time of its opening", () => {
    const { day: _, ...older } = draftOf(worried());
    expect(resumed(older as VisitDraft, ASKED, "met")).toEqual(worried());
  });

  it("of before forms were data asks the first version, and keeps what was ticked and said", () => {
    const {
      answers: _,
      version: __,
      ...older
    } = { ...draftOf(open()), ticks: { body: "concern" }, phrases: ["unwell"] };
    const form = resumed(older as unknown as VisitDraft, askedThen("visit", 1) as Asked, "met");
    expect(form.answers).toEqual({ ticks: { body: "concern" }, phrases: ["unwell"] });
    expect(visitOf(form, "wang", NOW)).toMatchObject({ form_version: 1, answers: form.answers });
  });
});

describe("a long note", () => {
  const noted = (note: string) => changed(well(), { set: "note", value: note });

  it("is kept to its last letter, and not saved before it is short enough for the server", () => {
    const long = "好".repeat(2_003);
    expect(noted(long).note).toBe(long);
    expect(lettersLeft(noted(long))).toBe(-3);
    expect(problemsOf(noted(long), NOW)).toEqual(["note_long"]);
    expect(problemsOf(noted("好".repeat(2_000)), NOW)).toEqual([]);
  });

  it("is counted in letters as the server does: one outside the basic plane is one, and the edges are cut off", () => {
    expect(lettersLeft(noted(` ${"𠮷".repeat(2_000)} `))).toBe(0);
  });
});
