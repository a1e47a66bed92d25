import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { AgreementBody, AgreementEnvelope } from "../api/agreement-rows";
import type { Saved } from "../local/overlay";
import { type Living, stands, type Term } from "./fits";
import { laidOver } from "./held";
import { DEMANDS } from "./kinds";

interface Case {
  what: string;
  packs: string[];
  living: Living;
  terms: Term[];
  day: string;
  expected: unknown[];
}

const cases: Case[] = JSON.parse(readFileSync("../tests/agreements/cases.json", "utf-8"));

test.each(cases.map((each) => [each.what, each] as const))("as on the server: %s", (_, each) => {
  const demands = DEMANDS.filter(({ pack }) => each.packs.includes(pack));
  const found = stands(each.living, demands, each.terms, each.day);
  expect(found.map(({ term, ...rest }) => ({ ...rest, term: term?.id ?? null }))).toEqual(each.expected);
});

const BODY: AgreementBody = {
  id: "a",
  person: "p",
  kind: "four_party",
  services: ["daily"],
  signed_on: "2026-01-01",
  valid_from: "2026-01-01",
  valid_to: "2026-12-31",
  renews: null,
  ended_on: null,
  end_reason: null,
  voided: false,
};
const { id, person, kind, services, signed_on, valid_from } = BODY;
const NEW = { id, person, kind, services, signed_on, valid_from, valid_to: "2026-12-31", parties: [], pictures: [] };

function saved(op: AgreementEnvelope["op"], body: object, state = "queued", row = op as string): Saved {
  return { row: { id: row, state }, envelope: { op, body } } as unknown as Saved;
}

const END = saved("agreement.end", { agreement: "a", ended_on: "2026-05-01", reason: "other" });
const none: ReadonlySet<string> = new Set();

test("what was signed here shows until the server tells it", () => {
  const [mine] = laidOver([], [saved("agreement.create", NEW)], none);
  expect(mine).toEqual({ ...BODY, state: "on_this_phone" });
  expect(laidOver([BODY], [saved("agreement.create", NEW, "acked")], none)).toEqual([{ ...BODY, state: "sent" }]);
});

test("an end that was saved here shows at once, also of what was signed here", () => {
  const [told] = laidOver([BODY], [END], none);
  expect([told?.ended_on, told?.state]).toEqual(["2026-05-01", "on_this_phone"]);
  const [mine] = laidOver([], [saved("agreement.create", NEW), END], none);
  expect(mine?.end_reason).toBe("other");
});

test("an end that the server has told stands, whatever this phone said", () => {
  const [told] = laidOver([{ ...BODY, ended_on: "2026-04-01", end_reason: "died" }], [END], none);
  expect([told?.ended_on, told?.state]).toEqual(["2026-04-01", "sent"]);
});

test("what needs attention is shown as such, until an office has settled it; what is voided is not shown", () => {
  const parked = saved("agreement.create", NEW, "parked", "m");
  expect(laidOver([], [parked], none)[0]?.state).toBe("needs_attention");
  expect(laidOver([], [parked], new Set(["m"]))).toEqual([]);
  const [told] = laidOver([BODY], [saved("agreement.end", { agreement: "a" }, "parked")], none);
  expect([told?.ended_on, told?.state]).toEqual([null, "needs_attention"]);
  expect(laidOver([{ ...BODY, voided: true }], [], none)).toEqual([]);
});
