"""Use cases of people who stand in the register twice: one entry goes into the other, and comes out again.

What was written about either is the one's from then on, also what a phone sends later (`sync.desk`); the other entry is
in no list any more. Her own words stay: a record says who wrote it, when and how, and of whom it was written is its
file.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.roles import Role
from shouwang.accounts.service import Caller
from shouwang.agreements.models import Agreement
from shouwang.assessments.models import Assessment
from shouwang.checkups.filling import keep_checkups
from shouwang.checkups.models import CheckupSection
from shouwang.closing.guarding import guard
from shouwang.duties.words import FactKind
from shouwang.errors import Refused, Unknown
from shouwang.needs.models import Need
from shouwang.records.models import Record
from shouwang.records.summaries import keep_summaries
from shouwang.register import assigning_queries, handing_over
from shouwang.register import merge_queries as queries
from shouwang.register.handing_over import Change
from shouwang.register.merge_models import PersonMerge
from shouwang.register.merge_schemas import MergeRequest
from shouwang.register.models import Fact, Household, Person, Report
from shouwang.settings import settings
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write

REASON = "重复登记，已合并"
EXAMINED = (CheckupSection, Assessment)
MOVED: dict[str, type[SyncedRow]] = {
    table.sync_kind: table for table in (Record, Need, Report, Agreement, Fact, *EXAMINED)
}


def merge(session: Session, caller: Caller, asked: MergeRequest) -> PersonMerge:
    """One entry goes into the other. Asked again, it answers what it did. Raises `Unknown`, `Refused`."""
    kept, gone = _both(session, caller, asked)
    done = session.get(PersonMerge, asked.id)
    if done is not None:
        return done
    author, today = Author(caller.user.id, clock.now()), clock.today(settings().zone)
    facts = {person.id: queries.live_facts(session, person.id) for person in (kept, gone)}
    _check(kept, gone, facts)
    moved = [
        *queries.spoken_of(session, gone.id),
        *queries.examined_of(session, gone.id, kept.id),
        *_stays(facts[gone.id], facts[kept.id]),
    ]
    voided = [fact for fact in facts[gone.id] if fact not in moved]
    _guard(session, caller, (kept, gone), _earliest([*moved, *voided], today), asked.id)
    changes = _carers(session, kept, gone, today)
    home = _leave_home(session, gone, today)
    done = _kept(session, caller, asked, kept, moved, voided, changes, home)
    _give(moved, kept)
    for fact in voided:
        fact.voided_at, fact.void_reason = author.at, REASON
    gone.merged_into, gone.household = kept.id, None
    kept.also = [*(kept.also or []), gone.id, *(gone.also or [])]
    rows = [*moved, *voided, *(change.row for change in changes), *([home] if home else []), gone, kept]
    write(session, rows, author)
    keep_summaries(session, [row for row in moved if isinstance(row, Record)], author)
    _keep_checkups(session, caller, moved, (kept, gone), author)
    return done


def undo(session: Session, caller: Caller, done: PersonMerge) -> PersonMerge:
    """The two are two again; what came since stays with the one who was kept.

    Raises `Refused` when it is undone, and where the one who was kept has herself gone into another entry since.
    """
    within(caller, done.township)
    lock_buckets(session, [f"p:{done.kept}", f"p:{done.gone}"])
    session.refresh(done)
    if done.undone_at is not None:
        raise Refused("already_settled")
    if session.get_one(Person, done.kept, populate_existing=True).merged_into is not None:
        raise Refused("merged_since")
    author, today = Author(caller.user.id, clock.now()), clock.today(settings().zone)
    kept, gone = (session.get_one(Person, each, populate_existing=True) for each in (done.kept, done.gone))
    moved = [row for row in _moved(session, done.moves["rows"]) if _whose(row) == done.kept]
    facts = queries.rows(session, Fact, done.moves["voided"])
    _guard(session, caller, (kept, gone), _earliest([*moved, *facts], today), done.id)
    _give(moved, gone)
    for fact in facts:
        fact.voided_at = fact.void_reason = None
    rows = assigning_queries.assignments_by_id(session, [each["assignment"] for each in done.moves["carers"]])
    given = handing_over.undo([(rows[each["assignment"]], each) for each in done.moves["carers"]], today)
    homes = _come_home(session, gone, done.moves["home"])
    gone.merged_into = None
    kept.also = [each for each in kept.also or [] if each not in {gone.id, *(gone.also or [])}]
    write(session, [*moved, *facts, *given, *homes, gone, kept], author)
    queries.give(session, done.moves, gone)
    keep_summaries(session, [row for row in moved if isinstance(row, Record)], author)
    _keep_checkups(session, caller, moved, (kept, gone), author)
    done.undone_at = author.at
    session.flush()
    return done


def _keep_checkups(
    session: Session, caller: Caller, moved: Sequence[SyncedRow], people: tuple[Person, Person], author: Author
) -> None:
    """Where the checkups of both stand now that sections have gone from one to the other."""
    years = {row.year for row in moved if isinstance(row, CheckupSection)}
    keep_checkups(session, [(each, year) for each in people for year in years], caller.user, Role.HEALTH_WORKER, author)


def find(session: Session, caller: Caller, merge_id: str) -> PersonMerge:
    """A merge of the caller's places. Raises `Unknown`."""
    found = session.get(PersonMerge, merge_id)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


def _guard(session: Session, caller: Caller, people: tuple[Person, Person], first: date, merge_id: str) -> None:
    """The numbers of both change, and each may stand in a township of its own."""
    for township in dict.fromkeys(person.township for person in people):
        guard(session, caller, township, first, "merge", merge_id)


def _earliest(moved: Iterable[SyncedRow], today: date) -> date:
    """The first day for which somebody's numbers change."""
    days = [row.service_date for row in moved if isinstance(row, Record)]
    return min([*days, *(row.valid_from for row in moved if isinstance(row, Fact)), today])


def _both(session: Session, caller: Caller, asked: MergeRequest) -> tuple[Person, Person]:
    if asked.kept == asked.gone:
        raise Unknown
    lock_buckets(session, [f"p:{asked.kept}", f"p:{asked.gone}"])
    found = [session.get(Person, each, populate_existing=True) for each in (asked.kept, asked.gone)]
    kept, gone = found
    if kept is None or gone is None:
        raise Unknown
    within(caller, kept.township)
    within(caller, gone.township)
    return kept, gone


def _check(kept: Person, gone: Person, facts: dict[str, list[Fact]]) -> None:
    if kept.merged_into is not None or gone.merged_into is not None:
        raise Refused("already_merged")
    died = [{fact.valid_from for fact in facts[each.id] if fact.kind == FactKind.DEATH} for each in (kept, gone)]
    if died[0] != died[1]:
        raise Refused("deaths_differ")


def _stays(hers: Iterable[Fact], known: Iterable[Fact]) -> list[Fact]:
    """Suspensions go over: whoever is in hospital is so under either entry."""
    there = {(fact.value, fact.valid_from) for fact in known if fact.kind == FactKind.SUSPENSION}
    return [fact for fact in hers if fact.kind == FactKind.SUSPENSION and (fact.value, fact.valid_from) not in there]


def _carers(session: Session, kept: Person, gone: Person, today: date) -> list[Change]:
    running = assigning_queries.running_of(session, [kept.id, gone.id], today)
    return handing_over.join(kept.id, running.get(kept.id, []), running.get(gone.id, []), today)


def _leave_home(session: Session, gone: Person, today: date) -> Household | None:
    home = session.get(Household, gone.household, populate_existing=True) if gone.household else None
    if home is None:
        return None
    home.members = [
        {**stay, "valid_to": today.isoformat()} if stay["person"] == gone.id and stay["valid_to"] is None else stay
        for stay in home.members
    ]
    living = [stay.person for stay in home.stays if stay.valid_to is None]
    if home.person == gone.id and living:
        home.person = living[0]  # nobody reads the other file any more
    return home


def _come_home(session: Session, gone: Person, home: str | None) -> list[Household]:
    found = session.get(Household, home, populate_existing=True) if home else None
    if found is None or gone.household is not None:
        return []
    *before, last = [at for at, stay in enumerate(found.members) if stay["person"] == gone.id] or [-1]
    del before
    found.members = [{**stay, "valid_to": None} if at == last else stay for at, stay in enumerate(found.members)]
    gone.household = found.id
    return [found]


def _kept(
    session: Session,
    caller: Caller,
    asked: MergeRequest,
    kept: Person,
    moved: Sequence[SyncedRow],
    voided: Sequence[Fact],
    changes: Sequence[Change],
    home: Household | None,
) -> PersonMerge:
    held = queries.held_by_offices(session, asked.gone)
    queries.give(session, held, kept)
    done = PersonMerge(
        id=asked.id,
        township=kept.township,
        kept=asked.kept,
        gone=asked.gone,
        at=clock.now(),
        by=caller.user.id,
        by_name=caller.user.name,
        moves={
            "rows": [[row.sync_kind, row.id] for row in moved],
            "voided": [fact.id for fact in voided],
            "carers": [change.kept() for change in changes],
            "home": home.id if home else None,
            **held,
        },
    )
    session.add(done)
    session.flush()
    return done


def _moved(session: Session, named: Iterable[tuple[str, str]]) -> list[SyncedRow]:
    named = list(named)
    found: list[SyncedRow] = []
    for kind, table in MOVED.items():
        found += queries.rows(session, table, [row for each, row in named if each == kind])
    return found


def _give(rows: Iterable[Any], person: Person) -> None:
    for row in rows:
        if isinstance(row, Record):
            row.subject = person.id
        else:
            row.person = person.id
        if isinstance(row, Agreement):
            row.township = person.township


def _whose(row: Any) -> str:
    whose: str = row.subject if isinstance(row, Record) else row.person
    return whose
