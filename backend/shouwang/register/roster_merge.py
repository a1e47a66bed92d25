"""What a row of a roster changes in what the register knows about a person. A blank cell never changes anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.duties.words import FactKind
from shouwang.ids import uuid7
from shouwang.register import sealed
from shouwang.register.models import Assignment, Fact, Person, Place
from shouwang.register.patches import put_into
from shouwang.register.roster_row import RosterFact, RosterPerson
from shouwang.sync.rows import new_row


@dataclass(frozen=True)
class Stamp:
    """Into which township, on which day, at which moment and by whom a roster is taken in."""

    township: str
    today: date
    at: datetime
    by: str | None = None


def new_person(row: RosterPerson, village: Place, stamp: Stamp) -> Person:
    """The person of a row, not yet written."""
    return new_row(
        Person,
        id=uuid7(),
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        township=stamp.township,
        village=village.code,
        village_name=village.name if village.code != stamp.township else "",
        group_name=row.group,
        address=row.address,
        phone=row.phone,
        contacts=[],
        id_number_sealed=sealed.seal_id_number(row.id_number),
        id_number_index=sealed.index_id_number(row.id_number),
        bank_account_sealed=sealed.seal_bank_account(row.account) if row.account else None,
        note=row.note,
    )


def update_person(person: Person, row: RosterPerson, village: Place, merged: Mapping[str, Any]) -> bool:
    """Brings the profile to what the row says: `merged` of what others may change too. Whether anything changed."""
    put_into(person, merged)
    stated = {"note": row.note}
    if row.village:
        stated |= {"village": village.code, "village_name": village.name}
    changes = {name: value for name, value in stated.items() if value and getattr(person, name) != value}
    for name, value in changes.items():
        setattr(person, name, value)
    # sealed anew the same number looks different each time, so the numbers themselves are compared
    if row.account and row.account != sealed.open_bank_account(person.bank_account_sealed):
        person.bank_account_sealed = sealed.seal_bank_account(row.account)
        return True
    return bool(changes or merged)


def unversioned(person: Person) -> dict[str, str | None]:
    """What a roster may replace and no version of a row holds, for no phone is told it."""
    return {"bank_account": sealed.open_bank_account(person.bank_account_sealed), "note": person.note}


def put_unversioned(person: Person, replaced: Mapping[str, Sequence[str | None]]) -> bool:
    """Puts back what was replaced, but for what somebody has changed since. Whether anything was put back."""
    now = unversioned(person)
    back = {name: before for name, (before, after) in replaced.items() if now[name] == after}
    if "note" in back:
        person.note = back["note"] or ""
    if "bank_account" in back:
        account = back["bank_account"]
        person.bank_account_sealed = sealed.seal_bank_account(account) if account else None
    return bool(back)


def new_facts(person: str, row: RosterPerson, known: Sequence[Fact] | None, stamp: Stamp) -> list[Fact]:
    """The facts that a row adds: those whose value does not hold today already (semantics §2).

    `known` is None for somebody new; of others nothing is assumed.
    """
    stated = (
        (FactKind.PROGRAMME, row.programme),
        (FactKind.ARRANGEMENT, row.arrangement),
        (FactKind.ABILITY, row.ability),
    )
    entered = max((fact.entered for fact in known or ()), default=0)
    added: list[Fact] = []
    for kind, fact in stated:
        if fact is None or (fact.is_assumed and known is not None):
            continue
        held = _held(known or (), kind, stamp.today)
        if fact.value not in (known_fact.value for known_fact in held):
            entered += 1
            added.append(_fact(person, kind, fact, _begins(fact, held, stamp.today), entered, stamp))
    return added


def _held(facts: Iterable[Fact], kind: FactKind, day: date) -> list[Fact]:
    """The facts of a kind that hold on a day: of programmes all that run, else the one with the latest beginning."""
    running = [
        fact
        for fact in facts
        if fact.kind == kind and fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to)
    ]
    running.sort(key=lambda fact: (fact.valid_from, fact.entered))
    return running if kind is FactKind.PROGRAMME else running[-1:]


def _begins(fact: RosterFact, held: list[Fact], today: date) -> date:
    # A date of the file that is not later than what holds now was not touched when the value was: it dates the old
    # value. Taking it would leave the old fact the stronger one, and the same file would add a fact each time.
    if fact.valid_from is None:
        return today
    weaker = any(known.kind != FactKind.PROGRAMME and known.valid_from >= fact.valid_from for known in held)
    return today if weaker else fact.valid_from


def _fact(person: str, kind: FactKind, fact: RosterFact, begins: date, entered: int, stamp: Stamp) -> Fact:
    return new_row(
        Fact,
        id=uuid7(),
        person=person,
        kind=kind,
        value=fact.value,
        valid_from=begins,
        known_on=stamp.today,
        entered=entered,
        entered_at=stamp.at,
        entered_by=stamp.by,
        source_text=fact.source_text,
    )


def hand_over(
    person: str, carer: User, relation: str | None, running: Sequence[Assignment], stamp: Stamp
) -> list[Assignment]:
    """The assignments that change so that this carer, and from tomorrow on no other, is the person's own.

    Today both are: what the one before did this morning stands (decision 0050).
    """
    hers = next((assignment for assignment in running if assignment.user == carer.id), None)
    if hers is None:
        return [*_end_others(None, running, stamp.today), _assignment(person, carer, relation, stamp)]
    if goes_on(hers, stamp.today):
        return [hers] if _relate(hers, relation) else []
    # handed over today and given back today
    hers.valid_to = None
    _relate(hers, relation)
    return [*_end_others(hers, running, stamp.today), hers]


def goes_on(assignment: Assignment, today: date) -> bool:
    """Whether an assignment reaches beyond today."""
    return assignment.valid_to is None or assignment.valid_to > today


def _relate(assignment: Assignment, relation: str | None) -> bool:
    """Keeps what the carer is to the person. Whether that is new."""
    if not relation or assignment.relation == relation:
        return False
    assignment.relation = relation
    return True


def _end_others(hers: Assignment | None, running: Iterable[Assignment], today: date) -> list[Assignment]:
    ended = [other for other in running if other is not hers and goes_on(other, today)]
    for other in ended:
        other.valid_to = max(other.valid_from, today)  # not before it begins
    return ended


def _assignment(person: str, carer: User, relation: str | None, stamp: Stamp) -> Assignment:
    return new_row(
        Assignment,
        id=uuid7(),
        person=person,
        user=carer.id,
        user_name=carer.name,
        role=Role.CARER,
        relation=relation,
        valid_from=stamp.today,
    )
