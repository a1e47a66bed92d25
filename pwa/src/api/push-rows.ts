import type { Moment } from "./rows";

export interface PushResult {
  id: string;
  status: string;
  code?: string | null;
  flags?: string[] | null;
  /** Of a patch: the first version of the person's row that includes it. */
  version?: number | null;
}

export interface PushReply {
  epoch: string;
  now: Moment;
  results: PushResult[];
  minimum_app?: number;
}
