import type { ConflictBody, PatchEnvelope, PersonBody } from "../api/rows";
import { patched, type RecordState, type Saved } from "./overlay";

/** A person as the server told her, and the version of that, which counts within its epoch. */
interface Told {
  body: PersonBody;
  version: number;
  epoch: string | null;
}

interface ProfileView {
  person: PersonBody;
  edits: RecordState | null;
  conflicts: ConflictBody[];
}

/** A profile with this phone's edits, each until the server's row includes it or it needs attention. */
export function profileWith(
  told: Told,
  patches: Saved<PatchEnvelope>[],
  conflicts: ConflictBody[],
  isResolved: (mutation: string) => boolean,
): ProfileView {
  const shown = patches.filter((patch) => isShown(patch, told)).sort((a, b) => a.row.n - b.row.n);
  const person = shown.reduce((seen, { row, envelope }) => {
    const clashing = conflicts.filter(({ mutation }) => mutation === row.id).map(({ field }) => field);
    return patched(seen, envelope.body, new Set(clashing));
  }, told.body);
  const isWaiting = patches.some(({ row }) => row.state === "parked" && !isResolved(row.id));
  const edits = isWaiting ? "needs_attention" : stateOf(shown);
  return { person, edits, conflicts };
}

function isShown({ row }: Saved<PatchEnvelope>, { version, epoch }: Told): boolean {
  if (row.state !== "acked" || row.version === undefined) return row.state === "queued";
  return version < row.version || row.epoch !== epoch;
}

function stateOf(shown: Saved<PatchEnvelope>[]): RecordState | null {
  if (shown.some(({ row }) => row.state === "queued")) return "on_this_phone";
  return shown.length > 0 ? "sent" : null;
}
