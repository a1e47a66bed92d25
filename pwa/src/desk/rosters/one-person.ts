import { base64Of } from "../../local/bytes";
import type { File64 } from "./taking-in";

/** What is asked of somebody who is entered by hand: the columns of a roster, as townships call them. */
export const FIELDS = [
  "姓名",
  "身份证号",
  "村",
  "组",
  "家庭住址",
  "联系电话",
  "救助类别",
  "供养方式",
  "自理能力",
  "认定时间",
  "照料服务人",
  "照料人电话",
] as const;
export type Field = (typeof FIELDS)[number];
export type Said = { [field in Field]?: string };

/** A roster of one row: whoever is entered by hand is checked, kept and undone like all the others. */
export function rosterOf(said: Said): File64 {
  const lines = [FIELDS.map(quoted), FIELDS.map((field) => quoted(said[field] ?? ""))];
  const bytes = new TextEncoder().encode(`\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`);
  return { name: "", content: base64Of(bytes) };
}

function quoted(text: string): string {
  return `"${text.replace(/[\r\n]+/g, " ").replace(/"/g, '""')}"`;
}
