import { describe, expect, it } from "vitest";
import type { Duty } from "./policy";
import { dutySentence, refusalSentence } from "./sentences";

const visits = (ability: string, every: Duty["every"]): Duty => ({
  id: ability,
  subject: "person",
  every,
  from: "2020-01-01",
  population: { programmes: ["tekun"], arrangements: ["dispersed"], abilities: [ability] },
  credit: { kinds: ["visit"], modes: ["home"] },
});

const checkup: Duty = {
  id: "checkup",
  subject: "person",
  every: "year",
  from: "2020-01-01",
  population: { programmes: ["tekun"], age: { min: 65, on: "unit_end" } },
  credit: { kinds: ["checkup"] },
};

const collectiveDays: Duty = {
  id: "collective",
  subject: "township",
  every: "month",
  only_days: [24, 25],
  from: "2020-01-01",
  credit: { kinds: ["activity"], min_beneficiaries: 1 },
};

const contacts: Duty = {
  id: "contacts",
  subject: "person",
  every: "month",
  times: 3,
  from: "2020-01-01",
  population: { programmes: ["tekun", "dibao"], arrangements: ["dispersed"], age: { min: 18, max: 79 } },
  credit: { kinds: ["visit"], modes: ["home", "phone"], roles: ["carer", "volunteer"], min_minutes: 60, min_value: 30 },
};

describe("a duty is one plain sentence", () => {
  it("for visits that depend on the ability", () => {
    expect(dutySentence(visits("full", "day"), "zh")).toBe("全失能的分散供养特困人员，每天上门探访一次");
    expect(dutySentence(visits("semi", "2 days"), "zh")).toBe("半失能的分散供养特困人员，每两天上门探访一次");
    expect(dutySentence(visits("self", "week"), "zh")).toBe("全自理的分散供养特困人员，每周上门探访一次");
    expect(dutySentence(visits("semi", "2 days"), "en")).toBe(
      "Partly dependent dispersed people in extreme poverty: one home visit every 2 days",
    );
  });

  it("for an age at the end of the year", () => {
    expect(dutySentence(checkup, "zh")).toBe("年末时 65 岁及以上的特困人员，每年体检一次");
    expect(dutySentence(checkup, "en")).toBe(
      "People in extreme poverty aged 65 or over by the end of the year: one checkup every year",
    );
  });

  it("for a township and its collective days", () => {
    expect(dutySentence(collectiveDays, "zh")).toBe("每个乡镇（街道），每月 24、25 日开展活动一次，受益不少于 1 人");
    expect(dutySentence(collectiveDays, "en")).toBe(
      "Each township: one activity every month on day 24 or 25, for at least 1 person",
    );
  });

  it("with every limit that it sets", () => {
    expect(dutySentence(contacts, "zh")).toBe(
      "18 至 79 岁的分散供养的特困人员或低保对象，每月由照料服务人或志愿者上门或电话探访 3 次，每次不少于 60 分钟，每次不低于 30 元",
    );
    expect(dutySentence(contacts, "en")).toBe(
      "Dispersed people in extreme poverty or on dibao aged 18 to 79: " +
        "3 times a home or phone visit by a carer or a volunteer every month, " +
        "at least 60 minutes each, worth at least 30 yuan each",
    );
  });

  it("even where its words are not known", () => {
    expect(dutySentence({ ...visits("full", "3 days"), population: { programmes: ["new"] } }, "zh")).toBe(
      "new，每 3 天上门探访一次",
    );
  });
});

describe("the reason why a record would not count names what would", () => {
  it("in Chinese", () => {
    expect(refusalSentence(visits("full", "day"), "mode", "zh")).toBe("只有上门探访才算");
    expect(refusalSentence(contacts, "minutes", "zh")).toBe("不足 60 分钟不算");
    expect(refusalSentence(contacts, "role", "zh")).toBe("只有照料服务人或志愿者做的才算");
  });

  it("in English", () => {
    expect(refusalSentence(contacts, "role", "en")).toBe("Counts only when done by a carer or a volunteer");
    expect(refusalSentence(collectiveDays, "beneficiaries", "en")).toBe("Counts from 1 person on");
    expect(refusalSentence(visits("full", "day"), "status", "en")).toBe(
      "Attempts, pending and voided records do not count",
    );
  });
});
