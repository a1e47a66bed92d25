"""Use cases of assignments: an office gives people to workers, many at once, and takes that back as a whole."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.register import assigning_queries as queries
from shouwang.register import handing_over
from shouwang.register.assigning_models import Assigning
from shouwang.register.assigning_schemas import AssigningLine, AssignRequest
from shouwang.register.handing_over import NEW, Change
from shouwang.register.models import Person
from shouwang.register.queries import people_by_id
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write

SHOWN = 20


def assign(session: Session, caller: Caller, asked: AssignRequest) -> AssigningLine:
    """Gives people to workers from today on. Asked again, it answers what it did. Raises `Unknown`."""
    people = _people(session, caller, [move.person for move in asked.moves])
    lock_buckets(session, [f"p:{person}" for person in people])
    # Asked twice at once, the second one has waited for the locks of the first.
    if session.get(Assigning, asked.id) is not None:
        return line(_find(session, caller, asked.id))
    changes = list(_changes(session, caller, asked))
    write(session, [change.row for change in changes], Author(caller.user.id, clock.now()))
    kept = Assigning(
        id=asked.id,
        township=next(iter(people.values())).township,
        at=clock.now(),
        by=caller.user.id,
        by_name=caller.user.name,
        people=sorted(people),
        changes=[change.kept() for change in changes],
    )
    session.add(kept)
    session.flush()
    return line(kept)


def undo(session: Session, caller: Caller, assigning: str) -> AssigningLine:
    """Everybody has whom she had before; what was changed since stays. Raises `Refused` when it is undone already."""
    found = _find(session, caller, assigning)
    lock_buckets(session, [f"p:{person}" for person in found.people])
    session.refresh(found)
    if found.undone_at is not None:
        raise Refused("already_settled")
    rows = queries.assignments_by_id(session, [change["assignment"] for change in found.changes])
    pairs = [(rows[change["assignment"]], change) for change in found.changes]
    write(session, handing_over.undo(pairs, clock.today(settings().zone)), Author(caller.user.id, clock.now()))
    found.undone_at = clock.now()
    session.flush()
    return line(found)


def last_ones(session: Session, place: str) -> list[AssigningLine]:
    """What was done last in a place."""
    return [line(each) for each in queries.assignings_within(session, place, SHOWN)]


def line(done: Assigning) -> AssigningLine:
    """As the desk shows it."""
    began = sum(change["before"] == NEW for change in done.changes)
    return AssigningLine(
        id=done.id,
        at=done.at,
        by_name=done.by_name,
        people=len(done.people),
        began=began,
        ended=len(done.changes) - began,
        undone_at=done.undone_at,
    )


def _changes(session: Session, caller: Caller, asked: AssignRequest) -> Iterable[Change]:
    today = clock.today(settings().zone)
    wanted = {move.user for move in asked.moves if move.user is not None}
    workers = queries.workers_by_id(session, wanted)
    if wanted - set(workers):
        raise Unknown
    for worker in workers.values():
        within(caller, worker.place)
    running = queries.running_of(session, [move.person for move in asked.moves], today)
    for move in asked.moves:
        theirs = running.get(move.person, [])
        if move.user is None:
            yield from handing_over.take([each for each in theirs if each.user == asked.instead_of], today)
        else:
            yield from handing_over.give(
                move.person,
                workers[move.user],
                theirs,
                today,
                is_primary=asked.as_ == "primary",
                instead_of=asked.instead_of,
            )


def _people(session: Session, caller: Caller, ids: Sequence[str]) -> dict[str, Person]:
    found = people_by_id(session, ids)
    if len(found) < len(ids):
        raise Unknown
    for person in found.values():
        within(caller, person.township)
    return found


def _find(session: Session, caller: Caller, assigning: str) -> Assigning:
    found = session.get(Assigning, assigning)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found
