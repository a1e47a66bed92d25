import { expect, it } from "vitest";
import type { RecordView } from "../local/view";
import { lastSoon, writtenAt } from "./recent";

const NOW = Date.parse("2026-03-02T10:00:00+08:00");
const idOf = (written: number) => {
  const digits = written.toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000001`;
};
const written = (minutesAgo: number, more: Partial<RecordView> = {}) =>
  ({ id: idOf(NOW - minutesAgo * 60_000), author: "li", status: "valid", state: "sent", ...more }) as RecordView;
const asked = (...records: RecordView[]) => lastSoon(records, "li", "valid", NOW);

it("reads from an id when a record was written down", () => {
  expect(writtenAt(idOf(NOW))).toBe(NOW);
});

it("warns of a record of less than half an hour ago, by the newest of them", () => {
  expect(asked(written(29), written(12))).toEqual({ record: written(12).id, minutes: 12 });
  expect(asked(written(0, { state: "on_this_phone" }))?.minutes).toBe(0);
});

it("does not warn of older ones, of other authors, of attempts before a visit, or of what needs attention", () => {
  expect(asked()).toBeNull();
  expect(asked(written(30))).toBeNull();
  expect(asked(written(5, { author: "zhang" }))).toBeNull();
  expect(asked(written(5, { status: "attempt" }))).toBeNull();
  expect(asked(written(5, { state: "needs_attention" }))).toBeNull();
});
