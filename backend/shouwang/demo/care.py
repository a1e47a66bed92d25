"""Who cares for whom: a watch group for some three people, carers for most of those who need much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shouwang.demo.dice import shares
from shouwang.demo.people import Home, Register, Someone, Tie
from shouwang.demo.places import Village
from shouwang.demo.plan import Plan
from shouwang.demo.workers import Worker, watch_group
from shouwang.duties.words import Ability, FactKind

WITHOUT_CARER, CHANGED = 0.02, 0.04


@dataclass(slots=True)
class Group:
    """A watch group (守望之家): its workers, the leader first, and its households."""

    village: Village
    workers: Sequence[Worker]
    homes: list[Home]


def village_groups(
    chance: Random, plan: Plan, register: Register, village: Village, dealt: list[Ability], number: int
) -> list[Group]:
    """The watch groups of a village for people of these abilities, each person with her carers."""
    homes = list(register.homes(village, dealt))
    sizes = shares(len(homes), [chance.uniform(0.6, 1.5) for _ in range(number)], least=1)
    groups = []
    for size in sizes:
        mine, homes = homes[:size], homes[size:]
        workers = watch_group(chance, plan, village.code, sum(len(home.people) for home in mine))
        groups.append(Group(village, workers, mine))
        assign(chance, plan, groups[-1])
    return groups


def assign(chance: Random, plan: Plan, group: Group) -> None:
    """Gives the people of a group their carers; those of a household have the same."""
    for home in group.homes:
        if chance.random() < WITHOUT_CARER:
            continue
        main = _main_carer(chance, group.workers, home.people[0].ability)
        for someone in home.people:
            someone.ties = _ties(chance, plan, group, main, someone)


def _main_carer(chance: Random, workers: Sequence[Worker], ability: Ability) -> Worker:
    leader, *carers = workers
    to_a_carer = 0.35 if ability is Ability.SELF else 0.85
    return chance.choice(carers) if carers and chance.random() < to_a_carer else leader


def _ties(chance: Random, plan: Plan, group: Group, main: Worker, someone: Someone) -> list[Tie]:
    begins = _first_tie(chance, plan, someone)
    ties = [Tie(main, begins)]
    others = [worker for worker in group.workers if worker is not main]
    if others and begins < plan.first and plan.days > 7 and chance.random() < plan.rate(CHANGED):
        changed = plan.first + timedelta(days=chance.randrange(3, plan.days))
        ties = [Tie(chance.choice(others), begins, changed - timedelta(days=1)), Tie(main, changed)]
    elif others and someone.ability is Ability.FULL and main is not group.workers[0]:
        ties.append(Tie(group.workers[0], begins, is_primary=False))
    return ties


def _first_tie(chance: Random, plan: Plan, someone: Someone) -> date:
    """The day of the care agreement: soon after the entry, and not before agreements were made."""
    entry = someone.life.starts(FactKind.PROGRAMME)[0]
    soon = max(entry.valid_from + timedelta(days=chance.randrange(2, 20)), entry.known_on)
    return min(max(soon, date(plan.first.year - 2, 3, 1)), plan.today)
