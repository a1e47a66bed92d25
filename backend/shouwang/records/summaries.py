"""What remains on phones of years that are long over: a summary of each, in the person's own file.

Phones hold this year's and last year's records. When a year turns, the one before last is summed up for everybody,
once, by whichever process first notices; a record of such a year that comes or falls later counts in its transaction.

Both take the locks in one order: the people's files, then the line in `meta`. So a record that is being written is
either seen by the summing up, or sees that its year has been summed up.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.database import lock_rows, reading, writing
from shouwang.ids import id_from
from shouwang.records import queries
from shouwang.records.models import Record, YearSummary
from shouwang.register.queries import everybody
from shouwang.settings import settings
from shouwang.sync.epoch import line_of_meta
from shouwang.sync.models import Meta
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, lock_buckets, write

THROUGH = "summarised_through"
"""The line of `meta` with the last year that has been summed up, in four digits."""


def turn_of_the_year(on: Engine | None = None) -> None:
    """Sums up the years that phones no longer hold, unless that is done. Cheap but once a year."""
    with reading_summed_up(on):
        pass


@contextmanager
def reading_summed_up(on: Engine | None = None) -> Iterator[Session]:
    """A snapshot in which every year that phones no longer hold is summed up, now if it was not before.

    The database is asked each time: a restore may have put an older one in the place of that which was summed up.
    """
    through = summarised_years(clock.today(settings().zone))
    with reading(on) as session:
        if _known_through(session) >= through:
            yield session
            return
    with writing(on) as session:
        sum_up(session, through)
    with reading(on) as session:
        yield session


def summarised_years(today: date) -> int:
    """The last year that is in summaries on a day: before last year."""
    return today.year - 2


def sum_up(session: Session, through: int) -> None:
    """Sums up every year until this one that is not summed up yet; of two who come at once, one does it."""
    if _known_through(session) >= through:
        return
    lock_buckets(session, (f"p:{person}" for person in everybody(session)))
    before = _locked_through(session)
    if before >= through:
        return
    figures = queries.years_of_everybody(session, before, through)
    write(session, [_summary(each) for each in figures], Author(None, clock.now()))
    session.execute(update(Meta).where(col(Meta.key) == THROUGH).values(value=f"{through:04}"))


def keep_summaries(session: Session, records: Iterable[Record], author: Author) -> None:
    """Counts again what changed records change in summaries. Their people's files are locked by the caller."""
    long_ago = summarised_years(clock.today(settings().zone))
    old = {(each.subject, each.service_date.year) for each in records if each.service_date.year <= long_ago}
    if not old:
        return
    through = _locked_through(session)
    for person, year in sorted(old):
        if year <= through:
            _count_again(session, person, year, author)


def _known_through(session: Session) -> int:
    return int(line_of_meta(session, THROUGH))


def _locked_through(session: Session) -> int:
    asked = select(col(Meta.value)).where(col(Meta.key) == THROUGH)
    return int(session.scalars(lock_rows(session, asked)).one())


def _count_again(session: Session, person: str, year: int, author: Author) -> None:
    figures = queries.year_of(session, person, year)
    if figures is None:
        return
    counted = _summary(figures)
    known = queries.summaries_by_id(session, [counted.id]).get(counted.id)
    if known is None:
        write(session, [counted], author)
    elif known.shape() != counted.shape():
        _take_over(known, counted)
        write(session, [known], author)


def _take_over(known: YearSummary, counted: YearSummary) -> None:
    known.visits, known.attempts = counted.visits, counted.attempts
    known.days, known.last_visit = counted.days, counted.last_visit


def _summary(figures: Any) -> YearSummary:
    year = int(figures.year)
    return new_row(
        YearSummary,
        id=id_from("year_summary", figures.person, str(year)),
        person=figures.person,
        year=year,
        visits=int(figures.visits),
        attempts=int(figures.attempts),
        days=figures.days,
        last_visit=figures.last_visit,
    )
