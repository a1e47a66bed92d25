/** Rows of the outbox: how an envelope becomes one, and what becomes of it. */
import type { Envelope, PushResult } from "../api/rows";
import type { MutationRow } from "./databases";
import { jsonOf, packed, SEALED } from "./sealing";

/** A body as it is kept: for the county, and for the user's own eyes. */
export interface Cover {
  sealed: string;
  copy?: Uint8Array;
}

/** The envelope as it is sent, to the letter. */
export function wireOf(row: MutationRow): string {
  return jsonOf(row.envelope);
}

export function newRow(envelope: Envelope, cover: Cover | null): MutationRow {
  const { body, ...rest } = envelope;
  return {
    id: envelope.id,
    n: envelope.n,
    state: "queued",
    envelope: cover ? packed({ ...rest, sealed: cover.sealed }, SEALED) : packed(envelope),
    wall: Date.parse(envelope.clock.wall),
    offset: envelope.clock.offset,
    acked_at: null,
    epoch: null,
    code: null,
    ...(cover?.copy && { copy: cover.copy }),
  };
}

export function isAnswer(result: PushResult): boolean {
  return ["applied", "merged", "parked"].includes(result.status);
}

export function afterAnswer(row: MutationRow, result: PushResult | undefined, epoch: string, now: number): MutationRow {
  const state = result?.status === "parked" ? "parked" : "acked";
  const told = typeof result?.version === "number" ? { version: result.version } : {};
  return { ...row, state, acked_at: now, epoch, code: result?.code ?? null, ...told };
}

export function queuedAgain(row: MutationRow): MutationRow {
  return { ...row, state: "queued", acked_at: null, epoch: null, code: null };
}
