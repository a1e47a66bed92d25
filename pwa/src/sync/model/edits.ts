/** What sync §8 promises of edits of a person (12, 14), asked of a phone and of the model server. */
import { expect } from "vitest";
import type { ConflictBody } from "../../api/rows";
import { isPatch, opened } from "../../local/overlay";
import { profileOf } from "../../register/profile-changes";
import { patchOf, savePatchOf } from "../../register/save-patch";
import type { Session } from "../session";
import type { Server } from "./server";
import { bodiesOf } from "./stored";

/** An edit of a telephone: what the phone showed, and what was written instead. */
export interface Edit {
  id: string;
  shown: string | null;
}

/** Changes what is shown; null where she is not on this phone. */
export async function editPhone(session: Session, person: string, next: string): Promise<Edit | null> {
  const shown = session.memory.person(person)?.person;
  const patch = shown && patchOf(person, profileOf(shown), { ...profileOf(shown), phone: next });
  return patch ? { id: await savePatchOf(session, patch), shown: shown.phone } : null;
}

/** 12: the last edit shows until the server's row includes it, but where the server has said that it kept another value. */
export async function editsMustShow(session: Session): Promise<void> {
  const { rows, epoch } = await session.cache.load();
  const versions = new Map(rows.filter(({ kind }) => kind === "person").map(({ id, version }) => [id, version]));
  const conflicts = rows.filter(({ kind }) => kind === "conflict").map(({ body }) => body as ConflictBody);
  const clashing = new Set(conflicts.map(({ mutation }) => mutation));
  const stored = await session.outbox.all();
  const bodies = await bodiesOf(session, stored);
  const items = stored.map((row) => opened(row, bodies.get(row.id) ?? undefined)).filter((saved) => saved !== null);
  const edits = items.filter(isPatch).sort((a, b) => a.row.n - b.row.n);
  for (const view of session.memory.people.value) {
    const { id } = view.person;
    const waiting = edits.filter(({ row, envelope }) => {
      const isBehind = row.epoch !== epoch || (versions.get(id) ?? 0) < (row.version ?? 0);
      const isUntold = row.state === "acked" && row.version !== undefined && isBehind;
      return envelope.body.person === id && !clashing.has(row.id) && (row.state === "queued" || isUntold);
    });
    const last = waiting[waiting.length - 1];
    if (last) expect(view.person.phone, `${last.row.id} is shown`).toBe(last.envelope.body.set?.phone?.[1]);
  }
}

/** 14: each edit changed the value that its author was shown, or waits in a conflict; what nobody saw was not overwritten. */
export function nothingIsOverwrittenUnseen(server: Server, edits: readonly Edit[]): void {
  for (const { id, shown } of edits)
    for (const { before } of server.merged.filter(({ mutation }) => mutation === id))
      expect(before, `${id} changes what was shown`).toBe(shown);
  for (const { id } of edits) {
    const entry = server.journal[id];
    const isWaiting = server.everything().some(({ id: row }) => row === `conflict-${id}-phone`);
    expect(entry?.result.status === "merged", `${id} waits for a choice`).toBe(isWaiting);
    if (entry?.result.status === "applied")
      expect(
        server.merged.some(({ mutation }) => mutation === id),
        `${id} was written`,
      ).toBe(true);
  }
}
