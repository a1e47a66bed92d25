"""Random histories of phones, people and an office, played on several worlds at once."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cast import CAST
from shouwang import clock, ids
from sync import office
from sync.mending import MENDING
from sync.model import Row
from sync.world import SEATS, Start, Time, World

PEOPLE = (CAST.wang, CAST.li, CAST.zhao, "00000000-0000-7000-8000-0000000000ff")
"""The last one exists nowhere."""
WORKERS = (CAST.carer, CAST.other_carer, CAST.stranger)
POISONS: dict[str, tuple[str, Row]] = {
    "a word that nobody knows": ("unknown_op", {"op": "visit.forget"}),
    "an app of the future": ("schema_too_new", {"schema_version": 99}),
    "no version": ("invalid", {"schema_version": None}),
    "nothing inside": ("invalid", {"body": None}),
    "about somebody else": ("invalid", {"about": [CAST.li, CAST.wang]}),
    "sealed": ("sealed", {"sealed": "AAAA"}),
    "a character that no database takes": ("invalid", {"surprise": "\0"}),
}
SHIFTS = (timedelta(0), timedelta(hours=-30), timedelta(minutes=11), timedelta(days=3), timedelta(days=400))
SPANS = (timedelta(minutes=7), timedelta(hours=5), timedelta(days=1), timedelta(days=3), timedelta(days=30))

seats = st.integers(0, len(SEATS) - 1)
carers = st.sampled_from([0, 1, 2, 0, 1, 2, 3])
people = st.sampled_from(PEOPLE)
known_people = st.sampled_from(PEOPLE[:3])
workers = st.sampled_from(WORKERS)
limits = st.sampled_from([1, 2, 3, 7, 500])
sizes = st.integers(1, 5)


ages = st.sampled_from([0, 1, 20, 400, 400, 800])
"""Days ago. More than a year ago is a year that phones hold no more, or not for long."""
mendings = st.sampled_from(MENDING)
OPS = ("visit", "attempt", "report", "patch", "need")
Records = list[tuple[str, str]]
OFFICE_WORK: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "rename": (office.rename, ("person", "key")),
    "move a fact": (office.move_a_fact, ("person", "other")),
    "void a fact": (office.void_a_fact, ("person",)),
    "import facts": (office.enter_facts, ("all", "key")),
    "take a person in": (office.new_person, ("user", "key")),
    "adopt a policy": (office.adopt, ("key",)),
    "take the unknown in": (office.take_in, ("unknown", "user", "key")),
    "move house": (office.move_house, ("person", "key")),
    "keep what stands": (partial(office.settle_a_conflict, choice="kept"), ()),
    "take the other": (partial(office.settle_a_conflict, choice="other"), ()),
    "take a need on": (office.take_a_need, ()),
    "close a need": (office.close_a_need, ("key",)),
}
PLAYED: Counter[str] = Counter()
"""How many runs and steps this process has played."""


class Histories(RuleBasedStateMachine):
    """The rules. A subclass says how the worlds must agree."""

    def __init__(self, starts: Sequence[Start]) -> None:
        super().__init__()
        self.time = Time()
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr(clock, "now", lambda: self.time.now)
        self.worlds = [World(start, self.time) for start in starts]
        self.numbers = 0

    def compare(self, told: list[Any]) -> None:
        """How what the worlds answered must agree."""
        assert all(each == told[0] for each in told[1:])  # 23

    def each(self, act: Callable[[World], Any]) -> None:
        """The same in every world."""
        self.time.now += timedelta(seconds=1)
        self.compare([act(world) for world in self.worlds])

    def office(self, work: Callable[..., Any], *what: Any) -> None:
        """The office works the same in every world."""
        self.each(lambda world: world.office(lambda session: work(session, *what)))

    def key(self) -> str:
        """A number that was never used."""
        self.numbers += 1
        return str(self.numbers)

    @rule(seat=carers, which=st.integers(0, 3), ops=st.lists(st.sampled_from(OPS), min_size=1, max_size=4), ago=ages)
    def save(self, seat: int, which: int, ops: list[str], ago: int) -> None:
        for op in ops:
            self._save(seat, which, op, ago)

    def _save(self, seat: int, which: int, op: str, ago: int) -> None:
        key = self.key()

        def saved(world: World) -> Any:
            item = envelope(world, seat, hers(world, seat, which), op, key, ago)
            return world.seats[seat].save(item, world.time.now)

        self.each(saved)

    @rule(seat=carers, which=st.integers(0, 3), op=st.sampled_from(OPS), ago=ages, limit=limits)
    def save_and_sync(self, seat: int, which: int, op: str, ago: int, limit: int) -> None:
        self.save(seat, which, [op], ago)
        self.sync(seat, limit, 50)

    @rule(seat=carers, which=st.integers(0, 3), op=mendings, ago=ages, then=ages, is_fresh=st.booleans())
    def put_right(self, seat: int, which: int, op: str, ago: int, then: int, is_fresh: bool) -> None:
        """One of the newest of her records, wherever she wrote it, or one that she has just written."""
        if is_fresh or not self.worlds[0].seats[seat].records():
            self.save(seat, which, ["visit"], ago)
            which = 0
        self._put_right(lambda world: world.seats[seat].records(), seat, which, op, then)

    @rule(seat=carers, other=carers, which=st.integers(0, 3), op=mendings)
    def put_right_what_is_elsewhere(self, seat: int, other: int, which: int, op: str) -> None:
        """A record that another phone holds, perhaps another's: it may not have come to the server."""
        self._put_right(lambda world: world.seats[other].records(), seat, which, op, 0)

    def _put_right(self, of: Callable[[World], Records], seat: int, which: int, op: str, ago: int) -> None:
        key = self.key()

        def saved(world: World) -> Any:
            records = of(world) or [(ids.id_from("row", "of nobody"), CAST.wang)]
            record, person = records[-1 - which % len(records)]
            item = mending_envelope(world, seat, person, record, op, key, ago)
            return world.seats[seat].save(item, world.time.now)

        self.each(saved)

    @rule(which=st.integers(0, 3), op=mendings, size=sizes)
    def put_right_before_it_arrives(self, which: int, op: str, size: int) -> None:
        """On one of her phones she puts right what lies unsent on the other; it comes first, and waits."""
        self.save(0, which, ["visit"], 0)
        self.put_right_what_is_elsewhere(1, 0, 0, op)
        self.sync(1, 500, 50)
        self.push(0, size, "fine")
        self.retry_what_waits()

    @rule(seat=seats, person=people, op=st.sampled_from(OPS))
    def save_about_anybody(self, seat: int, person: str, op: str) -> None:
        key = self.key()
        self.each(lambda w: w.seats[seat].save(envelope(w, seat, person, op, key, 0), w.time.now))

    @rule(seat=seats, poison=st.sampled_from(sorted(POISONS)))
    def save_poison(self, seat: int, poison: str) -> None:
        key = self.key()
        code, spoilt = POISONS[poison]
        self.each(
            lambda w: w.seats[seat].save({**envelope(w, seat, CAST.wang, "visit", key, 0), **spoilt}, w.time.now, code)
        )

    @rule(seat=seats, size=sizes, fault=st.sampled_from(["fine", "fine", "lost", "late", "unheard", "crash", "twice"]))
    def push(self, seat: int, size: int, fault: str) -> None:
        self.each(lambda w: w.push(w.seats[seat], size, fault))

    @precondition(lambda self: self.worlds[0].on_the_way)
    @rule(index=st.integers(0, 20))
    def deliver_late(self, index: int) -> None:
        self.each(lambda w: w.deliver_late(index))

    @rule(seat=seats, limit=limits, pages=st.integers(1, 4), fault=st.sampled_from(["fine", "unheard"]))
    def pull(self, seat: int, limit: int, pages: int, fault: str) -> None:
        self.each(lambda w: w.pull(w.seats[seat], limit, pages, fault))

    @rule(seat=seats, limit=limits, size=sizes)
    def sync(self, seat: int, limit: int, size: int) -> None:
        self.each(lambda w: w.sync_well(w.seats[seat], limit, size))

    @rule(seat=seats)
    def evict(self, seat: int) -> None:
        self.each(lambda w: w.seats[seat].evict())

    @rule(phone=st.integers(0, 2), shift=st.sampled_from(SHIFTS), is_new=st.booleans())
    def turn_clock(self, phone: int, shift: timedelta, is_new: bool) -> None:
        since_1970 = datetime(1970, 1, 1, tzinfo=UTC) - self.time.now
        self.each(lambda w: w.turn_clock(phone, since_1970 if is_new else shift))

    @rule(span=st.sampled_from(SPANS))
    def pass_time(self, span: timedelta) -> None:
        self.time.now += span

    @rule(person=known_people, user=st.none() | workers)
    def reassign(self, person: str, user: str | None) -> None:
        self.office(office.reassign, person, user, self.key())

    @rule(person=known_people, user=workers)
    def share(self, person: str, user: str) -> None:
        self.office(office.share, person, user, self.key())

    @rule(what=st.sampled_from(sorted(OFFICE_WORK)), person=known_people, other=known_people)
    def work_in_the_office(self, what: str, person: str, other: str) -> None:
        work, given = OFFICE_WORK[what]
        told = {"person": person, "other": other, "key": self.key(), "all": PEOPLE[:3] * 2, "user": CAST.carer}
        told |= {"unknown": PEOPLE[3]}
        self.office(work, *(told.get(name, name) for name in given))

    @rule(which=st.integers(0, 3), is_amended=st.booleans())
    def void_at_the_desk(self, which: int, is_amended: bool) -> None:
        self.each(lambda w: w.void_at_the_desk(which, is_amended))

    @rule(how=st.sampled_from(["retry", "accept", "settle"]))
    def settle_an_issue(self, how: str) -> None:
        self.each(lambda w: w.settle_an_issue(how))

    @rule()
    def retry_what_waits(self) -> None:
        self.each(lambda w: w.retry_what_waits())

    @rule(seat=seats, size=sizes)
    def deactivate_for_a_while(self, seat: int, size: int) -> None:
        self.office(office.turn_on_or_off, SEATS[seat][1])
        self.each(lambda w: w.push(w.seats[seat], size, "fine"))
        self.each(lambda w: w.pull(w.seats[seat], 500, 1))
        self.office(office.turn_on_or_off, SEATS[seat][1])

    @rule(user=workers)
    def deactivate(self, user: str) -> None:
        self.office(office.turn_on_or_off, user)

    @rule(seat=seats)
    def lose_and_sign_in_again(self, seat: int) -> None:
        phone, user = SEATS[seat]
        self.office(office.revoke, f"{phone}.{user}")
        self.each(lambda w: w.push(w.seats[seat], 5, "fine"))
        self.each(lambda w: w.sign_in_again(w.seats[seat]))

    @rule()
    def back_up(self) -> None:
        self.each(lambda w: w.back_up())

    @rule()
    def restore(self) -> None:
        self.each(lambda w: w.restore())

    @invariant()
    def holds(self) -> None:
        PLAYED["steps"] += 1
        for world in self.worlds:
            world.watch.step()

    def teardown(self) -> None:
        PLAYED["runs"] += 1
        try:
            self.each(lambda w: w.come_to_rest())
        finally:
            self.patches.undo()


def hers(world: World, seat: int, which: int) -> str:
    """One of the people on a phone; before the first pull, one whom its user is known to care for."""
    on_it = sorted(row_id for kind, row_id in world.seats[seat].held() if kind == "person")
    known = on_it or [CAST.zhao if world.seats[seat].user == CAST.other_carer else CAST.wang]
    return known[which % len(known)]


def envelope(world: World, seat: int, person: str, op: str, key: str, days_ago: int) -> Row:
    """What a user writes down on her phone: all its times are those of the phone."""
    start = world.seats[seat].wall(world.time.now) - timedelta(days=days_ago, minutes=40)
    body = {"id": ids.id_from("row", key), "person": person}
    head = {"id": ids.id_from("item", key), "about": [person]}
    if op == "report":
        return {**head, "op": "report.create", "body": {**body, "what": "hospital", "since": start.date().isoformat()}}
    if op == "need":
        told = {"kind": "medicine", "urgent": int(key) % 2 == 0, "note": f"第{key}次"}
        return {**head, "op": "need.create", "body": {**body, **told}}
    if op == "patch":
        field = ("phone", "address")[int(key) % 2]
        patch = {"person": person, "set": {field: [world.seats[seat].sees(person, field), f"199{key}"]}}
        return {**head, "op": "person.patch", "body": patch}
    return {**head, "op": "visit.create", "body": {**body, **visit(start, op == "attempt", key)}}


def mending_envelope(world: World, seat: int, person: str, record: str, op: str, key: str, days_ago: int) -> Row:
    """How she puts a record right."""
    written = envelope(world, seat, person, "visit", key, days_ago)
    if op == "visit.void":
        return {**written, "op": op, "body": {"record": record, "why": "twice"}}
    return {**written, "op": op, "body": {**written["body"], "amends": record, "why": "wrong_time"}}


def visit(start: datetime, is_attempt: bool, key: str) -> Row:
    """What a visit says beside whom it was to."""
    end = start + timedelta(minutes=30)
    attempt = {"status": "attempt", "reason": "nobody_home", "mode": "home"}
    done = attempt if is_attempt else {"status": "valid", "mode": ("home", "home", "phone")[int(key) % 3]}
    return {**done, "start": start.isoformat(), "end": end.isoformat(), "note": f"第{key}次", **FORMS[int(key) % 2]}


FORMS: tuple[Row, Row] = (
    {"form": "visit", "form_version": 1, "answers": {"ticks": {"spirit": "ok"}, "phrases": []}},
    {
        "form": "visit",
        "form_version": 2,
        "answers": {
            "ticks": dict.fromkeys(("spirit", "body", "food", "safety", "hygiene", "needs"), "ok"),
            "services": ["meals"],
        },
        "position": {"lat": 27.8, "lon": 112.9, "accuracy": 30},
    },
)
"""As an app of before forms were data says it, and as one of today does."""
