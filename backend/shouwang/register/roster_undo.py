"""Undoes an import as a whole: who came with it goes, what it changed becomes what it was, what came since stays.

Somebody about whom anything was written since (a visit, a need, a report, another carer, a card at
her door) is kept with all she has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.errors import Refused
from shouwang.register import handing_over
from shouwang.register import roster_undo_queries as queries
from shouwang.register.models import Assignment, Fact, Household, Person
from shouwang.register.roster_merge import put_unversioned
from shouwang.register.roster_models import RosterImport
from shouwang.register.roster_schemas import UndoReply
from shouwang.settings import settings
from shouwang.sync.models import Conflict
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, remove, write

Row = TypeVar("Row", bound=SyncedRow)
REASON = "撤销导入"


@dataclass(frozen=True)
class Wrote:
    """What an import wrote, as it stands now: by table the rows, and by row the first and last version of its own."""

    rows: Mapping[str, Sequence[SyncedRow]]
    first: Mapping[tuple[str, str], int]
    last: Mapping[tuple[str, str], int]

    def of(self, table: type[Row]) -> list[Row]:
        """The rows of a table that nobody has changed since."""
        return [row for row in self.rows[table.sync_kind] if isinstance(row, table) and self.is_untouched(row)]

    def is_untouched(self, row: SyncedRow) -> bool:
        """Whether the import wrote it last."""
        return self.last[row.sync_kind, row.id] == row.version

    def is_new(self, row: SyncedRow) -> bool:
        """Whether it came with the import."""
        return self.first[row.sync_kind, row.id] == 1


def undo_import(session: Session, caller: Caller, done: RosterImport) -> UndoReply:
    """Undoes it. Raises `Refused` when it is undone already."""
    people = queries.people_of(session, done.id)
    lock_buckets(session, [f"p:{person}" for person in people])
    session.refresh(done)
    if done.undone_at is not None:
        raise Refused("already_settled")
    wrote = _wrote(session, done.id)
    author = Author(caller.user.id, clock.now())
    came = {row.id for row in wrote.rows["person"] if wrote.is_new(row)}
    goes = _who_goes(session, wrote, came)
    restored = _restore(session, wrote, set(people) - came, author, done.id)
    _remove(session, wrote, goes, author)
    done.undone_at = author.at
    session.flush()
    return UndoReply(removed=len(goes), restored=len(restored), stayed=len(came) - len(goes))


def _wrote(session: Session, import_id: str) -> Wrote:
    versions = queries.versions_of(session, import_id)
    tables: tuple[type[SyncedRow], ...] = (Person, Fact, Assignment, Household, Conflict, User)
    ids = {table: [row for kind, row in versions if kind == table.sync_kind] for table in tables}
    return Wrote(
        {table.sync_kind: queries.rows(session, table, ids[table]) for table in tables},
        {key: min(each) for key, each in versions.items()},
        {key: max(each) for key, each in versions.items()},
    )


def _who_goes(session: Session, wrote: Wrote, came: set[str]) -> set[str]:
    """Those who came with it and about whom nothing else is known."""
    touched = {row.id for row in wrote.rows["person"] if not wrote.is_untouched(row)}
    for kind in ("fact", "assignment"):
        touched |= {_person(row) for row in wrote.rows[kind] if not wrote.is_untouched(row)}
    own = {row.id for kind in ("fact", "assignment", "conflict") for row in wrote.rows[kind]}
    return came - touched - queries.spoken_of(session, sorted(came), own)


def _restore(session: Session, wrote: Wrote, known: set[str], author: Author, import_id: str) -> set[str]:
    """People who were there before become what they were."""
    today = clock.today(settings().zone)
    facts = [row for row in wrote.of(Fact) if row.person in known and wrote.is_new(row) and row.voided_at is None]
    for fact in facts:
        fact.voided_at, fact.void_reason = author.at, REASON
    given = [row for row in wrote.of(Assignment) if row.person in known]
    changes = [(row, _ending(session, wrote, row)) for row in given]
    profiles = [row for row in wrote.of(Person) if row.id in known and _put_back(session, wrote, row)]
    accounts = _put_unversioned(session, wrote, import_id)
    changed = {row.id: row for row in (*profiles, *accounts)}
    write(session, [*facts, *handing_over.undo(changes, today), *changed.values()], author)
    queries.forget_said(session, [row.id for row in profiles])
    return {_person(row) for row in (*facts, *given)} | set(changed)


def _put_unversioned(session: Session, wrote: Wrote, import_id: str) -> list[Person]:
    """Accounts and notes become what they were, where they are still what the file said."""
    replaced = queries.replaced_by(session, import_id)
    people = [row for row in wrote.rows["person"] if isinstance(row, Person) and row.id in replaced]
    return [person for person in people if put_unversioned(person, replaced[person.id])]


def _ending(session: Session, wrote: Wrote, row: Assignment) -> dict[str, str | None]:
    """How an assignment ended before the import, as an undone assigning wants it."""
    after = None if row.valid_to is None else row.valid_to.isoformat()
    if wrote.is_new(row):
        return {"before": handing_over.NEW, "after": after}
    return {"before": _before(session, wrote, row)["valid_to"], "after": after}


PROFILE = ("name", "group_name", "address", "phone", "village", "village_name")


def _put_back(session: Session, wrote: Wrote, person: Person) -> bool:
    """Whether a profile became another one."""
    before = _before(session, wrote, person)
    changes = {name: before[name] for name in PROFILE if before[name] != getattr(person, name)}
    for name, value in changes.items():
        setattr(person, name, value)
    return bool(changes)


def _before(session: Session, wrote: Wrote, row: SyncedRow) -> dict[str, Any]:
    """The shape of a row before the import first wrote it."""
    return queries.version(session, row, wrote.first[row.sync_kind, row.id] - 1)


def _remove(session: Session, wrote: Wrote, goes: set[str], author: Author) -> None:
    """Those who go, with all that says something of them, and the workers whom nobody needs then."""
    theirs = [row for kind in ("fact", "assignment", "conflict") for row in wrote.rows[kind] if _person(row) in goes]
    remove(session, theirs, author)
    queries.forget_said(session, sorted(goes))
    homes = _empty_homes(session, goes, author)
    remove(session, [row for row in wrote.rows["person"] if row.id in goes], author)
    remove(session, homes, author)
    users = [row for row in wrote.of(User) if wrote.is_new(row)]
    remove(session, queries.needed_by_nobody(session, users), author)


def _empty_homes(session: Session, goes: set[str], author: Author) -> list[Household]:
    """The households in which nobody is left; in the others those who go are no longer named."""
    empty, changed = [], []
    for home in queries.homes_of(session, sorted(goes)):
        stays = [stay for stay in home.members if stay["person"] not in goes]
        if not stays:
            empty.append(home)
            continue
        home.members, home.head = stays, None if home.head in goes else home.head
        home.person = stays[0]["person"] if home.person in goes else home.person
        changed.append(home)
    write(session, changed, author)
    return empty


def _person(row: Any) -> str:
    person: str = row.person
    return person
