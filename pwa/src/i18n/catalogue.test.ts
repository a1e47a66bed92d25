import { afterEach, expect, it } from "vitest";
import { en as accountsEn } from "../accounts/i18n/en";
import { zh as accountsZh } from "../accounts/i18n/zh";
import { en as practiceEn } from "../practice/i18n/en";
import { zh as practiceZh } from "../practice/i18n/zh";
import { en as recordsEn } from "../records/i18n/en";
import { zh as recordsZh } from "../records/i18n/zh";
import { en as registerEn } from "../register/i18n/en";
import { zh as registerZh } from "../register/i18n/zh";
import { catalogue, language } from "./catalogue";
import { en } from "./en";
import { zh } from "./zh";

const t = catalogue({ days: "{n} 天", hello: "您好" }, { days: "{n} {n|day|days}", hello: "Hello" });

afterEach(() => {
  language.value = "zh";
});

it("fills in values and chooses the English word by number", () => {
  expect(t("days", { n: 3 })).toBe("3 天");
  language.value = "en";
  expect([1, 2, 0].map((n) => t("days", { n }))).toEqual(["1 day", "2 days", "0 days"]);
});

it("speaks Chinese as long as the English sentences have not come", () => {
  language.value = "en";
  expect(catalogue({ hello: "您好" }, () => null)("hello")).toBe("您好");
});

it.each([
  ["the field", zh, en],
  ["accounts", accountsZh, accountsEn],
  ["records", recordsZh, recordsEn],
  ["reports", registerZh, registerEn],
  ["practice", practiceZh, practiceEn],
])(
  "gives every sentence of %s in both languages, with no value that the Chinese does not have",
  (_, chinese, english) => {
    for (const [key, sentence] of Object.entries(english)) {
      expect(sentence.trim(), key).not.toBe("");
      const known = [...namesIn((chinese as Record<string, string>)[key] ?? ""), ...GIVEN];
      for (const name of namesIn(sentence)) expect(known, key).toContain(name);
    }
  },
);

/* The name of a month comes along with its number. */
const GIVEN = ["name"];

function namesIn(sentence: string): string[] {
  return Array.from(sentence.matchAll(/\{(\w+)/g), ([, name]) => name ?? "");
}
