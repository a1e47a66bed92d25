"""Who of a place should have an agreement on a day, and how each stands: for the desk's pages and for Today's list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from shouwang.agreements import queries
from shouwang.agreements.changes import term_of
from shouwang.agreements.kinds import Demand, demands_of
from shouwang.agreements.rules import ADULT, Found, Living, Term, living_on, stands
from shouwang.agreements.schemas import AgreementArea, AgreementStanding
from shouwang.agreements.words import AgreementKind, Coverage
from shouwang.assessments.queries import packs_on
from shouwang.duties.timelines import Fact
from shouwang.ledger.queries import facts_within, people_within
from shouwang.register.models import Person
from shouwang.settings import settings

TOWNSHIP_DIGITS = 9


class Stands(NamedTuple):
    """Somebody by one demand."""

    person: Person
    living: Living
    found: Found


def demanded(session: Session, day: date) -> list[Demand]:
    """What the county's policies of a day demand."""
    return demands_of(packs_on(session, settings().county, day))


def standing_within(session: Session, place: str, day: date) -> list[Stands]:
    """Everybody of a place of whom something is demanded on a day, in the order of villages and groups."""
    demands = demanded(session, day)
    if not demands:
        return []
    terms, facts = queries.terms_within(session, place), facts_within(session, place)
    people = people_within(session, place)
    return list(_all(people, facts, demands, terms, day))


def _all(
    people: Iterable[Person],
    facts: Mapping[str, Sequence[Fact]],
    demands: Sequence[Demand],
    terms: Mapping[str, Sequence[Term]],
    day: date,
) -> Iterator[Stands]:
    for person in people:
        living = living_on(day, facts.get(person.id, []), person.birth_date)
        if living is not None:
            for found in stands(living, demands, terms.get(person.id, []), day):
                yield Stands(person, living, found)


def standing_of(session: Session, person: Person, facts: Sequence[Fact], day: date) -> list[Stands]:
    """The same of one person; `facts` are those that stand."""
    terms = [term_of(row) for row in queries.agreements_of(session, person.id) if not row.voided]
    return list(_all([person], {person.id: facts}, demanded(session, day), {person.id: terms}, day))


def line(each: Stands, day: date) -> AgreementStanding:
    """How it is shown. A minor's name is masked: her file has it in full."""
    person, living, found = each
    through = found.through
    left = (through - day).days if through is not None and found.coverage is Coverage.COVERED else None
    return AgreementStanding(
        person=person.id,
        person_name=masked(person.name) if living.age < ADULT else person.name,
        village=person.village,
        village_name=person.village_name,
        group_name=person.group_name,
        arrangement=living.arrangement,
        stays=living.stays,
        wanted=found.demand.kind,
        coverage=found.coverage,
        misfit=found.misfit,
        agreement=found.term.id if found.term else None,
        kind=found.term.kind if found.term else None,
        through=through,
        days_left=left,
    )


def masked(name: str) -> str:
    """A name of which only the first letter can be read."""
    return name[:1] + "×" * max(1, len(name) - 1)


def ends_soon(standing: AgreementStanding) -> bool:
    """Whether a renewal is due."""
    return standing.days_left is not None and standing.days_left <= settings().agreement_renewal_days


def falls_due(standing: AgreementStanding) -> bool:
    """Whether somebody has to see to it: there is none, it ends soon, or it does not fit how she lives."""
    return standing.coverage is not Coverage.COVERED or standing.misfit is not None or ends_soon(standing)


@dataclass(slots=True)
class _Counted:
    owed: int = 0
    covered: int = 0
    ends_soon: int = 0
    wrong_kind: int = 0
    lapsed: int = 0
    none: int = 0

    def add(self, standing: AgreementStanding) -> None:
        """One person more."""
        self.owed += 1
        self.ends_soon += ends_soon(standing)
        name = standing.coverage.value
        setattr(self, name, getattr(self, name) + 1)


def areas(place: str, lines: Iterable[AgreementStanding], townships: Mapping[str, str]) -> list[AgreementArea]:
    """How many of each kind: by village of a township, by township of a county. `townships` has each person's."""
    by_village = len(place) >= TOWNSHIP_DIGITS
    names: dict[str, str] = {}
    counted: dict[tuple[str, AgreementKind], _Counted] = {}
    for each in lines:
        code = each.village if by_village else each.village[:TOWNSHIP_DIGITS]
        names[code] = each.village_name if by_village else townships.get(code, code)
        counted.setdefault((code, each.wanted), _Counted()).add(each)
    return [
        AgreementArea(
            code=code,
            name=names[code],
            kind=kind,
            owed=sums.owed,
            covered=sums.covered,
            ends_soon=sums.ends_soon,
            wrong_kind=sums.wrong_kind,
            lapsed=sums.lapsed,
            none=sums.none,
        )
        for (code, kind), sums in sorted(counted.items())
    ]


def due_within(session: Session, township: str, day: date) -> list[AgreementStanding]:
    """Whose agreements somebody has to see to, who ends first before the others; who has none comes first."""
    lines = [line(each, day) for each in standing_within(session, township, day)]
    due = [each for each in lines if falls_due(each)]
    return sorted(due, key=lambda each: (each.through or date.min, each.village, each.person))
