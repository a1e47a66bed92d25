/** On which days a duty is owed to whom: stretches of eligible days, in order, never touching (semantics §§2, 3, 5). */
import { birthday, type Day, dayOf, type Stretch, unitAt } from "./days";
import { type AgeRange, allows, type Duty, isCalendar, type Population } from "./policy";
import type { State } from "./timeline";

const EVER: Stretch = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };
const NEVER: Stretch = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };

/** The eligible days of a person, from the person's states and day of birth. */
export function eligibleDays(duty: Duty, states: readonly State[], birth: Day | null): Stretch[] {
  const window = meet(inForce(duty), ageWindow(duty, birth));
  const stretches: Stretch[] = [];
  for (const state of states) {
    if (!inPopulation(duty.population ?? {}, state)) continue;
    const { first, last } = meet(window, state);
    if (first > last) continue;
    const before = stretches[stretches.length - 1];
    if (before && before.last + 1 === first) before.last = last;
    else stretches.push({ first, last });
  }
  return stretches;
}

/**
 * The days on which a duty is in force: a rolling one from its `from` to its `to`, a calendar one on all days of the
 * units whose first day lies there (semantics §5.2). Households and townships are eligible on exactly these.
 */
export function inForce(duty: Duty): Stretch {
  const stretch = known.get(duty) ?? forceOf(duty);
  known.set(duty, stretch);
  return stretch;
}

/** Five hundred people ask for the same few duties: parsing their dates each time was half of a list's time. */
const known = new WeakMap<Duty, Stretch>();

function forceOf(duty: Duty): Stretch {
  const first = dayOf(duty.from);
  const last = duty.to ? dayOf(duty.to) : Number.POSITIVE_INFINITY;
  if (!isCalendar(duty.every)) return { first, last };
  const begun = unitAt(duty.every, first);
  return {
    first: begun.first === first ? first : begun.last + 1,
    last: duty.to ? unitAt(duty.every, last).last : last,
  };
}

export function includes(stretches: readonly Stretch[], day: Day): boolean {
  return stretches.some(({ first, last }) => first <= day && day <= last);
}

export function meet(one: Stretch, other: Stretch): Stretch {
  return { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
}

function inPopulation(population: Population, state: State): boolean {
  const { programmes } = population;
  return (
    (!programmes || state.programmes.some((programme) => programmes.includes(programme))) &&
    allows(population.arrangements, state.arrangement) &&
    allows(population.abilities, state.ability)
  );
}

/** The days on which the age fits. Of a rolling duty `unit_end` means each day: any day may be the last of its unit. */
function ageWindow(duty: Duty, birth: Day | null): Stretch {
  const age = duty.population?.age;
  if (!age) return EVER;
  if (birth === null) return NEVER;
  const { first, last } = ageDays(age, birth);
  if (age.on !== "unit_end" || !isCalendar(duty.every)) return { first, last };
  return {
    first: Number.isFinite(first) ? unitAt(duty.every, first).first : first,
    last: Number.isFinite(last) ? unitAt(duty.every, last + 1).first - 1 : last,
  };
}

function ageDays(age: AgeRange, birth: Day): Stretch {
  return {
    first: typeof age.min === "number" ? birthday(birth, age.min) : EVER.first,
    last: typeof age.max === "number" ? birthday(birth, age.max + 1) - 1 : EVER.last,
  };
}
