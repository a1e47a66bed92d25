"""Who is asked when a visit is overdue and nobody has come: carer, substitute, village cadre, township."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock, ids
from shouwang.accounts.roles import Role
from shouwang.ledger.today import Standing
from shouwang.register.models import Person
from shouwang.reminders import queries
from shouwang.reminders.counting import overdue_people
from shouwang.reminders.models import Escalation, EscalationStep
from shouwang.reminders.rules import STEPS, Asked, next_step
from shouwang.reminders.words import EscalationState, StepTo
from shouwang.settings import settings

Places = Mapping[StepTo, str | None]
"""Who stands at each step; null: the township's office. A step at which nobody stands is not in it."""


@dataclass(slots=True)
class Changes:
    """What a morning does to the escalations of a township, and who is asked about how many people from then on."""

    begun: list[Escalation] = field(default_factory=list)
    steps: list[EscalationStep] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)
    escalated: set[str] = field(default_factory=set)


def settle(session: Session, township: str, people: Sequence[Standing]) -> Changes:
    """What an evening does: those whom somebody went to see are no longer asked about; nobody new is."""
    late = {each.someone.id for each in overdue_people(people)}
    changes = Changes()
    for found, last in queries.running_escalations(session, township):
        if found.person not in late:
            changes.over.append(found.id)
        elif found.state == EscalationState.RUNNING:
            _count(changes, found.person, last)
    return changes


def decide(session: Session, township: str, people: Sequence[Standing], today: date, since: datetime) -> Changes:
    """What changes this morning; nothing is written. `since` is the moment at which the last day's replies begin."""
    late = {each.someone.id: each for each in overdue_people(people)}
    known = {found.person: (found, step) for found, step in queries.running_escalations(session, township)}
    stand = _who_stands(session, list(late.values()), township, today)
    users = {user for places in stand.values() for user in places.values() if user is not None}
    on_the_way = queries.on_their_way(session, users, since)
    changes = Changes(over=[found.id for found, _ in known.values() if found.person not in late])
    for person, standing in late.items():
        found, last = known.get(person, (None, None))
        if found is not None and found.state == EscalationState.STOPPED:
            continue
        asked = Asked(last.number if last else -1, last.day if last else None, bool(last and last.user in on_the_way))
        number = next_step(asked, standing.someone.ability, stand[person].keys(), today)
        if number is not None:
            last = _step(changes, found, standing, township, number, stand[person], today)
        _count(changes, person, last)
    return changes


def _step(
    changes: Changes,
    found: Escalation | None,
    standing: Standing,
    township: str,
    number: int,
    stand: Places,
    today: date,
) -> EscalationStep:
    if found is None:
        found = Escalation(id=ids.uuid7(), person=standing.someone.id, township=township, began_on=today)
        changes.begun.append(found)
    step = EscalationStep(escalation=found.id, number=number, to=STEPS[number], user=stand[STEPS[number]], day=today)
    changes.steps.append(step)
    return step


def _count(changes: Changes, person: str, last: EscalationStep | None) -> None:
    if last is None:
        return
    if last.to == StepTo.TOWNSHIP:
        changes.escalated.add(person)
    elif last.to != StepTo.CARER and last.user is not None:
        changes.asked[last.user] = changes.asked.get(last.user, 0) + 1


def _who_stands(session: Session, late: Sequence[Standing], township: str, today: date) -> dict[str, Places]:
    others = queries.others_on(session, [each.someone.id for each in late], today)
    cadres = {user.place: user.id for user in reversed(queries.users_at(session, Role.VILLAGE_CADRE, township))}
    return {each.someone.id: _places(each, others.get(each.someone.id, []), cadres) for each in late}


def who_could_be_asked(session: Session, place: str, people: Sequence[str]) -> dict[str, Places]:
    """Who stands behind the carers of people today, for the page that says who is asked next."""
    others = queries.others_on(session, people, clock.today(settings().zone))
    cadres = {user.place: user.id for user in reversed(queries.users_at(session, Role.VILLAGE_CADRE, place))}
    found: dict[str, Places] = {}
    for person in people:
        substitute = next(iter(others.get(person, [])), None)
        cadre = cadres.get(session.get_one(Person, person).village or "")
        behind = {StepTo.SUBSTITUTE: substitute, StepTo.VILLAGE_CADRE: cadre}
        found[person] = {step: user for step, user in behind.items() if user} | {StepTo.TOWNSHIP: None}
    return found


def _places(standing: Standing, others: Sequence[str], cadres: Mapping[str, str]) -> Places:
    carer = standing.carer.id if standing.carer else None
    places: dict[StepTo, str | None] = {StepTo.TOWNSHIP: None}
    if carer is not None:
        places[StepTo.CARER] = carer
    substitute = next((user for user in others if user != carer), None)
    if substitute is not None:
        places[StepTo.SUBSTITUTE] = substitute
    cadre = cadres.get(standing.village)
    if cadre is not None and cadre not in (carer, substitute):
        places[StepTo.VILLAGE_CADRE] = cadre
    return places


def carry_out(session: Session, changes: Changes, today: date) -> None:
    """Writes what was decided."""
    if changes.over:
        ended = update(Escalation).where(col(Escalation.id).in_(changes.over))
        session.execute(ended.values(state=EscalationState.OVER, over_on=today))
    session.add_all(changes.begun)
    session.flush()
    session.add_all(changes.steps)
    session.flush()
