/** Who should have which agreement, and how she stands: the same as `shouwang.agreements.rules`, shown by shared cases. */
import type { AgreementKind } from "../api/agreement-rows";
import { type Demand, kindOf } from "./kinds";
import { dayAfter } from "./term";

/** An agreement from when to when, both days included; no end where null. Days as YYYY-MM-DD. */
export interface Term {
  id: string;
  kind: AgreementKind;
  valid_from: string;
  valid_to: string | null;
  ended_on: string | null;
}

/** How somebody lives; `stays`: in an institution for a time, without having moved there. */
export interface Living {
  arrangement: string | null;
  stays: boolean;
  programmes: readonly string[];
  age: number;
}

export interface Found<T extends Term> {
  wanted: AgreementKind;
  coverage: "covered" | "wrong_kind" | "lapsed" | "none";
  misfit: "moved_in" | "moved_out" | "in_for_a_time" | "other_kind" | null;
  term: T | null;
  /** Through which day agreements hold without a gap, or when the last one ended; null: without an end, or never. */
  through: string | null;
}

export function untilOf({ ended_on, valid_to }: Pick<Term, "ended_on" | "valid_to">): string | null {
  return ended_on ?? valid_to;
}

export function holdsOn(term: Term, day: string): boolean {
  const until = untilOf(term);
  return term.valid_from <= day && (until === null || day <= until);
}

export function stands<T extends Term>(
  living: Living,
  demands: readonly Demand[],
  terms: readonly T[],
  day: string,
): Found<T>[] {
  return demands
    .filter((demand) => wants(demand, living))
    .map((demand) => found(living, demand, fitting(living, demand, demands), terms, day));
}

function wants({ programmes, arrangement, under }: Demand, living: Living): boolean {
  const isMeant = programmes.length === 0 || programmes.some((each) => living.programmes.includes(each));
  const livesSo = arrangement === null || living.arrangement === arrangement;
  return isMeant && livesSo && (under === null || living.age < under);
}

/** During a stay in an institution its kind will do as well. */
function fitting(living: Living, demand: Demand, demands: readonly Demand[]): AgreementKind[] {
  const also = living.stays && demand.arrangement === "dispersed";
  const centralised = demands.filter(({ arrangement }) => arrangement === "centralised").map(({ kind }) => kind);
  return also ? [demand.kind, ...centralised] : [demand.kind];
}

function found<T extends Term>(
  living: Living,
  { kind: wanted }: Demand,
  kinds: AgreementKind[],
  terms: readonly T[],
  day: string,
): Found<T> {
  const holding = terms.filter((term) => holdsOn(term, day)).sort(byStart);
  const fits = holding.filter(({ kind }) => kinds.includes(kind));
  const fit = fits[fits.length - 1];
  if (fit) {
    const atHome = fits.every(({ kind }) => kindOf(kind).lives === "dispersed");
    const through = coveredThrough(
      terms.filter(({ kind }) => kinds.includes(kind)),
      day,
    );
    return { wanted, coverage: "covered", misfit: living.stays && atHome ? "in_for_a_time" : null, term: fit, through };
  }
  const others = holding.filter(({ kind }) => kindOf(kind).lives !== "any" && kindOf(wanted).lives !== "any");
  const other = others[others.length - 1];
  if (other) {
    const misfit = why(kindOf(other.kind).lives, living);
    return { wanted, coverage: "wrong_kind", misfit, term: other, through: untilOf(other) };
  }
  const past = terms.filter((term) => kinds.includes(term.kind) && (untilOf(term) ?? day) < day);
  const last = past.sort((a, b) => ((untilOf(a) ?? "") < (untilOf(b) ?? "") ? -1 : 1))[past.length - 1];
  if (!last) return { wanted, coverage: "none", misfit: null, term: null, through: null };
  return { wanted, coverage: "lapsed", misfit: null, term: last, through: untilOf(last) };
}

function byStart(a: Term, b: Term): number {
  return a.valid_from < b.valid_from || (a.valid_from === b.valid_from && a.id < b.id) ? -1 : 1;
}

function why(madeFor: string, { arrangement }: Living) {
  if (madeFor === arrangement) return "other_kind";
  return arrangement === "centralised" ? "moved_in" : "moved_out";
}

/** Through which day agreements hold without a gap; null: without an end. */
export function coveredThrough(terms: readonly Term[], day: string): string | null {
  let through = dayAfter(day, -1);
  for (const term of [...terms].sort(byStart)) {
    if (term.valid_from > dayAfter(through)) break;
    const until = untilOf(term);
    if (until === null) return null;
    if (until > through) through = until;
  }
  return through;
}
