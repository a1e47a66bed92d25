import { describe, expect, it } from "vitest";
import { aPerson } from "./a-person";
import { filtersInWords } from "./filtered";
import { viewFrom } from "./view";

const ROWS = [aPerson({ id: "a" }), aPerson({ id: "b", carer: null })];

describe("filters in words", () => {
  it("say nothing when everybody is shown", () => {
    expect(filtersInWords(viewFrom({}, ""), ROWS)).toEqual([]);
  });

  it("name what was chosen and no id", () => {
    const query = {
      village: "430321104201",
      level: "full",
      light: "red",
      carer: "carer-1",
      unvisited: "1",
      quarantined: "1",
      unrecorded: "1",
    };
    expect(filtersInWords(viewFrom(query, "王"), ROWS)).toEqual([
      "姓名：王",
      "村（社区）：白云村",
      "自理能力：全失能",
      "状态：已逾期",
      "照料人：李秀兰",
      "只看本月还没有上门的",
      "只看有去世后记录的",
      "告知同意未登记全",
    ]);
  });

  it("name people without a carer", () => {
    expect(filtersInWords(viewFrom({ carer: "none" }, ""), ROWS)).toEqual(["照料人：无照料人"]);
  });
});
