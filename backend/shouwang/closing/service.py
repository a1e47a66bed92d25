"""Use cases of closings: close a month, sign it, open it again; compare what was closed with what holds now."""

import hashlib
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.closing import inputs as inputs_
from shouwang.closing import queries, rules
from shouwang.closing.differences import Difference, Month, differences
from shouwang.closing.gathering import gathered
from shouwang.closing.models import MonthVersion, Reopening
from shouwang.closing.rules import VersionCheck
from shouwang.duties.units import month_end
from shouwang.errors import Refused, Unknown
from shouwang.ids import id_from, uuid7
from shouwang.register.models import Place
from shouwang.settings import settings
from shouwang.sync.synced import COUNTY_BUCKET
from shouwang.sync.write import lock_buckets


def live(session: Session, township: str, month: date) -> Month:
    """The month as it is known now; one that runs up to yesterday, since what is owed today may still be done."""
    yesterday = clock.today(settings().zone) - timedelta(days=1)
    inputs = gathered(session, township, month, min(month_end(month), yesterday))
    return Month(inputs, tuple(rules.rows_of(inputs)))


def frozen(version: MonthVersion) -> Month:
    """The month as it was closed."""
    return Month(inputs_.from_bytes(version.inputs), tuple(rules.from_bytes(version.rows)))


def check(version: MonthVersion) -> VersionCheck:
    """Whether a version still says what was hashed, and whether its inputs come to these rows, byte for byte."""
    hashes = (hashlib.sha256(version.rows).hexdigest(), hashlib.sha256(version.inputs).hexdigest())
    if hashes != (version.rows_sha256, version.inputs_sha256):
        return VersionCheck.ALTERED
    again = rules.as_bytes(rules.rows_of(inputs_.from_bytes(version.inputs)))
    return VersionCheck.INTACT if again == version.rows else VersionCheck.COMPUTED_OTHERWISE


def close(session: Session, township: str, month: date, by: Caller | None) -> MonthVersion:
    """Closes a month that is over, by hand or (without a caller) on its day; twice changes nothing.

    What was opened again is closed as another version where a row differs, else as the version that it was. Raises
    `Unknown` for what is no township, and `Refused`: `month_not_over`, or `month_reopened` where somebody opened it
    again for a reason and nobody says that this is settled.
    """
    today = clock.today(settings().zone)
    _lock(session, township)
    if today <= month_end(month):
        raise Refused("month_not_over", last=month_end(month).isoformat())
    newest = queries.version(session, township, month)
    reopening = queries.open_again(session, township).get((township, month))
    if newest is not None and reopening is None:
        return newest
    if reopening is not None and by is None:
        raise Refused("month_reopened", by=reopening.by_name)
    now = live(session, township, month)
    if reopening is not None:
        reopening.ended_at = clock.now()
    if newest is not None and rules.hash_of(now.rows) == newest.rows_sha256:
        return newest
    version = _version(now, (newest.number if newest else 0) + 1, by)
    version.reason = reopening.reason if reopening else None
    session.add(version)
    session.flush()
    return version


def due(session: Session, place: str, today: date, closing_day: int) -> list[tuple[str, date]]:
    """The months of a place's townships that are to be closed by now and never were.

    The first month is that in which the county began to follow a policy; what was opened again waits for somebody.
    """
    began = min((row.valid_from for row in queries.adopted(session, settings().county)), default=None)
    if began is None:
        return []
    closed = {(row.township, row.month) for row in queries.versions(session, place)}
    months = [month for month in rules.months_between(began, today) if rules.is_due(month, today, closing_day)]
    return [
        (township, month)
        for month in months
        for township in queries.townships(session, place)
        if (township, month) not in closed
    ]


def sign(session: Session, township: str, month: date, number: int, rows_sha256: str, by: Caller) -> MonthVersion:
    """The county signs the newest version; twice changes nothing.

    Raises `Unknown`, and `Refused`: `not_the_newest`, `month_reopened`, `altered` where it was tampered with, or
    `computed_otherwise` where the program has changed since and the month should be opened and closed again.
    """
    _lock(session, township)
    newest = queries.version(session, township, month)
    if newest is None:
        raise Unknown
    if (newest.number, newest.rows_sha256) != (number, rows_sha256):
        raise Refused("not_the_newest", number=newest.number)
    if (township, month) in queries.open_again(session, township):
        raise Refused("month_reopened")
    if newest.signed_at is None:
        found = check(newest)
        if found is not VersionCheck.INTACT:
            raise Refused(found.value)
        newest.signed_at, newest.signed_by, newest.signed_by_name = clock.now(), by.user.id, by.user.name
        session.flush()
    return newest


def reopen(session: Session, township: str, month: date, reason: str, by: Caller) -> Reopening:
    """Opens a closed month again; its versions stay. Twice changes nothing. Raises `Unknown`."""
    _lock(session, township)
    newest = queries.version(session, township, month)
    if newest is None:
        raise Unknown
    running = queries.open_again(session, township).get((township, month))
    if running is not None:
        return running
    reopening = Reopening(
        id=uuid7(),
        township=township,
        month=month,
        number=newest.number,
        at=clock.now(),
        by=by.user.id,
        by_name=by.user.name,
        reason=reason,
    )
    session.add(reopening)
    session.flush()
    return reopening


def since_closed(version: MonthVersion, now: Month) -> list[Difference]:
    """How a month as it is known now differs from a version."""
    return [] if rules.hash_of(now.rows) == version.rows_sha256 else differences(frozen(version), now)


def _lock(session: Session, township: str) -> None:
    """One closing, signing or opening of a township at a time. Raises `Unknown`."""
    if len(township) != 9 or session.get(Place, township) is None:  # GB/T 2260 of a township
        raise Unknown
    queries.lock_place(session, township)
    # A county's policies are read under their lock: an adoption under way is waited for.
    lock_buckets(session, [COUNTY_BUCKET])


def _version(now: Month, number: int, by: Caller | None) -> MonthVersion:
    rows, inputs, sums = rules.as_bytes(now.rows), inputs_.as_bytes(now.inputs), rules.sums_of(now.rows)
    said = now.inputs
    return MonthVersion(
        id=id_from("month version", said.township, said.first.isoformat(), str(number)),
        township=said.township,
        month=said.first,
        number=number,
        closed_at=clock.now(),
        closed_by=by.user.id if by else None,
        closed_by_name=by.user.name if by else None,
        policies=[{"id": each.id, "version": each.version} for each in said.policies],
        rows=rows,
        rows_sha256=hashlib.sha256(rows).hexdigest(),
        inputs=inputs,
        inputs_sha256=hashlib.sha256(inputs).hexdigest(),
        expected=sums.expected,
        credited=sums.credited,
        misses=sums.misses,
        unreported=sums.unreported,
    )
