import type { Moment } from "./rows";

/** A card at a person's door: never what it says, only the SHA-256 of it. */
export interface DoorBody {
  id: string;
  person: string;
  hash: string;
  /** From when on it proves nothing any more: it was lost and renewed, or she has moved out. */
  voided_at: Moment | null;
}
