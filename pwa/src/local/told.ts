import type { NeedBody } from "../api/need-rows";
import type { NeedEnvelope, ReportBody, ReportEnvelope } from "../api/rows";
import { type Author, type NeedView, needOf, type ReportView, reportOf, type Saved } from "./overlay";

/** Ids of rows and envelopes are made in the order of time. */
export function reportsWith(told: ReportBody[], untold: Saved<ReportEnvelope>[], author: Author): ReportView[] {
  const here = untold.map((saved) => reportOf(saved, author));
  return [...told.map((body): ReportView => ({ ...body, state: "sent" })), ...here].sort((a, b) =>
    a.id < b.id ? 1 : -1,
  );
}

/** Those that wait first, then the newest. */
export function needsWith(told: NeedBody[], untold: Saved<NeedEnvelope>[], author: Author): NeedView[] {
  const here = untold.map((saved) => needOf(saved, author));
  const rank = ({ status, id }: NeedView) => (status === "closed" ? "0" : "1") + id;
  const all = [...told.map((body): NeedView => ({ ...body, state: "sent" })), ...here];
  return all.sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
}
