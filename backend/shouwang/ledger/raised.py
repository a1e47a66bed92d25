"""Extra duties beside the ledger: asked of the same people and records, and in none of its sums. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shouwang.duties.credit import Entries
from shouwang.duties.extra import AskedExtra, Extra, ExtraLine, ExtraState
from shouwang.duties.reconcile import Person
from shouwang.duties.words import ExtraReason, RecordKind
from shouwang.ledger.reporting import outcomes
from shouwang.ledger.schemas import ExtraOfPerson
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
    found = []
    for each in all_raised:
        line = each.line(person, entries, reports) if township.startswith(each.place) else None
        if line is not None:
            state, met, due_by = line
            title, reason = each.title, each.reason
            found.append(
                ExtraOfPerson(id=each.extra.id, title=title, reason=reason, state=state, met=met, due_by=due_by)
            )
    return found
