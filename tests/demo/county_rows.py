"""The rows of a demo county by table, without any database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from shouwang.demo.batches import batches
from shouwang.demo.plan import Plan, plan_for
from shouwang.duties.credit import NONE, Entries, Entry, Signature
from shouwang.duties.duty import Policy
from shouwang.duties.policy import adopted, load_pack
from shouwang.duties.reconcile import Line, Period, ask, lines_of_person
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.timelines import Fact as EngineFact
from shouwang.records.models import Record
from shouwang.register.models import Fact, Person

Row = TypeVar("Row", bound=SQLModel)
SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 18)
NOW = datetime(2030, 1, 1, tzinfo=UTC)
SEALED = {"id_number_sealed", "bank_account_sealed"}


class Rows:
    """Rows of a county, asked for by table."""

    def __init__(self, plan: Plan, most: int | None = None) -> None:
        self.plan = plan
        self.by_table: dict[type[SQLModel], list[Any]] = defaultdict(list)
        for batch in islice(batches(plan), most):
            for row in (*batch.first, *(change.row for change in batch.changes), *batch.last):
                self.by_table[type(row)].append(row)

    def of(self, table: type[Row]) -> list[Row]:
        """All rows of a table."""
        return self.by_table[table]

    def plainly(self) -> dict[str, list[dict[str, Any]]]:
        """All rows as values, without those that are sealed: each sealing looks different."""
        return {table.__name__: [values(row) for row in rows] for table, rows in self.by_table.items()}

    def lines(self, people: Iterable[Person] | None = None) -> dict[str, list[Line]]:
        """How each person stands in the month of today, by the engine."""
        question = ask(self._policy(), Period(self.plan.today.replace(day=1), self.plan.today), self.plan.today)
        facts, entries = self._facts(), self._entries()
        return {
            person.id: lines_of_person(
                question, EnginePerson(person.id, person.birth_date, facts[person.id]), entries.get(person.id, NONE)
            )
            for person in people or self.of(Person)
        }

    def _policy(self) -> Policy:
        return adopted(load_pack("xiangtan"), self.plan.first)

    def _facts(self) -> dict[str, list[EngineFact]]:
        facts = defaultdict(list)
        for fact in sorted(self.of(Fact), key=lambda fact: fact.entered):
            told = EngineFact(fact.kind, fact.value, fact.valid_from, fact.valid_to, fact.known_on)
            facts[fact.person].append(told)
        return facts

    def _entries(self) -> dict[str, Entries]:
        entries: defaultdict[str, list[Entry]] = defaultdict(list)
        for one in self.of(Record):
            signature = Signature(one.kind, one.status, one.mode, one.role, one.minutes, one.value, one.beneficiaries)
            entries[one.subject].append((one.service_date.toordinal(), signature))
        return {subject: Entries(theirs) for subject, theirs in entries.items()}


def values(row: SQLModel) -> dict[str, Any]:
    """A row as plain values."""
    return {name: getattr(row, name) for name in type(row).model_fields if name not in SEALED}


def plan(today: date | None = TODAY, now: datetime = NOW, small: bool = True, **more: int) -> Plan:
    """A plan for the morning of a day."""
    return plan_for("430321", SHANGHAI, now, today=today, small=small, **more)


@cache
def small_county() -> Rows:
    """The small county of 90 days, made once for all tests."""
    return Rows(plan())
