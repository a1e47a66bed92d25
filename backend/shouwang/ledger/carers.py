"""Use case of the page on which people are given to workers: what each has to do already, and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.duties.credit import Entries
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.words import Ability, Light, Severity
from shouwang.ledger import carer_queries, queries
from shouwang.ledger.carer_schemas import CarerLoad, VillageShare
from shouwang.ledger.falling_due import is_about_visits
from shouwang.ledger.service import ledger_of
from shouwang.ledger.standing import Owed, holding_on

HEAVY = 28
"""Visits a week from which on a worker has many: four a day without a day of rest. No rule says so; it is a warning."""

WEEKS = {"week": 1, "month": 52 / 12, "quarter": 13, "year": 52}

NOTHING_READ = Entries([])


@dataclass(slots=True)
class Load:
    """What one worker has to do, while it is counted."""

    own: int = 0
    others: int = 0
    fully_dependent: int = 0
    visits: float = 0
    villages: Counter[tuple[str, str]] = field(default_factory=Counter)


def carers(session: Session, township: str, today: date) -> list[CarerLoad]:
    """The active workers of a township with what each has to do, who has least first."""
    owed, abilities = _owed_to(session, township, today)
    workers = carer_queries.workers_within(session, township)
    roles = {worker.id: worker.role for worker in workers}
    loads: defaultdict[str, Load] = defaultdict(Load)
    for user, is_primary, person, *village in carer_queries.people_of_workers(session, township, today):
        if person not in abilities:
            continue
        load = loads[user]
        load.villages[village[0], village[1]] += 1
        if is_primary:
            load.own += 1
            load.fully_dependent += abilities[person] == Ability.FULL
            load.visits += visits_a_week(owed[person], roles.get(user, ""))
        else:
            load.others += 1
    return sorted((_line(worker, loads[worker.id]) for worker in workers), key=lambda line: (line.visits, line.name))


def visits_a_week(owed: Iterable[Owed], role: str) -> float:
    """How often somebody of a role has to go, as the strictest duty says that her visits are credited to."""
    return max((_a_week(each) for each in owed if _is_hers(each, role)), default=0.0)


def _is_hers(owed: Owed, role: str) -> bool:
    duty = owed.duty
    counts = duty.severity is Severity.BREACH and owed.line.light is not Light.GREY and is_about_visits(owed)
    return counts and (not duty.credit.roles or role in duty.credit.roles)


def _a_week(owed: Owed) -> float:
    days = owed.duty.rolling_days
    return 7 / days if days else owed.duty.times / WEEKS[owed.duty.every]


def _owed_to(session: Session, township: str, today: date) -> tuple[Mapping[str, list[Owed]], Mapping[str, str | None]]:
    """What is owed to each living person, whatever was done; and how dependent each is."""
    ledger = ledger_of(session, Period(today, today), today)
    facts = queries.facts_within(session, township)
    owed, abilities = {}, {}
    for person in queries.people_within(session, township):
        known = facts.get(person.id, [])
        held = holding_on(today, known)
        if "death" not in held:
            asked = EnginePerson(person.id, person.birth_date, known)
            owed[person.id] = ledger.owed_today(asked, NOTHING_READ)
            abilities[person.id] = held.get("ability")
    return owed, abilities


def _line(worker: User, load: Load) -> CarerLoad:
    return CarerLoad(
        user=worker.id,
        name=worker.name,
        role=Role(worker.role),
        people=load.own,
        substitute_for=load.others,
        fully_dependent=load.fully_dependent,
        visits=round(load.visits, 1),
        is_heavy=load.visits >= HEAVY,
        villages=[
            VillageShare(village=code, village_name=name, people=number)
            for (code, name), number in load.villages.most_common()
        ],
    )
