"""What the office waits for: phones that are silent or lost, reports to be confirmed, something parked."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from random import Random
from typing import Any, NamedTuple

from shouwang import ids
from shouwang.accounts.models import Device
from shouwang.accounts.schemas import Condition
from shouwang.demo.cast import CAST
from shouwang.demo.dice import dice
from shouwang.demo.lives import days_in_care
from shouwang.demo.people import Someone
from shouwang.demo.places import Township
from shouwang.demo.plan import Plan
from shouwang.demo.workers import Worker
from shouwang.duties.words import Ability
from shouwang.records.models import Record
from shouwang.register.models import Report
from shouwang.register.words import ReportWhat
from shouwang.sync.models import Issue, Mutation
from shouwang.sync.schemas import Code
from shouwang.sync.write import Author, Change

SILENT_DAYS = (3, 6)
"""Two workers of a township have phones that were not heard of for so many days; a third one's phone was lost."""
LOST_DAYS = 2
MODELS = ("vivo Y35", "Redmi Note 12", "HUAWEI nova 9", "OPPO A57", "HONOR 50")
APP = version("shouwang")
ODD_PHONES = 0.06
"""So many phones say something of themselves that wants a look."""
PLAYED = frozenset(member.user_id for member in CAST)


class Field(NamedTuple):
    """A township's workers and people, as far as the office has heard of them."""

    plan: Plan
    township: Township
    workers: Sequence[Worker]
    everyone: Sequence[Someone]

    @property
    def of_the_field(self) -> list[Worker]:
        """Those who care for somebody and whom nobody plays: who plays one brings a phone of her own."""
        caring = {tie.worker.row.id for someone in self.everyone for tie in someone.ties if tie.is_primary}
        return [worker for worker in self.workers if worker.row.id in caring - PLAYED]

    @property
    def silent(self) -> dict[str, datetime]:
        """Up to when the silent workers' phones had nothing unsent left."""
        quiet = self._chance("silent").sample(self.of_the_field, len(SILENT_DAYS))
        return {
            worker.row.id: self.plan.until - timedelta(days=days)
            for worker, days in zip(quiet, SILENT_DAYS, strict=True)
        }

    def heard(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records without those that still lie on a silent phone."""
        silent = self.silent
        return (each for each in records if each.captured_at <= silent.get(each.author, each.captured_at))

    def phones(self) -> Iterator[Device]:
        """A phone for each worker of the field; one of them has been lost and taken off the list."""
        chance, silent = self._chance("phones"), self.silent
        talking = [worker for worker in self.of_the_field if worker.row.id not in silent]
        lost = chance.choice(talking)
        for worker in self.of_the_field:
            yield self._phone(chance, worker, silent.get(worker.row.id), is_lost=worker is lost)

    def reports(self) -> Iterator[Change]:
        """What carers said of three people and nobody has decided: one in hospital, one away, one back."""
        chance = self._chance("reports")
        at_home = [one for one in self._known_today() if self._condition(one) in {ability.value for ability in Ability}]
        in_hospital = [one for one in self._known_today() if self._condition(one) == "hospital"]
        said = [
            (ReportWhat.HOSPITAL, at_home, "摔了一跤，侄子送去县医院了。"),
            (ReportWhat.AWAY, at_home, "去女儿家住几天。"),
        ]
        for what, people, note in [*said, (ReportWhat.BACK, in_hospital, None)]:
            if people:
                yield self._report(chance, people.pop(chance.randrange(len(people))), what, note)

    def parked(self) -> tuple[list[Mutation], list[Change]]:
        """A visit to somebody who is not her author's: kept, and waiting for the office to look at it."""
        chance = self._chance("parked")
        author = chance.choice(self.of_the_field)
        hers = {one.row.id for one in self.everyone for tie in one.ties if tie.worker is author}
        person = chance.choice([one for one in self._known_today() if one.row.id not in hers])
        at = self.plan.until - timedelta(hours=20)
        envelope = _visit(chance, person, at)
        entry = Mutation(
            id=envelope["id"],
            user=author.row.id,
            device=_device_id(author),
            n=envelope["n"],
            op=envelope["op"],
            schema_version=1,
            received_at=at,
            envelope=json.dumps(envelope, ensure_ascii=False),
            status="parked",
            code=Code.NOT_ASSIGNED.value,
        )
        issue = Issue(
            id=ids.id_from("issue", entry.id),
            mutation=entry.id,
            user=author.row.id,
            township=self.township.code,
            code=Code.NOT_ASSIGNED.value,
            op=entry.op,
            person=person.row.id,
            created_at=at,
        )
        return [entry], [Change(issue, Author(author.row.id, at))]

    def _known_today(self) -> list[Someone]:
        """Those who are in care today, have a carer and are nobody's part on the stage."""
        return [
            one
            for one in self.everyone
            if one.days is None and one.carer(self.plan.today) and self._condition(one) is not None
        ]

    def _condition(self, someone: Someone) -> str | None:
        """The ability by which somebody is visited today, or why nobody visits her; None once she has died."""
        spans = days_in_care(someone.life, self.plan)
        return next((each.condition for each in spans if each.first <= self.plan.today <= each.last), None)

    def _phone(self, chance: Random, worker: Worker, heard: datetime | None, *, is_lost: bool) -> Device:
        lost = self.plan.until - timedelta(days=LOST_DAYS) if is_lost else None
        last = heard or lost or self.plan.until - timedelta(minutes=chance.randrange(1, 500))
        return Device(
            id=_device_id(worker),
            user=worker.row.id,
            token_hash=hashlib.sha256(f"no token of {worker.row.id} gives this hash".encode()).hexdigest(),
            name=chance.choice(MODELS),
            enrolled_at=worker.row.created_at + timedelta(hours=chance.randrange(1, 9)),
            revoked_at=self.plan.until - timedelta(days=1) if is_lost else None,
            last_contact=last,
            watermark=last,
            app_version=APP,
            condition=_condition_of(worker),
        )

    def _report(self, chance: Random, someone: Someone, what: ReportWhat, note: str | None) -> Change:
        at = self.plan.until - timedelta(hours=chance.randrange(3, 16))
        author = (someone.carer(self.plan.today) or someone.ties[0].worker).row
        row = Report(
            id=ids.uuid7(chance, int(at.timestamp() * 1000)),
            person=someone.row.id,
            what=what.value,
            since=at.astimezone(self.plan.zone).date(),
            note=note,
            author=author.id,
            author_name=author.name,
            reported_at=at,
        )
        return Change(row, Author(author.id, at))

    def _chance(self, what: str) -> Random:
        return dice(self.plan.seed, self.township.code, what)


def _condition_of(worker: Worker) -> dict[str, Any]:
    """What a phone says of itself: of most that all is well."""
    own = dice("phone", worker.row.id)
    told = Condition(unsent=0, pictures=0, clock=0, used=own.randrange(2, 9) * 10, free=own.randrange(2, 30) * 1_000)
    odd = (
        {"unsent": 2},
        {"pictures": own.randrange(1, 9)},
        {"clock": -11 * 60},
        {"free": 20},
    )
    return told.model_copy(update={"kept": True, **(own.choice(odd) if own.random() < ODD_PHONES else {})}).model_dump()


def _device_id(worker: Worker) -> str:
    return ids.id_from("demo", "phone", worker.row.id)


def _visit(chance: Random, someone: Someone, at: datetime) -> dict[str, Any]:
    """The envelope of a visit as a phone sends it."""
    milliseconds = int(at.timestamp() * 1000)
    start = at - timedelta(minutes=40)
    return {
        "id": ids.uuid7(chance, milliseconds),
        "n": 7,
        "schema_version": 1,
        "op": "visit.create",
        "about": [someone.row.id],
        "body": {
            "id": ids.uuid7(chance, milliseconds),
            "person": someone.row.id,
            "mode": "home",
            "status": "valid",
            "start": start.isoformat(),
            "end": (start + timedelta(minutes=25)).isoformat(),
            "form": "visit",
            "form_version": 1,
            "answers": {"ticks": {"spirit": "ok"}, "phrases": []},
        },
        "clock": {"wall": at.isoformat(), "tz": "Asia/Shanghai", "offset": 0, "seen": start.isoformat()},
    }
