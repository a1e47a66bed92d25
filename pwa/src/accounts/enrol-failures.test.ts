import { expect, it } from "vitest";
import { enrolmentWords, mayWorkLater } from "./enrol-failures";
import { t } from "./i18n";

it.each([
  ["enrolment_used", "用过"],
  ["enrolment_expired", "过期"],
  ["unknown", "没有这个登录码"],
  ["no_network", "没有网络"],
  ["code_mistyped", "写错"],
  ["enrolment_locked", "太多"],
  ["of_tomorrow", "出了错"],
])("says what %s means", (code, words) => {
  expect(t(enrolmentWords(code).what)).toContain(words);
});

it("offers to try again only what may go better then", () => {
  expect(["no_network", "busy", "enrolment_locked", "internal"].map(mayWorkLater)).toEqual([true, true, true, true]);
  expect(["enrolment_used", "enrolment_expired", "unknown"].map(mayWorkLater)).toEqual([false, false, false]);
});
