/** A person's facts as timelines: from which day each binds, and what holds from when until when (semantics §2). */
import type { Day, Stretch } from "./days";

export type FactKind = "programme" | "arrangement" | "ability" | "suspension" | "death";

export interface Fact {
  kind: FactKind;
  value?: string | null;
  from: Day;
  to?: Day | null;
  /** The day on which the fact was entered; `from` where absent. */
  known_on?: Day | null;
}

export interface Person {
  id: string;
  birth: Day | null;
  /** In order of entry, without the voided ones. */
  facts: readonly Fact[];
}

/** What holds on all days of a stretch on which something can be owed. */
export interface State extends Stretch {
  programmes: readonly string[];
  arrangement: string | null;
  ability: string | null;
}

/** A fact with the stretch in which it binds. */
interface Bound extends Stretch {
  kind: FactKind;
  value: string;
}

const DEPENDENCY = ["self", "semi", "full"];

/** The stretches in which a person is alive, not suspended and in some programme, in order, each between two facts. */
export function statesOf(person: Person): State[] {
  const death = deathOf(person);
  const bound = bind(person.facts);
  const days = turningDays(bound).filter((day) => day < death);
  const states: State[] = [];
  days.forEach((first, index) => {
    if (covers(bound, "suspension", first)) return;
    const programmes = programmesOn(bound, first);
    if (programmes.length === 0) return;
    const last = (days[index + 1] ?? death) - 1;
    const arrangement = valueOn(bound, "arrangement", first);
    states.push({ first, last, programmes, arrangement, ability: valueOn(bound, "ability", first) });
  });
  return states;
}

/** The day from which on nothing is owed; infinite for the living. */
export function deathOf(person: Person): Day {
  let death = Number.POSITIVE_INFINITY;
  for (const fact of person.facts) if (fact.kind === "death") death = Math.min(death, fact.from);
  return death;
}

/** Facts in order of `from`, then of entry. A fact that begins or raises a duty binds no earlier than it was known. */
function bind(facts: readonly Fact[]): Bound[] {
  const bound: Bound[] = [];
  for (const fact of [...facts].sort((one, other) => one.from - other.from)) {
    const late = typeof fact.known_on === "number" && fact.known_on > fact.from && raises(fact, bound);
    const first = late ? Number(fact.known_on) : fact.from;
    const last = fact.to ?? Number.POSITIVE_INFINITY;
    if (first <= last) bound.push({ kind: fact.kind, value: fact.value ?? "", first, last });
  }
  return bound;
}

/**
 * Whether a fact begins or raises a duty over what held (was binding) the day before its `from`. Readings where
 * semantics §2 is silent: going on in the same programme, ability or dispersed living raises nothing; any dispersed
 * fact after something else, or after nothing, is a return; an ability after a gap is a first one.
 */
function raises(fact: Fact, bound: readonly Bound[]): boolean {
  const before = fact.from - 1;
  if (fact.kind === "programme") return !programmesOn(bound, before).includes(fact.value ?? "");
  if (fact.kind === "arrangement")
    return fact.value === "dispersed" && valueOn(bound, "arrangement", before) !== "dispersed";
  return fact.kind === "ability" && dependency(fact.value) > dependency(valueOn(bound, "ability", before));
}

/** -1 where there is no ability. */
function dependency(ability: string | null | undefined): number {
  return DEPENDENCY.indexOf(ability ?? "");
}

/** The days on which anything begins or has just ended, in order, each once. */
function turningDays(bound: readonly Bound[]): Day[] {
  const days = new Set<Day>();
  for (const { first, last } of bound) days.add(first).add(last + 1);
  days.delete(Number.POSITIVE_INFINITY);
  return [...days].sort((one, other) => one - other);
}

function programmesOn(bound: readonly Bound[], day: Day): string[] {
  return bound.filter((fact) => holds(fact, "programme", day)).map((fact) => fact.value);
}

/** The value of the fact with the latest `from` among those that hold; ties go to the one entered last. */
function valueOn(bound: readonly Bound[], kind: FactKind, day: Day): string | null {
  let value: string | null = null;
  for (const fact of bound) if (holds(fact, kind, day)) value = fact.value;
  return value;
}

function covers(bound: readonly Bound[], kind: FactKind, day: Day): boolean {
  return bound.some((fact) => holds(fact, kind, day));
}

function holds(fact: Bound, kind: FactKind, day: Day): boolean {
  return fact.kind === kind && fact.first <= day && day <= fact.last;
}
