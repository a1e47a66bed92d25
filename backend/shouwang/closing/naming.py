"""Rows and causes with the names that pages show: versions themselves hold ids alone."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from shouwang.accounts.queries import users_named
from shouwang.closing import queries
from shouwang.closing.differences import Cause, CauseKind, Difference, Month
from shouwang.closing.inputs import Inputs
from shouwang.closing.rules import EXTRA, Row
from shouwang.closing.schemas import CauseLine, DifferenceLine, MonthRow, UnreportedLine
from shouwang.closing.waiting import waited_for
from shouwang.duties.following import sentence_of
from shouwang.duties.policy import parse_policy
from shouwang.duties.schemas import Sentence
from shouwang.duties.words import SubjectKind
from shouwang.ledger.reporting import NEVER

WORKERS = (CauseKind.ASSIGNMENT, CauseKind.REPORTED)


class Naming:
    """The names for any of these rows and differences, fetched at once."""

    def __init__(
        self, session: Session, months: Sequence[Inputs], rows: Iterable[Row], found: Iterable[Difference] = ()
    ) -> None:
        rows = [*rows, *(row for each in found for row in (each.before, each.after) if row)]
        causes = [cause for each in found for cause in each.causes]
        users = {missed.user for row in rows for missed in row.misses if missed.user}
        users |= {cause.id for cause in causes if cause.kind in WORKERS} | {u for each in months for u in each.through}
        self._people = queries.people_named(session, {row.subject for row in rows if row.kind is SubjectKind.PERSON})
        self._users = users_named(session, users)
        self._households = queries.household_names(
            session, {row.subject for row in rows if row.kind is SubjectKind.HOUSEHOLD}
        )
        self._townships = queries.places_named(session, months[0].township)
        self._sentences = dict(pair for each in months for pair in _sentences(each))

    def row(self, row: Row) -> MonthRow:
        """A row as a page shows it."""
        name, village = self._subject(row)
        return MonthRow(
            kind=row.kind,
            subject=row.subject,
            name=name,
            village_name=village,
            policy=row.policy,
            version=row.version,
            duty=row.duty,
            sentence=self._sentences.get((row.policy, row.version, row.duty), Sentence(zh=row.duty, en=row.duty)),
            severity=row.severity,
            expected=row.expected,
            credited=row.credited,
            misses=[missed.day for missed in row.misses],
            owners=sorted({self._users.get(missed.user, "") for missed in row.misses if missed.user}),
            unreported=list(row.unreported),
        )

    def difference(self, found: Difference) -> DifferenceLine:
        """A difference as a page spells it out."""
        return DifferenceLine(
            before=self.row(found.before) if found.before else None,
            after=self.row(found.after) if found.after else None,
            causes=[self._cause(cause) for cause in found.causes],
        )

    def unreported(self, now: Month) -> list[UnreportedLine]:
        """The workers for whose phones the month still waits, who keeps most people open first."""
        through = now.inputs.through
        lines = [
            UnreportedLine(
                user=user,
                name=self._users.get(user, ""),
                reported_through=None if through[user] == NEVER else through[user],
                people=len(waited.people),
                units=waited.units,
            )
            for user, waited in waited_for(now).items()
        ]
        return sorted(lines, key=lambda line: (-line.people, line.name, line.user))

    def _subject(self, row: Row) -> tuple[str, str]:
        if row.kind is SubjectKind.TOWNSHIP:
            return self._townships.get(row.subject, ""), ""
        known = self._people if row.kind is SubjectKind.PERSON else self._households
        return known.get(row.subject, ("", ""))

    def _cause(self, cause: Cause) -> CauseLine:
        name = self._users.get(cause.id, "") if cause.kind in WORKERS else ""
        return CauseLine(kind=cause.kind, how=cause.how, id=cause.id, name=name, word=cause.word, day=cause.day)


def _sentences(inputs: Inputs) -> Iterator[tuple[tuple[str, int, str], Sentence]]:
    for each in inputs.policies:
        for duty in parse_policy(each.body).duties:
            yield (each.id, each.version, duty.id), sentence_of(duty)
    for raised in inputs.extra:
        yield (EXTRA, 0, raised.id), Sentence(zh=raised.title, en=raised.title)
