/** A person's facts as timelines: from which day each binds, and what holds from when until when (semantics §2). */
import { type Day, inOrder, type Stretch } from "./days";

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

interface Held {
  programmes: string[];
  arrangement: string | null;
  ability: string | null;
  suspended: boolean;
}

const DEPENDENCY = ["self", "semi", "full"];

/** The stretches in which a person is alive, not suspended and in some programme, in order, each between two facts. */
export function statesOf({ facts }: Pick<Person, "facts">): readonly State[] {
  const states = known.get(facts) ?? statesBy(facts);
  known.set(facts, states);
  return states;
}

/** Asked again for each duty and at each look, while facts seldom change. */
const known = new WeakMap<readonly Fact[], readonly State[]>();

function statesBy(facts: readonly Fact[]): State[] {
  const death = deathOf({ facts });
  const bound = bind(facts);
  const days = turningDays(bound).filter((day) => day < death);
  const states: State[] = [];
  days.forEach((first, index) => {
    const held = heldOn(bound, first);
    if (held.suspended || held.programmes.length === 0) return;
    const { programmes, arrangement, ability } = held;
    states.push({ first, last: (days[index + 1] ?? death) - 1, programmes, arrangement, ability });
  });
  return states;
}

/** The day from which on nothing is owed; infinite for the living. */
export function deathOf(person: Pick<Person, "facts">): Day {
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
  const held = heldOn(bound, fact.from - 1);
  if (fact.kind === "programme") return !held.programmes.includes(fact.value ?? "");
  if (fact.kind === "arrangement") return fact.value === "dispersed" && held.arrangement !== "dispersed";
  return fact.kind === "ability" && dependency(fact.value) > dependency(held.ability);
}

/** -1 where there is no ability. */
function dependency(ability: string | null | undefined): number {
  return DEPENDENCY.indexOf(ability ?? "");
}

/** The days on which anything begins or has just ended, in order, each once. */
function turningDays(bound: readonly Bound[]): Day[] {
  const days: Day[] = [];
  for (const { first, last } of bound) days.push(...(Number.isFinite(last) ? [first, last + 1] : [first]));
  return inOrder(days);
}

/** What holds on a day: of several values the one with the latest `from`; ties go to the one entered last. */
function heldOn(bound: readonly Bound[], day: Day): Held {
  const held: Held = { programmes: [], arrangement: null, ability: null, suspended: false };
  for (const { kind, value, first, last } of bound) {
    if (day < first || day > last) continue;
    if (kind === "programme") held.programmes.push(value);
    else if (kind === "suspension") held.suspended = true;
    else if (kind !== "death") held[kind] = value;
  }
  return held;
}
