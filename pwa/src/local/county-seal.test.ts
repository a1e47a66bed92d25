import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COUNTY_KEY, openedText, openSealed } from "../sync/model/opening";
import { CountySeal } from "./county-seal";

const VECTORS = JSON.parse(readFileSync(new URL("../../../tests/sync/sealed_vectors.json", import.meta.url), "utf8"));
const random = (bytes: Uint8Array) => globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

function seal(): CountySeal {
  return new CountySeal(globalThis.crypto.subtle, { random }, COUNTY_KEY);
}

it("opens what the server sealed, so that both mean the same form", async () => {
  const { text, purpose, content } = VECTORS.by_server;
  expect(await openedText(text, purpose)).toBe(content);
});

it("seals in the form that is kept for the server's own test to open", async () => {
  const { text, purpose, content } = VECTORS.by_phone;
  expect(await openedText(text, purpose)).toBe(content);
  const again = await seal().seal(content, purpose);
  expect(again).toHaveLength(text.length);
  expect(again.slice(0, 12)).toBe(text.slice(0, 12));
});

it("opens for the one purpose alone, and not when a letter has changed", async () => {
  const text = await seal().seal("血压正常", "envelope m-1");
  await expect(openSealed(text, "envelope m-2")).rejects.toThrow();
  const changed = text.slice(0, -4) + (text.endsWith("AAAA") ? "BBBB" : "AAAA");
  await expect(openSealed(changed, "envelope m-1")).rejects.toThrow();
});

it("takes one point for a page load and another chance each time", async () => {
  const one = seal();
  const [first, second] = [await one.seal("a", "p"), await one.seal("a", "p")];
  const head = Math.floor((74 * 8) / 6);
  expect(first.slice(0, head)).toBe(second.slice(0, head));
  expect(first).not.toBe(second);
  expect((await seal().seal("a", "p")).slice(0, head)).not.toBe(first.slice(0, head));
});
