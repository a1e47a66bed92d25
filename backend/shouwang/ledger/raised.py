"""Extra duties beside the ledger: asked of the same people and records, and in none of its sums. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shouwang.duties.credit import NONE, Entries, entries_by_subject
from shouwang.duties.explain import Explanation
from shouwang.duties.extra import AskedExtra, Extra, ExtraLine, ExtraState
from shouwang.duties.reconcile import Person, Record
from shouwang.duties.words import ExtraReason, RecordKind
from shouwang.ledger.grounds import ground_line
from shouwang.ledger.opened import duty_days
from shouwang.ledger.reporting import outcomes
from shouwang.ledger.schemas import ExtraOfPerson, OpenedExtra
from shouwang.ledger.standing import Reports


@dataclass(frozen=True, slots=True)
class Raised:
    """An extra duty of a place, made ready for any number of people."""

    title: str
    reason: ExtraReason
    place: str
    extra: Extra
    asked: AskedExtra

    def line(self, person: Person, entries: Entries, reports: Reports) -> ExtraLine | None:
        """How a person stands: a visit that may still lie on a phone is no miss."""
        line = self.asked.line(person, entries)
        if line is None or line.state is not ExtraState.MISSED:
            return line
        assigned = reports.assigned.get(person.id, ())
        (outcome,) = outcomes(self.asked.duty, [self.extra.valid_to], assigned, reports.through)
        return line if outcome.is_reported else line._replace(state=ExtraState.UNREPORTED)

    def reaches(self, township: str) -> bool:
        """Whether a township's people can be owed it."""
        return township.startswith(self.place)


def wanted_with(wanted: Mapping[str, int], all_raised: Iterable[Raised]) -> dict[str, int]:
    """How far back records are wanted (`Ledger.wanted`), with extra duties asked as well."""
    visits = RecordKind.VISIT.value
    days = [each.extra.valid_from.toordinal() for each in all_raised]
    return {**wanted, visits: min([*days, *([wanted[visits]] if visits in wanted else [])])} if days else {**wanted}


def raised(title: str, reason: str, place: str, extra: Extra, today: date) -> Raised:
    """Makes an extra duty ready."""
    return Raised(title, ExtraReason(reason), place, extra, AskedExtra(extra, today))


def extra_of_person(
    all_raised: Iterable[Raised], township: str, person: Person, entries: Entries, reports: Reports
) -> list[ExtraOfPerson]:
    """The extra duties that are owed to a person of a township."""
    lines = ((each, each.line(person, entries, reports) if each.reaches(township) else None) for each in all_raised)
    return [_of_person(each, line) for each, line in lines if line is not None]


def opened_extra(
    raised: Raised, township: str, person: Person, records: Sequence[Record], reports: Reports
) -> tuple[OpenedExtra, Explanation] | None:
    """An extra duty opened onto its days and a verdict on each record; None where it is not owed."""
    if not raised.reaches(township):
        return None
    line = raised.line(person, entries_by_subject(records).get(person.id, NONE), reports)
    if line is None:
        return None
    explained = raised.asked.opened(person, line, records)
    unreported = {raised.extra.valid_to} if line.state is ExtraState.UNREPORTED else set()
    return (
        OpenedExtra(
            **_of_person(raised, line).model_dump(),
            days=duty_days(explained.days, unreported),
            grounds=[ground_line(ground) for ground in explained.grounds],
        ),
        explained,
    )


def _of_person(raised: Raised, line: ExtraLine) -> ExtraOfPerson:
    return ExtraOfPerson(id=raised.extra.id, title=raised.title, reason=raised.reason, **line._asdict())
