import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { t } from "./i18n";
import { parkedWords } from "./parked";

const PROTOCOL = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");
const CODES = Array.from(
  /`parked` with a `code`:([^.]*)\./.exec(PROTOCOL)?.[1]?.matchAll(/`(\w+)`/g) ?? [],
  ([, code]) => code,
);

it("knows every code of the protocol", () => {
  expect(CODES.length).toBeGreaterThan(10);
  for (const code of CODES) expect(parkedWords(code).why).toBe(`parked.${code}.why`);
});

it("says something even for a code of a later version", () => {
  expect(t(parkedWords("of_tomorrow").what)).toContain("不用重记");
});
