import type { RecordView } from "../local/view";

/** Only what she wrote herself, what stands, and what the server has taken or will still be asked to. */
export function isMendable({ author, status, state }: RecordView, user: string | undefined): boolean {
  return author === user && (status === "valid" || status === "attempt") && state !== "needs_attention";
}
