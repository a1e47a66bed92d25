/** What a worker tells an office in confidence (docs/protocol.md §3). */

export type ConcernKind = "neglect" | "abuse" | "money" | "other";
/** Whom it is about: a worker known here, somebody of an office, or somebody named in words. */
export type Whom = "worker" | "office" | "other";

export interface ConcernBody {
  id: string;
  kind: ConcernKind;
  whom: Whom;
  worker?: string;
  name?: string;
  person?: string;
  note?: string;
  only_county: boolean;
}
