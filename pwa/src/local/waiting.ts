/** What needs attention: kept by the server, and not taken in. */
import type { Envelope, IssueBody } from "../api/rows";
import type { MutationRow } from "./databases";
import { isVisit, type RecordView, type Saved } from "./overlay";
import { jsonOf } from "./sealing";

/** What an item was to do, about whom, and why the server has not taken it in (docs/protocol.md §3). */
export type Waiting = Pick<IssueBody, "mutation" | "op" | "person" | "code">;

/** Parked items of this phone, and open issues of the user's other phones; nothing that has been settled. */
export function waitingAmong(
  items: Iterable<MutationRow>,
  issues: readonly IssueBody[],
  isResolved: (mutation: string) => boolean,
): Waiting[] {
  const parked = Array.from(items).filter(({ id, state }) => state === "parked" && !isResolved(id));
  const here = parked.map(waitingHere).filter(({ op }) => op !== IN_CONFIDENCE);
  const known = new Set(here.map(({ mutation }) => mutation));
  return [...here, ...issues.filter(({ mutation, resolved_at }) => resolved_at === null && !known.has(mutation))];
}

/** Those that are shown as no record: of another kind or another phone, or such that only the county can read them. */
export function unshownAmong(
  waiting: readonly Waiting[],
  records: readonly RecordView[],
  saved: readonly Saved[],
): Waiting[] {
  const shown = new Set(records.map(({ id }) => id));
  const visits = new Map(saved.filter(isVisit).map(({ row, envelope }) => [row.id, envelope.body.id]));
  return waiting.filter(({ mutation }) => !shown.has(visits.get(mutation) ?? mutation));
}

/** What was told in confidence is the office's affair, whatever becomes of it: this phone says no more about it. */
const IN_CONFIDENCE = "concern.create";

/** What an item tells of itself, also where only the county can read its body. */
function waitingHere({ id, envelope, code }: MutationRow): Waiting {
  const { op, about } = JSON.parse(jsonOf(envelope)) as Pick<Envelope, "op" | "about">;
  return { mutation: id, op, person: about[0] ?? null, code: code ?? "internal" };
}
