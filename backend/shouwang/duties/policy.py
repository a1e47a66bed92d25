"""Policies as data: what is owed, to whom, how often, and which records count (semantics §3).

A pack is read from TOML or JSON by `parse_policy`, which refuses what it does not understand, and written back by
`policy_as_json`, the form in which it is stored and travels to phones.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from shouwang.duties.duty import CALENDAR_UNITS, ROLLING, AgeLimit, Credit, Duty, Policy, Population, Statement
from shouwang.duties.packfile import PolicyError, Table
from shouwang.duties.words import (
    Ability,
    AgeOn,
    Arrangement,
    Mode,
    PolicyStatus,
    RecordKind,
    Role,
    Severity,
    StatementKind,
    SubjectKind,
)

__all__ = [
    "AgeLimit",
    "Credit",
    "Duty",
    "Policy",
    "PolicyError",
    "Population",
    "Statement",
    "adopted",
    "load_pack",
    "parse_duty",
    "parse_policy",
    "parse_population",
    "parse_statement",
    "policy_as_json",
    "population_as_json",
    "shipped_packs",
]

OLDEST_AGE = 150


def parse_policy(content: Mapping[str, Any]) -> Policy:
    """Read a pack in the form of semantics §3. Raises PolicyError, which names the duty and the key."""
    table = Table(content)
    policy = Policy(
        id=table.text("id"),
        title=table.text_if_given("title"),
        title_en=table.text_if_given("title_en"),
        place=table.text_if_given("place"),
        status=table.word("status", PolicyStatus, PolicyStatus.IN_FORCE),
        source=table.text_if_given("source"),
        basis=table.text_if_given("basis"),
        basis_en=table.text_if_given("basis_en"),
        duties=tuple(parse_duty(entry) for entry in table.entries("duties")),
        statements=tuple(parse_statement(entry) for entry in table.entries("statements")),
    )
    table.close()
    _refuse_twins(policy)
    return policy


def policy_as_json(policy: Policy) -> dict[str, Any]:
    """The pack as plain JSON values, in a fixed order and without what is not said; `parse_policy` reads it back."""
    said = {
        "id": policy.id,
        "title": policy.title,
        "title_en": policy.title_en,
        "place": policy.place,
        "status": policy.status.value,
        "source": policy.source,
        "basis": policy.basis,
        "basis_en": policy.basis_en,
    }
    duties = [_duty_as_json(duty) for duty in policy.duties]
    statements = [_statement_as_json(statement) for statement in policy.statements]
    return {**_without_none(said), "duties": duties, **({"statements": statements} if statements else {})}


def adopted(policy: Policy, first: date, last: date | None = None) -> Policy:
    """The pack as a county owes it that adopted it from `first` to `last` (inclusive): nothing is owed outside.

    Duties that were never in force in that time are left out (semantics §2: nothing is owed before the go-live).
    """
    clipped = (_clipped(duty, first, last) for duty in policy.duties)
    return replace(policy, duties=tuple(duty for duty in clipped if duty is not None))


@cache
def load_pack(pack: str) -> Policy:
    """The shipped pack with this id. Raises PolicyError where there is none."""
    if pack not in shipped_packs():
        raise PolicyError(f"{pack!r} is not a shipped pack; there are {', '.join(shipped_packs())}", key="id")
    return parse_policy(tomllib.loads((files("shouwang.duties") / "packs" / f"{pack}.toml").read_text("utf-8")))


@cache
def shipped_packs() -> tuple[str, ...]:
    """The ids of the packs that ship with the product, sorted."""
    names = (entry.name for entry in (files("shouwang.duties") / "packs").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def parse_duty(content: object) -> Duty:
    """Read one entry of `duties`. Raises PolicyError."""
    table = Table(content)
    table.duty = table.text("id")
    duty = Duty(
        id=table.duty,
        subject=table.word("subject", SubjectKind),
        every=_every(table),
        times=table.whole("times", 1, least=1),
        only_days=table.days_of_month("only_days"),
        valid_from=table.day("from"),
        valid_to=table.day_if_given("to"),
        severity=table.word("severity", Severity, Severity.BREACH),
        title=table.text_if_given("title"),
        title_en=table.text_if_given("title_en"),
        quote=table.text_if_given("quote"),
        source=table.text_if_given("source"),
        basis=table.text_if_given("basis"),
        basis_en=table.text_if_given("basis_en"),
        population=parse_population(table.table("population")),
        credit=_credit(table.table("credit")),
    )
    table.close()
    _refuse_contradictions(table, duty)
    return duty


def parse_statement(content: object) -> Statement:
    """Read one entry of `statements`. Raises PolicyError."""
    table = Table(content)
    table.duty = table.text("id")
    statement = Statement(
        id=table.duty,
        kind=table.word("kind", StatementKind),
        title=table.text("title"),
        title_en=table.text("title_en"),
        quote=table.text("quote"),
        source=table.text_if_given("source"),
    )
    table.close()
    return statement


LONGEST_ROLLING = 365


def _every(table: Table) -> str:
    every = table.text("every")
    rolling = ROLLING.fullmatch(every)
    if every not in CALENDAR_UNITS and not rolling:
        table.refuse("every", f"{every!r} is not day, N days, {', '.join(CALENDAR_UNITS)}")
    # Phones hold this year's and last year's records: of a longer rhythm they could not say that it was kept.
    if rolling and int(rolling[1] or 1) > LONGEST_ROLLING:
        table.refuse("every", f"{every!r} is too long: at most {LONGEST_ROLLING} days, or year")
    return every


def parse_population(table: Table) -> Population:
    """Read whom something is owed to. Raises PolicyError."""
    age = _age(table.table("age")) if table.has("age") else None
    population = Population(
        programmes=table.texts("programmes"),
        arrangements=table.words("arrangements", Arrangement),
        abilities=table.words("abilities", Ability),
        age=age,
    )
    table.close()
    return population


def _age(table: Table) -> AgeLimit:
    least, most = (table.whole(key, 0, least=0) if table.has(key) else None for key in ("min", "max"))
    limit = AgeLimit(least, most, table.word("on", AgeOn, AgeOn.DAY))
    if max(least or 0, most or 0) > OLDEST_AGE:
        table.refuse("min" if (least or 0) > OLDEST_AGE else "max", f"must be at most {OLDEST_AGE}")
    if least is not None and most is not None and most < least:
        table.refuse("max", "is below min")
    table.close()
    return limit


def _credit(table: Table) -> Credit:
    if not table.has("kinds"):
        table.refuse("kinds", "is missing: say which kinds of record count")
    credit = Credit(
        kinds=table.words("kinds", RecordKind),
        modes=table.words("modes", Mode),
        roles=table.words("roles", Role),
        min_minutes=table.number("min_minutes"),
        min_value=table.number("min_value"),
        min_beneficiaries=table.whole("min_beneficiaries", 0, least=0),
    )
    table.close()
    return credit


def _refuse_contradictions(table: Table, duty: Duty) -> None:
    if duty.valid_to is not None and duty.valid_to < duty.valid_from:
        table.refuse("to", "is before from")
    if duty.only_days and duty.every != "month":
        table.refuse("only_days", "is for duties of every month only")
    if duty.times > 1 and duty.rolling_days is not None:
        table.refuse("times", "is for calendar units only")
    if duty.times > (most := _creditable_days(duty)):
        table.refuse("times", f"cannot be met: at most {most} days of a {duty.every} can be credited")


def _creditable_days(duty: Duty) -> int:
    longest = {"week": 7, "month": 31, "quarter": 92, "year": 366}
    return len(duty.only_days) or longest.get(duty.every, 1)


def _refuse_twins(policy: Policy) -> None:
    seen: set[str] = set()
    for entry in [*(duty.id for duty in policy.duties), *(statement.id for statement in policy.statements)]:
        if entry in seen:
            raise PolicyError("is there twice", duty=entry, key="id")
        seen.add(entry)


def _clipped(duty: Duty, first: date, last: date | None) -> Duty | None:
    begins = max(duty.valid_from, first)
    ends = min((day for day in (duty.valid_to, last) if day is not None), default=None)
    return None if ends is not None and ends < begins else replace(duty, valid_from=begins, valid_to=ends)


def _duty_as_json(duty: Duty) -> dict[str, Any]:
    said = {
        "id": duty.id,
        "title": duty.title,
        "title_en": duty.title_en,
        "subject": duty.subject.value,
        "every": duty.every,
        "times": duty.times,
        "only_days": list(duty.only_days) or None,
        "from": duty.valid_from.isoformat(),
        "to": duty.valid_to.isoformat() if duty.valid_to else None,
        "severity": duty.severity.value,
        "quote": duty.quote,
        "source": duty.source,
        "basis": duty.basis,
        "basis_en": duty.basis_en,
        "population": population_as_json(duty.population),
        "credit": _credit_as_json(duty.credit),
    }
    return _without_none(said)


def _statement_as_json(statement: Statement) -> dict[str, Any]:
    said = {
        "id": statement.id,
        "kind": statement.kind.value,
        "title": statement.title,
        "title_en": statement.title_en,
        "quote": statement.quote,
        "source": statement.source,
    }
    return _without_none(said)


def population_as_json(population: Population) -> dict[str, Any]:
    """Whom something is owed to, without what is not said."""
    age = population.age
    said = {
        "programmes": list(population.programmes) or None,
        "arrangements": [arrangement.value for arrangement in population.arrangements] or None,
        "abilities": [ability.value for ability in population.abilities] or None,
        "age": _without_none({"min": age.min, "max": age.max, "on": age.on.value}) if age else None,
    }
    return _without_none(said)


def _credit_as_json(credit: Credit) -> dict[str, Any]:
    said = {
        "kinds": [kind.value for kind in credit.kinds],
        "modes": [mode.value for mode in credit.modes] or None,
        "roles": [role.value for role in credit.roles] or None,
        "min_minutes": credit.min_minutes or None,
        "min_value": credit.min_value or None,
        "min_beneficiaries": credit.min_beneficiaries or None,
    }
    return _without_none(said)


def _without_none(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value is not None}
