/** What the server in memory holds. */
import type { PushResult } from "../../api/rows";

export interface Stored {
  kind: string;
  id: string;
  seq: number;
  version: number;
  deleted: boolean;
  body: unknown;
}

export interface Entry {
  user: string;
  json: string;
  result: PushResult;
}

export interface State {
  buckets: Record<string, Record<string, Stored>>;
  revs: Record<string, number>;
  journal: Record<string, Entry>;
}
