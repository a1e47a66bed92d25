import { expect, test } from "vitest";
import { rosterOf } from "./one-person";

test("a person is a roster of one row, whatever is written into the fields", () => {
  const { content } = rosterOf({ 姓名: '王"强"', 村: "石牛村,八组", 组: "1\n2" });
  const text = new TextDecoder().decode(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)));
  const [head, row] = text.split("\r\n");
  expect(head?.startsWith('"姓名","身份证号","村"')).toBe(true);
  expect(row).toBe('"王""强""","","石牛村,八组","1 2","","","","","","","",""');
});
