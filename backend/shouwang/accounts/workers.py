"""Who works in a place, as the desk lists them, and whose accounts the caller may close."""

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts import queries, rules
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF, Role
from shouwang.accounts.schemas import DeviceLine, NewWorker, WorkerLine
from shouwang.accounts.service import Caller
from shouwang.errors import Forbidden, Refused, Unknown
from shouwang.register.identity import mask_phone
from shouwang.register.models import Place
from shouwang.settings import settings
from shouwang.sync.write import Author, write


def workers(session: Session, caller: Caller, place: str) -> list[WorkerLine]:
    """The field's workers of a place with their phones, whose accounts are closed and whom the caller may close too."""
    people = queries.people_per_worker(session, place, clock.today(settings().zone))
    devices = queries.devices_per_worker(session, place)
    return [
        WorkerLine(
            id=user.id,
            name=user.name,
            role=user.role,
            place=user.place,
            place_name=queries.place_name(session, user.place),
            phone=mask_phone(user.phone) if user.phone else None,
            people=people.get(user.id, 0),
            devices=[DeviceLine.model_validate(device, from_attributes=True) for device in devices.get(user.id, [])],
            active=user.active,
            is_staff=user.role in STAFF,
            may_invite=user.active and rules.may_enrol(caller.role, caller.user.place, Role(user.role), user.place),
            may_close=may_close(caller, user),
        )
        for user in queries.users_of(session, place)
        if may_close(caller, user) or (user.active and user.role not in STAFF)
    ]


def add(session: Session, caller: Caller, asked: NewWorker) -> WorkerLine:
    """Somebody new of the field; who is there already with this name and telephone is given back.

    She comes in by a link that is handed to her. Raises `Unknown` for another place, `Forbidden` for an office's role.
    """
    place = session.get(Place, within(caller, asked.place))
    if place is None:
        raise Unknown
    if asked.role in STAFF:
        raise Forbidden
    known = session.get(User, asked.id) or _same(session, asked)
    if known is None:
        known = User(created_at=clock.now(), **asked.model_dump(exclude={"phone"}), phone=_digits(asked.phone))
        write(session, [known], Author(caller.user.id, clock.now()))
    lines = workers(session, caller, place.code)
    return next((line for line in lines if line.id == known.id), None) or _refuse()


def _same(session: Session, asked: NewWorker) -> User | None:
    there = queries.users_of(session, asked.place)
    meant = (asked.name, _digits(asked.phone))
    return next((user for user in there if asked.phone and user.active and (user.name, user.phone) == meant), None)


def _digits(phone: str | None) -> str | None:
    return phone and phone.replace(" ", "").replace("-", "")


def _refuse() -> WorkerLine:
    raise Refused("id_taken")


def may_close(caller: Caller, user: User) -> bool:
    """Whether the caller may close somebody's account and open it again."""
    above = rules.may_close(caller.role, caller.user.place, Role(user.role), user.place)
    return above and caller.user.id != user.id
