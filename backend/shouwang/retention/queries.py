"""Every SELECT about what is held of people, and for how long."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.blobs.models import BlobRef
from shouwang.blobs.queries import OF_RECORDS
from shouwang.concerns.models import ConcernStep
from shouwang.duties.words import FactKind
from shouwang.needs.models import NeedStepRow
from shouwang.questions.models import PicturePrint, Question, QuestionRecord
from shouwang.records.models import PaperSheet, Record
from shouwang.register.merge_models import PersonMerge
from shouwang.register.models import Fact, Household, Person, Place
from shouwang.retention.inventory import Held
from shouwang.retention.models import FileAct
from shouwang.retention.words import ActKind
from shouwang.sync.models import Mutation, RowVersion

AT_ONCE = 500


def entries_of(session: Session, person: str) -> list[str]:
    """All ids under which she stands or stood: hers, and those of entries that went into it."""
    merged = select(col(Person.id)).where(col(Person.merged_into) == person)
    return [person, *session.scalars(merged.order_by(col(Person.id)))]


def rows(session: Session, held: Held, people: Sequence[str]) -> list[Any]:
    """The rows of a table about somebody, read anew."""
    table: Any = held.table
    columns = [getattr(table, name) for name in (held.by, held.or_by) if name]
    hers = select(table).where(or_(*(column.in_(people) for column in columns)))
    return list(session.scalars(hers.execution_options(populate_existing=True).order_by(*table.__table__.primary_key)))


def live_facts(session: Session, people: Sequence[str]) -> list[Fact]:
    """The facts about her that stand."""
    return list(session.scalars(select(Fact).where(col(Fact.person).in_(people), col(Fact.voided_at).is_(None))))


def records(session: Session, people: Sequence[str]) -> int:
    """How many records there are of her."""
    return session.scalar(select(func.count()).select_from(Record).where(col(Record.subject).in_(people))) or 0


def lives_alone(household: Household, people: Sequence[str]) -> bool:
    """Whether nobody else ever lived in it."""
    return {stay["person"] for stay in household.members} <= set(people)


def versions(session: Session, kind: str, ids: Sequence[str]) -> list[RowVersion]:
    """Every version of some rows."""
    found: list[RowVersion] = []
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found += session.scalars(select(RowVersion).where(col(RowVersion.kind) == kind, col(RowVersion.id).in_(part)))
    return found


def envelopes(session: Session, ids: Iterable[str]) -> list[Mutation]:
    """Entries of the journal."""
    wanted, found = sorted(ids), list[Mutation]()
    for start in range(0, len(wanted), AT_ONCE):
        found += session.scalars(select(Mutation).where(col(Mutation.id).in_(wanted[start : start + AT_ONCE])))
    return found


def steps(session: Session, needs: Sequence[str], concerns: Sequence[str]) -> list[Any]:
    """What was said on the way of needs and of what was told in confidence."""
    of_needs = session.scalars(select(NeedStepRow).where(col(NeedStepRow.need).in_(needs)))
    of_concerns = session.scalars(select(ConcernStep).where(col(ConcernStep.concern).in_(concerns)))
    return [*of_needs, *of_concerns]


def questions(session: Session, records: Sequence[str]) -> list[Question]:
    """What was asked about some records."""
    about = select(col(QuestionRecord.question)).where(col(QuestionRecord.record).in_(records))
    found = select(Question).where(col(Question.id).in_(about)).order_by(col(Question.id))
    return list(session.scalars(found.execution_options(populate_existing=True)))


def sheets(session: Session, ids: Iterable[str]) -> list[PaperSheet]:
    """Sheets of paper."""
    return list(session.scalars(select(PaperSheet).where(col(PaperSheet.id).in_(sorted(ids)))))


def refs(session: Session, records: Sequence[str], sheets: Sequence[str]) -> list[BlobRef]:
    """What refers to pictures and voice notes."""
    of_records = and_(col(BlobRef.kind) == OF_RECORDS, col(BlobRef.id).in_(records))
    of_sheets = and_(col(BlobRef.kind) == "paper_sheet", col(BlobRef.id).in_(sheets))
    return list(session.scalars(select(BlobRef).where(or_(of_records, of_sheets))))


def prints(session: Session, records: Sequence[str]) -> list[PicturePrint]:
    """How the pictures of some records look."""
    return list(session.scalars(select(PicturePrint).where(col(PicturePrint.record).in_(records))))


def referred(session: Session, hashes: Sequence[str]) -> set[str]:
    """Which of some bytes anything still refers to."""
    return set(session.scalars(select(col(BlobRef.sha256)).where(col(BlobRef.sha256).in_(hashes))))


def merges_of(session: Session, people: Sequence[str]) -> list[PersonMerge]:
    """Where entries of hers went into each other."""
    return list(session.scalars(select(PersonMerge).where(col(PersonMerge.kept).in_(people))))


def erased(session: Session, person: str) -> FileAct | None:
    """That she was erased."""
    act = select(FileAct).where(col(FileAct.person) == person, col(FileAct.kind) == ActKind.ERASED)
    return session.scalars(act.limit(1)).first()


def out_since(session: Session, place: str, before: date) -> list[tuple[Person, str]]:
    """People of a place who may have been out of care since before a day, with the township's name."""

    def known(*what: Any) -> Any:
        return exists(
            select(col(Fact.id)).where(col(Fact.person) == col(Person.id), col(Fact.voided_at).is_(None), *what)
        )

    died = known(col(Fact.kind) == FactKind.DEATH, col(Fact.valid_from) < before)
    programme = col(Fact.kind) == FactKind.PROGRAMME
    runs = known(programme, or_(col(Fact.valid_to).is_(None), col(Fact.valid_to) >= before))
    gone = exists(
        select(col(FileAct.id)).where(col(FileAct.person) == col(Person.id), col(FileAct.kind) == ActKind.ERASED)
    )
    found = (
        select(Person, func.coalesce(col(Place.name), ""))
        .outerjoin(Place, col(Place.code) == col(Person.township))
        .where(col(Person.township).startswith(place, autoescape=True), col(Person.merged_into).is_(None), ~gone)
        .where(or_(died, and_(known(programme), ~runs)))
        .order_by(col(Person.township), col(Person.id))
    )
    return [(person, name) for person, name in session.execute(found)]


def acts(session: Session, place: str, limit: int) -> list[tuple[FileAct, str]]:
    """What was done with the files of a place's people, the newest first, with their names."""
    found = (
        select(FileAct, col(Person.name))
        .join(Person, col(Person.id) == col(FileAct.person))
        .where(col(FileAct.township).startswith(place, autoescape=True))
        .order_by(col(FileAct.at).desc(), col(FileAct.id).desc())
        .limit(limit)
    )
    return [(act, name) for act, name in session.execute(found)]


def people_called(session: Session, who: str) -> list[Person]:
    """The people with an id or a name."""
    return list(session.scalars(select(Person).where(or_(col(Person.id) == who, col(Person.name) == who))))
