"""The ledger of points: lines are only ever added, each under the lock of the home's file."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.database import insert_into
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.errors import Refused, Unknown
from shouwang.hygiene import queries, rules
from shouwang.hygiene.models import HygienePoints
from shouwang.hygiene.schemas import Correction, NewRedemption, PointsEntry
from shouwang.hygiene.words import PointsKind
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.sync.write import Author, lock_buckets


def earn(session: Session, records: Iterable[Record]) -> None:
    """Checks that stand earn what their grades say, once each."""
    for record in records:
        points = record.answers.get("points", 0) if record.kind == RecordKind.HYGIENE_CHECK else 0
        if points and record.status == RecordStatus.VALID:
            _add(session, _line(record, id_from("hygiene_points", record.id), PointsKind.EARNED, points))


def take_back(session: Session, voided: Iterable[Record], by: Author, by_name: str) -> None:
    """What voided checks had earned has a line set against it. A home may owe points then, and redeems none."""
    of_checks = {record.id: record for record in voided if record.kind == RecordKind.HYGIENE_CHECK}
    for earned in queries.earned_by(session, of_checks) if of_checks else ():
        if earned.kind == PointsKind.EARNED and earned.record:
            line = _line(of_checks[earned.record], id_from("hygiene_points", earned.id, "voided"), PointsKind.VOIDED, 0)
            line.points, line.at, line.by, line.by_name = -earned.points, by.at, by.user or "", by_name
            _add(session, line)


def redeem(session: Session, caller: Caller, home: str, person: str, township: str, asked: NewRedemption) -> None:
    """Gives points for something in kind. Twice the same is once. Raises `Refused("too_few_points")`, `id_taken`."""
    lock_buckets(session, [f"p:{person}"])
    known = session.get(HygienePoints, asked.id)
    if known is not None:
        if (known.home, known.points) != (home, -asked.points):
            raise Refused("id_taken")
        return
    have = sum(line.points for line in queries.lines_of(session, home))
    if have < asked.points:
        raise Refused("too_few_points", have=have)
    whose: dict[str, Any] = {"home": home, "person": person, "township": township}
    given: dict[str, Any] = {"points": -asked.points, "goods": asked.goods, "received_by": asked.received_by}
    session.add(HygienePoints(id=asked.id, kind=PointsKind.REDEEMED, **whose, **given, **_by(caller)))
    session.flush()


def correct(session: Session, caller: Caller, home: str, person: str, asked: Correction) -> None:
    """Sets a line against one that was wrong, once. Raises `Unknown`, `Refused("already_settled")`, `id_taken`."""
    lock_buckets(session, [f"p:{person}"])
    lines = {line.id: line for line in queries.lines_of(session, home)}
    wrong = lines.get(asked.entry)
    if wrong is None or wrong.corrects is not None:
        raise Unknown
    known = session.get(HygienePoints, asked.id)
    if known is not None:
        if (known.home, known.corrects) != (home, wrong.id):
            raise Refused("id_taken")
        return
    if wrong.kind == PointsKind.EARNED or any(line.corrects == wrong.id for line in lines.values()):
        raise Refused("already_settled")
    whose: dict[str, Any] = {"home": home, "person": wrong.person, "township": wrong.township}
    said: dict[str, Any] = {"points": -wrong.points, "goods": asked.why, "corrects": wrong.id}
    session.add(HygienePoints(id=asked.id, kind=PointsKind.CORRECTED, **whose, **said, **_by(caller)))
    session.flush()


def entries(lines: list[HygienePoints]) -> list[PointsEntry]:
    """The ledger as it is shown: the last line first, each with what there was after it."""
    told = rules.balances(line.points for line in lines)
    return [
        PointsEntry.model_validate({**line.model_dump(), "balance": balance})
        for line, balance in zip(reversed(lines), reversed(told), strict=True)
    ]


def _line(record: Record, id_: str, kind: PointsKind, points: int) -> HygienePoints:
    return HygienePoints(
        id=id_,
        home=record.subject,
        person=record.file or record.subject,
        township=record.township,
        kind=kind,
        points=points,
        record=record.id,
        at=record.received_at,
        by=record.author,
        by_name=record.author_name,
    )


def _add(session: Session, line: HygienePoints) -> None:
    session.execute(insert_into(session, HygienePoints).values(**line.model_dump()).on_conflict_do_nothing())


def _by(caller: Caller) -> dict[str, Any]:
    return {"at": clock.now(), "by": caller.user.id, "by_name": caller.user.name}
