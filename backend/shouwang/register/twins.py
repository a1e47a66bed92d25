"""Use cases of the page of twins: who may stand in the register twice, and which merges there were."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.register import merge_queries as queries
from shouwang.register import sealed
from shouwang.register.identity import Sex
from shouwang.register.merge_models import PersonMerge
from shouwang.register.merge_schemas import MergeLine, Twin, Twins
from shouwang.register.models import Person
from shouwang.settings import settings

SHOWN = 20


def suspected(session: Session, place: str) -> list[Twins]:
    """Entries of a place that share name and birth date."""
    found = _twins(session, queries.namesakes(session, place))
    return [Twins(people=list(each)) for _, each in groupby(found, key=lambda twin: (twin.name, twin.birth_date))]


def chosen(session: Session, caller: Caller, people: Sequence[str]) -> list[Twin]:
    """Entries that somebody wants to see side by side. Raises `Unknown`."""
    found = queries.people(session, people)
    for person in found:
        within(caller, person.township)
    return _twins(session, found)


def lines(session: Session, done: Iterable[PersonMerge]) -> list[MergeLine]:
    """Merges with the names of both."""
    done = list(done)
    names = queries.names(session, {person for each in done for person in (each.kept, each.gone)})
    return [
        MergeLine(
            id=each.id,
            at=each.at,
            by_name=each.by_name,
            kept=each.kept,
            kept_name=names[each.kept],
            gone_name=names[each.gone],
            records=sum(kind == "record" for kind, _ in each.moves["rows"]),
            undone_at=each.undone_at,
        )
        for each in done
    ]


def last_ones(session: Session, place: str) -> list[MergeLine]:
    """The last merges of a place."""
    return lines(session, queries.merges_within(session, place, SHOWN))


def _twins(session: Session, people: Sequence[Person]) -> list[Twin]:
    ids = [person.id for person in people]
    records = queries.numbers_of_records(session, ids)
    carers = queries.carers_of(session, ids, clock.today(settings().zone))
    return [
        Twin(
            id=person.id,
            name=person.name,
            sex=Sex(person.sex),
            birth_date=person.birth_date,
            village_name=person.village_name,
            group_name=person.group_name,
            address=person.address,
            id_number=sealed.masked_id_number(person.id_number_sealed),
            carer_name=carers.get(person.id),
            records=records.get(person.id, 0),
        )
        for person in people
    ]
