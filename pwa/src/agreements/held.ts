/** Somebody's agreements as this phone knows them: what the server told, with what was saved here laid over it. */
import type { AgreementBody, AgreementEnvelope } from "../api/agreement-rows";
import { isoOf } from "../duties/days";
import { current } from "../local/current";
import type { Saved } from "../local/overlay";
import { type PersonView, policies } from "../local/view";
import { ageOn, factOn } from "../register/facts";
import { today } from "../ui/today";
import { type Found, type Living, stands } from "./fits";
import { DEMANDS, type Demand } from "./kinds";

export type AgreementView = AgreementBody & { state: "sent" | "on_this_phone" | "needs_attention" };

const STATES = { queued: "on_this_phone", acked: "sent", parked: "needs_attention" } as const;

/** The newest first; what was voided is not shown any more. */
export function agreementsOf(person: string): AgreementView[] {
  const memory = current.value?.memory;
  if (!memory) return [];
  return memory.now(() => laidOver(memory.files.bodies(`d:${person}`, "agreement"), memory.savedOf(person), settled()));
}

function settled(): ReadonlySet<string> {
  const issues = current.value?.memory.issues.value ?? [];
  return new Set(issues.filter(({ resolved_at }) => resolved_at !== null).map(({ mutation }) => mutation));
}

/** What was saved here shows until the server's row stands in its place; what an office has settled shows no more. */
export function laidOver(
  told: readonly AgreementBody[],
  saved: readonly Saved[],
  isSettled: ReadonlySet<string>,
): AgreementView[] {
  const views = new Map(told.map((body): [string, AgreementView] => [body.id, { ...body, state: "sent" }]));
  const mine = saved.filter(isAgreement).filter(({ row }) => !(row.state === "parked" && isSettled.has(row.id)));
  for (const { envelope, row } of mine) {
    if (envelope.op !== "agreement.create" || views.has(envelope.body.id)) continue;
    const { id, person, kind, services, signed_on, valid_from, valid_to = null, renews = null } = envelope.body;
    const body = { id, person, kind, services, signed_on, valid_from, valid_to, renews };
    views.set(id, { ...body, ended_on: null, end_reason: null, voided: false, state: STATES[row.state] });
  }
  for (const { envelope, row } of mine) {
    if (envelope.op !== "agreement.end") continue;
    const view = views.get(envelope.body.agreement);
    if (!view || view.ended_on !== null) continue;
    const { ended_on, reason } = envelope.body;
    // One that needs attention has ended nothing.
    const end = row.state === "parked" ? {} : { ended_on, end_reason: reason };
    views.set(view.id, { ...view, ...end, state: STATES[row.state] });
  }
  const all = Array.from(views.values()).filter(({ voided }) => !voided);
  return all.sort((a, b) => (a.valid_from < b.valid_from || (a.valid_from === b.valid_from && a.id < b.id) ? 1 : -1));
}

function isAgreement(saved: Saved): saved is Saved<AgreementEnvelope> {
  return saved.envelope.op === "agreement.create" || saved.envelope.op === "agreement.end";
}

/** What the county's policies of today demand. */
export function demanded(): Demand[] {
  const day = isoOf(today.value);
  const runs = policies.value.filter(({ valid_from, valid_to }) => valid_from <= day && (!valid_to || day <= valid_to));
  return DEMANDS.filter(({ pack }) => runs.some((policy) => policy.pack === pack));
}

/** How she lives today; null from the day of her death on. */
export function livingOf({ person, facts }: PersonView): Living | null {
  const day = today.value;
  if (factOn(facts, "death", day)) return null;
  const now = isoOf(day);
  const holding = facts.filter(
    ({ voided_at, valid_from, valid_to }) => voided_at === null && valid_from <= now && (!valid_to || now <= valid_to),
  );
  return {
    arrangement: factOn(facts, "arrangement", day)?.value ?? null,
    stays: holding.some(({ kind, value }) => kind === "suspension" && value === "temporary_institution"),
    programmes: holding.filter(({ kind }) => kind === "programme").map(({ value }) => value ?? ""),
    age: ageOn(person, day),
  };
}

/** Where she stands today; one that needs attention counts for nothing. */
export function standingOf(view: PersonView): Found<AgreementView>[] {
  const living = livingOf(view);
  if (!living) return [];
  const terms = agreementsOf(view.person.id).filter(({ state }) => state !== "needs_attention");
  return stands(living, demanded(), terms, isoOf(today.value));
}
