"""A county in a test: one database, the server's own functions on it, phones and their users, and an office.

Everything is decided by whoever calls, so that the same calls make the same history on every database.
"""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session
from sqlmodel import col

import cast
from cast import CAST
from shouwang.accounts.access import signed_in
from shouwang.accounts.models import Device, User
from shouwang.accounts.schemas import EnrolRequest
from shouwang.accounts.service import Caller, caller_of, enrol, make_enrolment
from shouwang.database import reading, writing
from shouwang.errors import Failure
from shouwang.records.summaries import reading_summed_up
from shouwang.sync.models import Issue, Mutation
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.queries import is_something_ready
from shouwang.sync.retrying import retry_waiting
from shouwang.sync.schemas import PullRequest, PushRequest
from sync import office, oracle, own_writes
from sync.invariants import Watch
from sync.model import Phone, Row, Seat
from sync.tables import Copy, Tables

NOON = datetime(2026, 12, 31, 4, tzinfo=UTC)
"""Before a new year, for records live in buckets of a year, and a year is summed up when it is long over."""
SEATS = (
    ("telephone-0", CAST.carer),
    ("telephone-1", CAST.carer),
    ("telephone-1", CAST.other_carer),
    ("telephone-2", CAST.stranger),
    ("desktop-0", CAST.clerk),
)
"""Who works where: the carer on two phones, one of which she shares."""
ROUNDS = 5
"""As a phone: more rounds of push and pull than these would be a bug on either side."""


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
    tables: Tables
    copy: Copy
    tokens: tuple[str, ...]


def settle(engine: Engine) -> Start:
    """Fills an empty database with the cast, and signs everybody in."""
    cast.settle(engine)
    with writing(engine) as session:
        tokens = tuple(_enrolled(session, user, phone) for phone, user in SEATS)
    tables = Tables(engine)
    return Start(engine, tables, tables.copy(), tokens)


def _enrolled(session: Session, user: str, phone: str) -> str:
    code = make_enrolment(session, session.get_one(User, user), made_by=None, base_url="http://127.0.0.1").code
    return enrol(session, EnrolRequest(code=code, device=phone)).token


def _token(session: Session, user: str, phone: str) -> str:
    """A new token for a phone that is enrolled: what opening a link comes to, in a tenth of the time."""
    token = secrets.token_urlsafe(32)
    known = hashlib.sha256(token.encode()).hexdigest()
    device = update(Device).where(col(Device.id) == f"{phone}.{user}")
    session.execute(device.values(token_hash=known, revoked_at=None))
    return token


class World:
    """One history on one database. Every method returns what a phone was told, to compare with another database."""

    def __init__(self, start: Start, time: Time) -> None:
        self.engine, self.tables, self.time = start.engine, start.tables, time
        phones = {name: Phone(name) for name, _ in SEATS}
        self.seats = [Seat(user, phones[name], token) for (name, user), token in zip(SEATS, start.tokens, strict=True)]
        self.phones = list(phones.values())
        self.on_the_way: list[tuple[Seat, str]] = []
        self.epochs = 0
        self.tables.put_back(start.copy, "epoch-0")
        self.watch = Watch(self.tables, self.seats)
        self.backup = (self.tables.copy(), self.watch.memory())
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
        own_writes.must_show(self.tables, seat, self.watch.epoch)
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
            with reading_summed_up(self.engine) as session:
                caller = caller_of(session, seat.token)
        except Failure as refused:
            return {"code": refused.code, "results": []}
        with writing(self.engine) as session:
            reply = push(session, caller, PushRequest.model_validate(orjson.loads(request)))
        return reply.model_dump(mode="json")

    def pull(self, seat: Seat, limit: int, pages: int, fault: str = "fine") -> list[Row]:
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

    def pull_whole(self, seat: Seat, limit: int) -> list[Row]:
        """A pull to its end (10: there is one)."""
        told = self.pull(seat, limit, pages=2_000)
        assert "code" in told[-1] or not told[-1]["more"]
        return told

    def sync(self, seat: Seat, limit: int, size: int) -> list[Row]:
        """All that a phone does with a network and a sign-in: pushes and pulls, the last one a pull."""
        told: list[Row] = []
        for _ in range(ROUNDS):
            answers = self._push_all(seat, size)
            news = self._pull_news(seat, limit, bool(answers))
            if "code" in news[-1]:
                # Who may not pull any more learns only by a push that the server is another one.
                answers.append(self.push(seat, 1, "fine"))
            told += answers + news
            if not seat.queued() or "unknown_token" in (answer.get("code") for answer in answers):
                return told
        raise AssertionError("the outbox never empties")  # 3

    def sync_well(self, seat: Seat, limit: int, size: int) -> list[Row]:
        """A sync, after which the cache is right and nothing is new."""
        told = self.sync(seat, limit, size)
        if "code" not in told[-1]:
            self._compare(seat)
            own_writes.must_have_come(self.tables, seat)
            assert self._ask_whether_idle(seat)["same"] is True
        return told

    def office(self, work: Callable[[Session], None]) -> None:
        """Something that the office does, in one transaction."""
        with writing(self.engine) as session:
            work(session)

    def settle_an_issue(self, how: str) -> Any:
        """The office deals with the oldest parked item; what became of it may be another thing from now on."""
        with writing(self.engine) as session:
            entry = office.settle_an_issue(session, how)
        self.watch.forget([entry] if entry else [])
        return entry

    def retry_what_waits(self) -> list[str]:
        """What a server does when something has come that parked items waited for."""
        waiting = [issue.mutation for issue in self.tables.all(Issue) if issue.waits_for and not issue.resolved_at]
        with reading(self.engine) as session:
            is_ready = is_something_ready(session)
        applied = retry_waiting(self.engine)
        assert is_ready or not applied  # or the push that brought it would not have asked for this
        self.watch.forget(waiting)
        self.watch.retried()
        return applied

    def void_at_the_desk(self, which: int, is_amended: bool) -> str | None:
        """The office voids one of the newest records, or of those that were amended."""
        with writing(self.engine) as session:
            voided = office.void_a_record(session, which, is_amended)
        if voided:
            self.watch.voided_at_the_desk[voided] = True
        return voided

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
        self.backup = (self.tables.copy(), self.watch.memory())

    def restore(self) -> None:
        """The copy comes back with a new epoch. Phones keep their tokens only if the copy knows them."""
        copy, memory = self.backup
        self.epochs += 1
        self.tables.put_back(copy, f"epoch-{self.epochs}")
        self.watch.recall(memory)
        for seat in self.seats:
            self._sign_in_if_unknown(seat)

    def come_to_rest(self) -> None:
        """Everybody syncs until nothing changes any more; then all that was ever saved is with the server once."""
        for seat in self.seats:
            self._let_in_if_unknown(seat)
            self._push_all(seat, 50)
        arrived = None
        while arrived != (arrived := len(self.tables.all(Mutation))):
            self._sync_all()
        self.retry_what_waits()
        for seat, replies in zip(self.seats, self._sync_all(), strict=True):
            if "code" not in replies[-1]:
                self._compare(seat)
                own_writes.must_have_come(self.tables, seat)
        self.watch.at_rest()

    def _sync_all(self) -> list[list[Row]]:
        return [self.sync(seat, 500, 50) for seat in self.seats]

    def _push_all(self, seat: Seat, size: int) -> list[Row]:
        told: list[Row] = []
        while seat.queued() and not (told and "code" in told[-1]):
            told.append(self.push(seat, size, "fine"))
        return told

    def _pull_news(self, seat: Seat, limit: int, expects_news: bool) -> list[Row]:
        """As a phone does: where it expects no news it asks first whether there are any."""
        if seat.epoch is not None and not expects_news:
            told = self._ask_whether_idle(seat)
            if "code" in told or told["same"]:
                return [told]
        return self.pull_whole(seat, limit)

    def _ask_whether_idle(self, seat: Seat) -> Row:
        """24: in few bytes."""
        asked = seat.idle_request()
        reply, told = self._ask(seat, asked)
        assert len(reply) < 300
        assert len(asked) < 300
        return told

    def _page(self, seat: Seat, limit: int) -> Row:
        request = seat.pull_request(limit)
        page = self._ask(seat, request)[1]
        if "code" not in page:
            self.watch.page(seat, PullRequest.model_validate_json(request), page)
        return page

    def _ask(self, seat: Seat, request: str) -> tuple[bytes, Row]:
        """What a pull or an idle question is answered, as bytes too; or why it may not be asked."""
        with reading_summed_up(self.engine) as session:
            try:
                reply = pull(
                    session, signed_in(caller_of(session, seat.token)), PullRequest.model_validate_json(request)
                )
            except Failure as refused:
                return b"", {"code": refused.code}
        return reply, orjson.loads(reply)

    def _compare(self, seat: Seat) -> None:
        """6, 7, 8, 19: a synced cache is what the business tables say, whatever happened."""
        assert seat.held() == oracle.visible_to(self.tables, seat.user)

    def _crash(self, seat: Seat, request: str) -> None:
        with suppress(Unplugged, Failure), writing(self.engine) as session:
            push(session, self._caller(seat), PushRequest.model_validate(orjson.loads(request)))
            raise Unplugged

    def _caller(self, seat: Seat) -> Caller:
        with reading(self.engine) as session:
            return caller_of(session, seat.token)

    def _sign_in_if_unknown(self, seat: Seat) -> None:
        if self._is_unknown(seat):
            self.sign_in_again(seat)

    def _let_in_if_unknown(self, seat: Seat) -> None:
        """Whom no one knows cannot hand anything in: the outbox keeps it until the office lets her in again."""
        if self._is_unknown(seat):
            with writing(self.engine) as session:
                office.turn_on(session, seat.user)
            self.sign_in_again(seat)

    def _is_unknown(self, seat: Seat) -> bool:
        try:
            self._caller(seat)
        except Failure:
            return True
        return False
