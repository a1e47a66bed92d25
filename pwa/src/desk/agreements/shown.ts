import type { Query } from "../route";
import type { Standing } from "./calls";

/** Which people are listed. The first is what a clerk has to see to. */
export const SHOWN = ["due", "none", "wrong_kind", "lapsed", "misfit", "soon_30", "soon", "covered", "owed"] as const;
export type Shown = (typeof SHOWN)[number];

export function shownIn(query: Query): Shown {
  return SHOWN.find((each) => each === query.show) ?? "due";
}

/** Whether somebody belongs on a list; `renewal` is within how many days a renewal is due. */
export function isShown(standing: Standing, shown: Shown, renewal: number): boolean {
  const { coverage, misfit, days_left } = standing;
  const ends = (days: number) => days_left !== null && days_left <= days;
  switch (shown) {
    case "owed":
      return true;
    case "soon_30":
      return ends(30);
    case "soon":
      return ends(renewal);
    case "misfit":
      return misfit !== null && misfit !== "other_kind";
    case "due":
      return coverage !== "covered" || misfit !== null || ends(renewal);
    default:
      return coverage === shown;
  }
}

/** Of a village and a kind, where these are said. */
export function isWithin(standing: Standing, query: Query): boolean {
  return (!query.village || standing.village === query.village) && (!query.kind || standing.wanted === query.kind);
}
