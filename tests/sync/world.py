"""A county in a test: one database, the server's own functions on it, phones and their users, and an office.

Everything is decided by whoever calls, so that the same calls make the same history on every database.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import cast
from cast import CAST
from shouwang.accounts.access import signed_in
from shouwang.accounts.models import User
from shouwang.accounts.schemas import EnrolRequest
from shouwang.accounts.service import Caller, caller_of, enrol, make_enrolment
from shouwang.database import reading, writing
from shouwang.errors import Failure
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.schemas import PullRequest, PushRequest
from sync import oracle
from sync.invariants import Watch
from sync.model import Phone, Row, Seat
from sync.tables import Copy, copy_of, put_back

NOON = datetime(2026, 12, 28, 4, tzinfo=UTC)
"""Shortly before a new year, for records live in buckets of a year."""
SEATS = (
    ("telephone-0", CAST.carer),
    ("telephone-1", CAST.carer),
    ("telephone-1", CAST.other_carer),
    ("telephone-2", CAST.stranger),
    ("desktop-0", CAST.clerk),
)
"""Who works where: the carer on two phones, one of which she shares."""


class Unplugged(Exception):  # noqa: N818 - what happens, not an error of ours
    """The server dies before it commits."""


@dataclass
class Time:
    """What time it is for the server; all worlds of a test share it."""

    now: datetime = NOON


@dataclass(frozen=True)
class Start:
    """What every history on a database begins with."""

    engine: Engine
    copy: Copy
    tokens: tuple[str, ...]


def settle(engine: Engine) -> Start:
    """Fills an empty database with the cast, and signs everybody in."""
    cast.settle(engine)
    with writing(engine) as session:
        tokens = tuple(_token(session, user, phone) for phone, user in SEATS)
    return Start(engine, copy_of(engine), tokens)


def _token(session: Session, user: str, phone: str) -> str:
    code = make_enrolment(session, session.get_one(User, user), made_by=None, base_url="http://127.0.0.1").code
    return enrol(session, EnrolRequest(code=code, device=phone)).token


class World:
    """One history on one database. Every method returns what a phone was told, to compare with another database."""

    def __init__(self, start: Start, time: Time) -> None:
        self.engine, self.time = start.engine, time
        phones = {name: Phone(name) for name, _ in SEATS}
        self.seats = [Seat(user, phones[name], token) for (name, user), token in zip(SEATS, start.tokens, strict=True)]
        self.phones = list(phones.values())
        self.on_the_way: list[tuple[Seat, str]] = []
        self.epochs = 0
        put_back(self.engine, start.copy, "epoch-0")
        self.watch = Watch(self.engine, self.seats)
        self.backup = (copy_of(self.engine), self.watch.memory())
        for seat in self.seats:
            # Signing in tells the time.
            seat.offset, seat.seen = timedelta(0), time.now

    def push(self, seat: Seat, size: int, fault: str) -> Any:
        """The oldest queued items go up: `fine`, `lost` before, `unheard` after, `crash` before the commit, `twice`."""
        batch = seat.queued()[:size]
        request = seat.push_request(batch)
        if fault in ("lost", "late"):
            self.on_the_way.append((replace(seat), request))
            return None
        due = self.watch.due(seat, batch)
        if fault == "crash":
            return self._crash(seat, request)
        reply = self.receive(seat, request)
        if "code" in reply:
            return reply
        self.watch.answered(seat, batch, reply, due)
        if fault == "unheard":
            return reply
        if fault == "twice":
            again = self.receive(seat, request)
            assert again["results"] == reply["results"]  # 2
        seat.settle(batch, reply)
        return reply

    def deliver_late(self, index: int) -> Any:
        """A copy of an old request arrives after all, out of order; nobody waits for the reply."""
        if not self.on_the_way:
            return None
        seat, request = self.on_the_way.pop(index % len(self.on_the_way))
        reply = self.receive(seat, request)
        self.watch.told(seat.user, reply)
        return reply

    def receive(self, seat: Seat, request: str) -> Row:
        """The server's side of a push, until after its commit; or why the token is not good any more."""
        try:
            caller = self._caller(seat)
        except Failure as refused:
            return {"code": refused.code, "results": []}
        with writing(self.engine) as session:
            reply = push(session, caller, PushRequest.model_validate(orjson.loads(request)))
        return reply.model_dump(mode="json")

    def pull(self, seat: Seat, limit: int, pages: int, fault: str = "fine") -> Any:
        """Some pages of a pull, and then the phone dies. Gives what came, or why nothing may."""
        told = []
        for _ in range(pages):
            page = self._page(seat, limit)
            told.append(page)
            if "code" in page or fault == "unheard":
                break
            seat.apply(page)
            if not page["more"]:
                break
        return told

    def pull_whole(self, seat: Seat, limit: int) -> Any:
        """A pull to its end (10: there is one)."""
        told = self.pull(seat, limit, pages=2_000)
        assert "code" in told[-1] or not told[-1]["more"]
        return told

    def sync(self, seat: Seat, limit: int, size: int) -> Any:
        """All that a phone does with a network and a sign-in; then nothing is queued and the cache is right."""
        told = []
        for _ in range(4):
            told += [self.push(seat, size, "fine") for _ in range(1 + len(seat.queued()) // size)]
            told.append(self.pull_whole(seat, limit))
            if not seat.queued():
                break
        assert seat.queued() == [] or "code" in told[0]  # 3
        self._compare(seat, told[-1][-1])
        return told

    def office(self, work: Callable[[Session], None]) -> None:
        """Something that the office does, in one transaction."""
        with writing(self.engine) as session:
            work(session)

    def sign_in_again(self, seat: Seat) -> None:
        """A new link for a phone; a deactivated user gets none."""
        with writing(self.engine) as session:
            if session.get_one(User, seat.user).active:
                seat.token = _token(session, seat.user, seat.phone.name)

    def turn_clock(self, phone: int, shift: timedelta) -> None:
        """A phone's clock is wrong from now on; how wrong, it learns from the next reply."""
        self.phones[phone].shift = shift

    def back_up(self) -> None:
        """Copies the database."""
        self.backup = (copy_of(self.engine), self.watch.memory())

    def restore(self) -> None:
        """The copy comes back with a new epoch. Phones keep their tokens only if the copy knows them."""
        copy, memory = self.backup
        self.epochs += 1
        put_back(self.engine, copy, f"epoch-{self.epochs}")
        self.watch.recall(memory)
        for seat in self.seats:
            self._sign_in_if_unknown(seat)

    def come_to_rest(self) -> None:
        """Everybody syncs until nothing changes any more; then all that was ever saved is with the server once."""
        for seat in [*self.seats, *self.seats]:
            self.sync(seat, 500, 50)
        self.watch.at_rest()

    def _page(self, seat: Seat, limit: int) -> Row:
        asked = PullRequest.model_validate_json(seat.pull_request(limit))
        with reading(self.engine) as session:
            try:
                caller = signed_in(caller_of(session, seat.token))
            except Failure as refused:
                return {"code": refused.code}
            page: Row = orjson.loads(pull(session, caller, asked))
            self.watch.page(session, seat, asked, page)
        return page

    def _compare(self, seat: Seat, page: Row) -> None:
        """6, 7, 8, 19: a synced cache is what the business tables say, whatever happened. 24: then it is idle."""
        if "code" in page:
            return
        with reading(self.engine) as session:
            assert seat.held() == oracle.visible_to(session, seat.user)
            asked = PullRequest.model_validate_json(seat.idle_request())
            reply = pull(session, caller_of(session, seat.token), asked)
        assert orjson.loads(reply)["same"] is True
        assert len(reply) < 300
        assert len(seat.idle_request()) < 300

    def _crash(self, seat: Seat, request: str) -> None:
        with suppress(Unplugged, Failure), writing(self.engine) as session:
            push(session, self._caller(seat), PushRequest.model_validate(orjson.loads(request)))
            raise Unplugged

    def _caller(self, seat: Seat) -> Caller:
        with reading(self.engine) as session:
            return caller_of(session, seat.token)

    def _sign_in_if_unknown(self, seat: Seat) -> None:
        try:
            self._caller(seat)
        except Failure:
            self.sign_in_again(seat)
