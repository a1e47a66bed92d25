/** Covers: people who are handed over without network (docs/protocol.md §3). */
import type { AssignmentBody, FactBody, PersonBody, RecordBody } from "./rows";

/** A person as the code said her: enough to show her and what is owed until the server tells the rest. */
export interface HandedView {
  person: PersonBody;
  facts: FactBody[];
  assignment: AssignmentBody;
  last: RecordBody | null;
}

export interface CoverBody {
  /** The cover's: both phones name it so. */
  id: string;
  code: string;
  /** From the phone that signed it. */
  public?: string;
  /** On the phone that scanned it, for its own pages; the server reads the code. */
  shown?: { from: string; views: HandedView[] };
}

export interface CoverEndBody {
  cover: string;
}
