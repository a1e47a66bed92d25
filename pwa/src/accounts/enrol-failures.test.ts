import { expect, it } from "vitest";
import { enrolmentWords, mayWorkLater, typedCode } from "./enrol-failures";
import { t } from "./i18n";

it.each([
  ["enrolment_used", "另一部手机"],
  ["enrolment_expired", "过期"],
  ["unknown", "没有这个登录码"],
  ["no_network", "没有网络"],
  ["of_tomorrow", "出了错"],
])("says what %s means", (code, words) => {
  expect(t(enrolmentWords(code).what)).toContain(words);
});

it("offers to try again only what may go better then", () => {
  expect(["no_network", "busy", "internal"].map(mayWorkLater)).toEqual([true, true, true]);
  expect(["enrolment_used", "enrolment_expired", "unknown"].map(mayWorkLater)).toEqual([false, false, false]);
});

it("takes a code with blanks, and a whole link as well", () => {
  expect(typedCode(" K7QM 2XPD\n")).toBe("K7QM2XPD");
  expect(typedCode("https://example.org/#/enrol/K7QM2XPD")).toBe("K7QM2XPD");
  expect(typedCode("  ")).toBe("");
});
