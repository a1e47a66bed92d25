import { describe, expect, it } from "vitest";
import { changed, emptyForm, isAllWell, problemsOf, resumed, ticksMissing, type VisitForm, visitOf } from "./form";

const at = (moment: string) => Date.parse(`${moment}:00+08:00`);
const OPENED = at("2026-03-02T10:00");
const NOW = at("2026-03-02T10:12");
const open = () => emptyForm("met", OPENED);
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
        phrases: [],
      },
    });
  });
});

describe("ticks and phrases", () => {
  it("asks for every tick that has no answer", () => {
    const form = changed(open(), { set: "tick", tick: "food", value: "concern" });
    expect(ticksMissing(form)).toEqual(["spirit", "body", "safety", "hygiene", "needs"]);
    expect(problemsOf(form, NOW)).toEqual(["ticks"]);
  });

  it("is no longer all well once one thing is a concern, and is again after the button", () => {
    const worried = changed(well(), { set: "tick", tick: "body", value: "concern" });
    expect(isAllWell(worried)).toBe(false);
    expect(problemsOf(worried, NOW)).toEqual([]);
    expect(isAllWell(changed(worried, { set: "all_well" }))).toBe(true);
  });

  it("takes a phrase away when it is pressed again", () => {
    const once = changed(open(), { set: "phrase", phrase: "unwell" });
    expect(once.phrases).toEqual(["unwell"]);
    expect(changed(once, { set: "phrase", phrase: "unwell" }).phrases).toEqual([]);
  });

  it("never changes the form that it was given", () => {
    const form = Object.freeze(open());
    changed(form, { set: "phrase", phrase: "unwell" });
    changed(form, { set: "all_well" });
    expect(form).toEqual(open());
  });
});

describe("an attempt", () => {
  const tried = () => changed(well(), { set: "outcome", value: "not_met" });

  it("wants a reason, not ticks", () => {
    expect(problemsOf(emptyForm("not_met", OPENED), NOW)).toEqual(["reason"]);
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

describe("the time", () => {
  const stated = (when: VisitForm["when"], time: string) =>
    changed(changed(well(), { set: "when", value: when }), { set: "at", value: time });

  it("is asked for when it was not just now", () => {
    expect(problemsOf(stated("yesterday", ""), NOW)).toEqual(["time_missing"]);
  });

  it("cannot be later than now", () => {
    expect(problemsOf(stated("today", "10:13"), NOW)).toEqual(["time_future"]);
    expect(problemsOf(stated("today", "10:12"), NOW)).toEqual([]);
    expect(problemsOf(stated("yesterday", "23:59"), NOW)).toEqual([]);
  });

  it("of yesterday is dated yesterday and has no stated end", () => {
    const visit = visitOf(stated("yesterday", "16:30"), "wang", NOW);
    expect(visit.start).toEqual(new Date(at("2026-03-01T16:30")));
    expect(visit).not.toHaveProperty("end");
  });
});

describe("a draft taken up again", () => {
  const worried = () => changed(well(), { set: "tick", tick: "body", value: "concern" });

  it("is just as it was left within three hours", () => {
    expect(resumed(worried(), "met", NOW)).toEqual(worried());
  });

  it("keeps its time as a stated one later the same day and the day after", () => {
    const evening = at("2026-03-02T18:00");
    expect(resumed(worried(), "met", evening)).toEqual({ ...worried(), when: "today", at: "10:00", opened: evening });
    const tomorrow = at("2026-03-03T07:00");
    expect(resumed(worried(), "met", tomorrow)).toMatchObject({ when: "yesterday", at: "10:00" });
  });

  it("does not let a stated time slip to another day", () => {
    const yesterday = changed(changed(worried(), { set: "when", value: "yesterday" }), { set: "at", value: "09:00" });
    expect(resumed(yesterday, "met", NOW)).toMatchObject({ when: "yesterday", at: "09:00" });
    expect(resumed(yesterday, "met", at("2026-03-03T07:00"))).toMatchObject({ when: "now", at: "" });
    const today = changed(yesterday, { set: "when", value: "today" });
    expect(resumed(today, "met", at("2026-03-03T07:00"))).toMatchObject({ when: "yesterday", at: "09:00" });
  });

  it("begins anew in time, but keeps what was written, when it is older than yesterday", () => {
    const late = at("2026-03-05T09:00");
    expect(resumed(worried(), "met", late)).toEqual({ ...worried(), opened: late });
  });

  it("stays an attempt when it was one, and becomes one when that was asked for", () => {
    const tried = changed(worried(), { set: "outcome", value: "not_met" });
    expect(resumed(tried, "met", NOW).outcome).toBe("not_met");
    expect(resumed(worried(), "not_met", NOW).outcome).toBe("not_met");
  });
});
