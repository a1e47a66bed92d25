"""What becomes of an agreement, decided and on its way: rows that are new, and an end that is put into its row only
when it is written."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.agreements.models import Agreement
from shouwang.agreements.rules import Stated, Term
from shouwang.agreements.schemas import AgreementWords, EndWords
from shouwang.agreements.words import AgreementKind
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.records.service import Origin
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.synced import SyncedRow

NOON = time(12)


def stated(words: AgreementWords, person: Person | None) -> Stated:
    """What the rules look at."""
    return Stated(
        words.kind,
        [party.role for party in words.parties],
        words.services,
        words.signed_on,
        words.valid_from,
        words.valid_to,
        person.birth_date if person else None,
    )


def term_of(row: Agreement) -> Term:
    """A row as the rules see it."""
    return Term(row.id, AgreementKind(row.kind), row.valid_from, row.valid_to, row.ended_on)


def rows_of(words: AgreementWords, person: Person | None, township: str, origin: Origin) -> tuple[Record, Agreement]:
    """A new agreement, and the record that it was signed: of the person, or of a township where she is none."""
    record = _record(words, person, township, origin)
    agreement = new_row(
        Agreement,
        id=words.id,
        kind=words.kind.value,
        person=person.id if person else None,
        township=township,
        number=words.number,
        parties=[party.model_dump(mode="json") for party in words.parties],
        services=list(dict.fromkeys(words.services)),
        signed_on=words.signed_on,
        valid_from=words.valid_from,
        valid_to=words.valid_to,
        renews=words.renews,
        note=words.note,
        record=record.id,
        author=origin.author.id,
        author_name=origin.author.name,
        recorded_at=origin.captured.at,
    )
    return record, agreement


def _record(words: AgreementWords, person: Person | None, township: str, origin: Origin) -> Record:
    """It says that somebody signed, and when; what was signed, the agreement alone says."""
    start = min(datetime.combine(words.signed_on, NOON, settings().zone), origin.received_at)
    return new_row(
        Record,
        id=id_from("agreement", words.id),
        kind=RecordKind.AGREEMENT.value,
        subject=person.id if person else township,
        subject_kind="person" if person else "township",
        township=township,
        role=origin.role,
        start=start,
        service_date=words.signed_on,
        captured_at=origin.captured.at,
        received_at=origin.received_at,
        status=RecordStatus.VALID.value,
        author=origin.author.id,
        author_name=origin.author.name,
        device=origin.device,
        mutation=origin.mutation,
        form="agreement",
        answers={"agreement": words.id, "type": words.kind.value},
        flags=list(origin.captured.flags),
        pictures=[picture.model_dump(mode="json", exclude_none=True) for picture in words.pictures],
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """An agreement ends before its time."""

    agreement: str
    said: EndWords
    by: User
    at: datetime

    def done(self, session: Session) -> SyncedRow:
        """The agreement with its end."""
        row = session.get_one(Agreement, self.agreement, populate_existing=True)
        row.ended_on, row.end_reason, row.end_note = self.said.ended_on, self.said.reason.value, self.said.note
        row.ended_by_name, row.ended_at = self.by.name, self.at
        return row


def today() -> date:
    """The day in the county."""
    return clock.today(settings().zone)
