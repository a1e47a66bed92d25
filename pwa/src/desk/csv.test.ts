import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

describe("a CSV file", () => {
  it("begins with the byte order mark and ends each line as spreadsheets expect", () => {
    expect(
      csvOf([
        ["姓名", "应访"],
        ["王桂英", 3],
      ]),
    ).toBe("\uFEFF姓名,应访\r\n王桂英,3\r\n");
  });

  it("quotes what would break a line or a field", () => {
    expect(csvOf([['说"好"', "甲,乙", "一\n二"]])).toBe('\uFEFF"说""好""","甲,乙","一\n二"\r\n');
  });

  it.each(["=1+1", "+86", "-2", "@SUM(A1)", "  =1", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A", "=HYPERLINK(1)"])(
    "runs no formula that hides in %j",
    (text) => {
      expect(csvOf([[text]]).replace(/^\uFEFF"?/, "")).toMatch(/^'/);
    },
  );

  it("leaves numbers, dates and names as they are", () => {
    expect(csvOf([[-3, 0, "2026-11-22", "阿木·尔", "3组"]])).toBe("\uFEFF-3,0,2026-11-22,阿木·尔,3组\r\n");
  });
});
