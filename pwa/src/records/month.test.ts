import { describe, expect, it } from "vitest";
import type { RecordView } from "../local/view";
import { maskedName, monthsOf, statementOf } from "./month";

function record(id: string, day: string, change: Partial<RecordView> = {}): RecordView {
  const start = `${day}T08:00:00Z`;
  return { id, subject: "li", service_date: day, start, status: "valid", state: "sent", ...change } as RecordView;
}

describe("her month", () => {
  it("counts what the server has acknowledged, and says apart what it has not", () => {
    const statement = statementOf(
      [
        record("a", "2026-11-02"),
        record("b", "2026-11-02", { subject: "wang", start: "2026-11-02T07:00:00Z" }),
        record("c", "2026-11-01", { status: "attempt" }),
        record("d", "2026-11-03", { state: "on_this_phone" }),
        record("e", "2026-11-03", { state: "needs_attention" }),
        record("f", "2026-11-04", { status: "voided" }),
        record("g", "2026-10-31"),
      ],
      "2026-11",
    );
    expect(statement).toMatchObject({ visits: 2, attempts: 1, people: 2, unsent: 1, waiting: 1 });
    expect(statement.days.map(({ day, records }) => [day, records.map(({ id }) => id)])).toEqual([
      ["2026-11-01", ["c"]],
      ["2026-11-02", ["b", "a"]],
    ]);
  });

  it("offers this month, and each of which something is known, the latest first", () => {
    const known = [record("a", "2025-12-31"), record("b", "2026-10-01"), record("c", "2026-10-02")];
    expect(monthsOf(known, "2026-11-26")).toEqual(["2026-11", "2026-10", "2025-12"]);
  });
});

it("masks a name as a list on a wall would", () => {
  const names = ["王强", "王大强", "欧阳小强", "王", "", " 王强 "];
  expect(names.map(maskedName)).toEqual(["王*", "王*强", "欧**强", "王", "", "王*"]);
});
