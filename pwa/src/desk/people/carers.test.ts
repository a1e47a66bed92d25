import { describe, expect, it } from "vitest";
import { aPerson } from "./a-person";
import { carerMeant, carerOptions } from "./carers";

const HILL = { village: "430321104202", village_name: "石坝村" };
const ROWS = [
  aPerson({ id: "1", carer: { id: "c1", name: "周建国" }, ...HILL }),
  aPerson({ id: "2", carer: { id: "c2", name: "李秀兰" } }),
  aPerson({ id: "3", carer: { id: "c2", name: "李秀兰" }, ...HILL }),
  aPerson({ id: "4", carer: { id: "c2", name: "李秀兰" }, ...HILL }),
  aPerson({ id: "5", carer: { id: "c3", name: "王芳" } }),
  aPerson({ id: "6", carer: { id: "c4", name: "王芳" } }),
  aPerson({ id: "7", carer: null }),
];
const OPTIONS = carerOptions(ROWS);

describe("the carers of a list", () => {
  it("stand by the village where they have most people, and no two are named alike", () => {
    expect(OPTIONS.map(({ label }) => label)).toEqual([
      "无照料人",
      "王芳（白云村）",
      "王芳（白云村） 2",
      "李秀兰（石坝村）",
      "周建国（石坝村）",
    ]);
  });

  it("are found by their label or by what only one label holds", () => {
    expect(carerMeant(OPTIONS, "王芳（白云村）")).toBe("c3");
    expect(carerMeant(OPTIONS, "王芳(白云村) 2")).toBe("c4");
    expect(carerMeant(OPTIONS, " 秀兰")).toBe("c2");
    expect(carerMeant(OPTIONS, "无照料人")).toBe("none");
  });

  it("are not guessed", () => {
    expect(carerMeant(OPTIONS, "王芳")).toBeUndefined();
    expect(carerMeant(OPTIONS, "无此人")).toBeUndefined();
    expect(carerMeant(OPTIONS, "")).toBeUndefined();
  });
});
