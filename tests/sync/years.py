"""6: what remains of a year that phones no longer hold is what the records say of it."""

from collections import defaultdict
from collections.abc import Iterable

from shouwang.records.models import Record, YearSummary
from shouwang.records.summaries import THROUGH
from shouwang.sync.models import Meta
from sync import oracle
from sync.tables import Tables


def must_be_summed_up(tables: Tables) -> None:
    """Each year that has been summed up is, for everybody for whom something was written in it; and no other is."""
    through = summed_up_through(tables)
    by_year: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in tables.all(Record):
        if record.service_date.year <= through:
            by_year[record.subject, record.service_date.year].append(record)
    due = {key: _figures(records) for key, records in by_year.items()}
    summaries = tables.all(YearSummary)
    assert len(summaries) == len({(each.person, each.year) for each in summaries})
    assert {(each.person, each.year): _told(each) for each in summaries} == due


def must_have_turned(tables: Tables) -> None:
    """Whoever has pushed or pulled has met a server that has summed up all that phones no longer hold, and no more."""
    assert summed_up_through(tables) == oracle.today().year - 2


def summed_up_through(tables: Tables) -> int:
    """The last year that has been summed up."""
    return next(int(line.value) for line in tables.all(Meta) if line.key == THROUGH)


def _figures(records: Iterable[Record]) -> tuple[object, ...]:
    stand = [record for record in records if record.status == "valid"]
    days = {record.service_date for record in stand if record.mode == "home"}
    attempts = sum(record.status == "attempt" for record in records)
    return len(stand), attempts, len(days), max(days, default=None)


def _told(summary: YearSummary) -> tuple[object, ...]:
    return summary.visits, summary.attempts, summary.days, summary.last_visit
