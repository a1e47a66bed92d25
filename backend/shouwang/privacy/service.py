"""Use cases of privacy: one masked value is shown, and that it was shown is kept."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.service import Caller
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.duties.reconcile import Period
from shouwang.errors import Refused
from shouwang.privacy import queries
from shouwang.privacy.models import Showing
from shouwang.privacy.schemas import Many, ShowingLine, ShowingsReply, Shown, ShowRequest
from shouwang.privacy.words import ShownBecause, ShownField
from shouwang.register import sealed
from shouwang.register.models import Person
from shouwang.settings import settings

SECONDS = 30
"""After how long a page masks a value again."""
USUAL_A_DAY = 20
"""Whoever is shown more on a day is named above the list."""
LINES = 500


def show(session: Session, caller: Caller, person: Person, asked: ShowRequest, address: str) -> Shown:
    """One value in the clear. Raises `Refused` where there is none, and beyond the day's limit."""
    value = VALUES[asked.field](person)
    if not value:
        raise Refused("nothing_to_show")
    today = keep_showing(session, caller, person, asked.field, asked.because, address)
    return Shown(value=value, seconds=SECONDS, today=today)


def keep_showing(
    session: Session, caller: Caller, person: Person, field: ShownField, because: ShownBecause, address: str
) -> int:
    """Keeps that something was shown, and gives how much the caller was shown today, with this.

    It is the caller of this function who shows it, after the commit. Raises `Refused` beyond the day's limit.
    """
    note(session, Deed.SHOWN, caller, "person", person.id, field=field, because=because)
    before = queries.shown_on(session, caller.user.id, _today())
    if before >= settings().showings_a_day:
        raise Refused("too_many_shown", today=before)
    session.add(
        Showing(
            id=ids.uuid7(),
            at=clock.now(),
            day=_today(),
            user=caller.user.id,
            user_name=caller.user.name,
            device=caller.device.id,
            address=address,
            person=person.id,
            township=person.township,
            field=field,
            because=because,
        )
    )
    return before + 1


VALUES: Mapping[ShownField, Callable[[Person], str | None]] = {
    ShownField.ID_NUMBER: lambda person: sealed.open_id_number(person.id_number_sealed),
    ShownField.BANK_ACCOUNT: lambda person: sealed.open_bank_account(person.bank_account_sealed),
    ShownField.PHONE: lambda person: person.phone,
}


def showings(session: Session, place: str, period: Period) -> ShowingsReply:
    """What was shown of a place's people in a period."""
    first, last = period.first, period.last
    return ShowingsReply(
        today=_today(),
        from_=first,
        to=last,
        count=queries.count(session, place, first, last),
        limit=LINES,
        usual=USUAL_A_DAY,
        many=[
            Many(day=day, user=user, user_name=name, count=count)
            for day, user, name, count in queries.more_than(session, USUAL_A_DAY, place, first, last)
        ],
        lines=[
            ShowingLine(**showing.model_dump(), person_name=name, township_name=township)
            for showing, name, township in queries.showings(session, place, first, last, LINES)
        ],
    )


def _today() -> date:
    return clock.today(settings().zone)
