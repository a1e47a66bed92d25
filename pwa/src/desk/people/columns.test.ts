import { afterEach, describe, expect, it } from "vitest";
import { language } from "../../i18n/catalogue";
import { aPerson } from "./a-person";
import { columnsOf, exportOf, hintOf } from "./columns";
import { sumsOf } from "./sums";
import { viewFrom } from "./view";

const PEOPLE = [
  aPerson({ id: "0190a000-0000-7000-8000-000000000001", carer: null, due_by: null, light: "grey" }),
  aPerson({
    id: "0190a000-0000-7000-8000-000000000002",
    expected: 10,
    credited: 7,
    misses: 3,
    unreported: 2,
    last_attempt: "2026-11-20",
  }),
];

afterEach(() => {
  language.value = "zh";
});

describe("the headings of numbers", () => {
  it("say why they do not add up, and only they", () => {
    for (const column of ["expected", "credited", "misses"]) expect(hintOf(column)).toContain("不一定等于实访加缺访");
    expect(hintOf("unreported")).toBeUndefined();
    expect(hintOf("name")).toBeUndefined();
  });
});

describe("the export of what is seen", () => {
  it("has the headings, each person in the order shown, and the sums", () => {
    const rows = exportOf(PEOPLE, sumsOf(PEOPLE));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain("应访");
    expect(rows[2]).toEqual([
      "王桂英",
      "女",
      78,
      "白云村",
      "全自理",
      "分散",
      "李秀兰",
      10,
      7,
      3,
      2,
      "按时",
      "2026-11-29",
      "2026-11-21",
      "2026-11-20",
    ]);
    expect(rows[3]).toEqual(["合计", "2 人", "", "", "", "", "", 13, 10, 3, 2, "", "", "", ""]);
  });

  it("holds no id of anybody", () => {
    expect(JSON.stringify(exportOf(PEOPLE, sumsOf(PEOPLE)))).not.toContain("0190a000");
  });

  it("speaks the reader's language", () => {
    language.value = "en";
    expect(exportOf(PEOPLE, sumsOf(PEOPLE))[0]).toContain("Expected");
  });

  it("names the village even where the table names it in its headings", () => {
    expect(columnsOf(viewFrom({}, ""))).not.toContain("village");
    expect(columnsOf(viewFrom({ grouped: "0" }, ""))).toContain("village");
    expect(exportOf(PEOPLE, sumsOf(PEOPLE))[0]).toContain("村（社区）");
  });
});
