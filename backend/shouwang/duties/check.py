"""A pack checked before it is adopted: everything that is wrong with it, each with its line. Pure: problems for text.

`parse_policy` refuses at the first thing that it does not understand. Here reading goes on behind it, and what can be
read is asked whether it can ever be owed.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from shouwang.duties.duty import Duty
from shouwang.duties.packfile import PolicyError
from shouwang.duties.packlines import Lines
from shouwang.duties.policy import parse_duty, parse_policy, parse_statement
from shouwang.duties.timelines import LATEST, Span
from shouwang.duties.units import creditable, unit_of, units_beginning
from shouwang.duties.words import AgeOn, RecordKind, SubjectKind

_AT_LINE = re.compile(r"\(at line (\d+)")
_MOST_PROBLEMS = 20
_FOUR_YEARS = 49


class Problem(NamedTuple):
    """Something wrong: its line (from 1), the entry and key (either may be empty), and why."""

    line: int
    where: str
    reason: str


def check(text: str) -> list[Problem]:
    """All that is wrong with a pack in TOML, in the order of its lines; nothing where it can be adopted."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        at = _AT_LINE.search(str(problem))
        return [Problem(int(at[1]) if at else text.count("\n") + 1, "", str(problem).split(" (at")[0])]
    lines = Lines(text)
    return sorted(
        Problem(lines.line_of(at, problem.key), _where(problem), problem.reason) for at, problem in _problems(content)
    )


def _where(problem: PolicyError) -> str:
    return ", ".join(part for part in (problem.duty, problem.key) if part)


def _problems(content: dict[str, Any]) -> Iterator[tuple[str, PolicyError]]:
    """Each problem with the path of the entry that it is in."""
    for problem in _read({**content, "duties": [], "statements": []}, parse_policy):
        yield "", problem
    seen: set[object] = set()
    found = 0
    for kind, problems in (("duties", _problems_of_duty), ("statements", _problems_of_statement)):
        for number, entry in enumerate(_entries(content, kind)):
            found += 1
            at = f"{kind}.{number}"
            yield from ((at, problem) for problem in (*_twin(entry, seen), *problems(entry)))
    if not found:
        yield "", PolicyError("has neither duties nor statements", key="duties")


def _entries(content: Mapping[str, Any], kind: str) -> list[Any]:
    entries = content.get(kind, [])
    return entries if isinstance(entries, list) else [entries]


def _twin(entry: object, seen: set[object]) -> Iterator[PolicyError]:
    known = entry.get("id") if isinstance(entry, dict) else None
    if isinstance(known, str):
        if known in seen:
            yield PolicyError("is there twice", duty=known, key="id")
        seen.add(known)


def _problems_of_duty(entry: object) -> list[PolicyError]:
    problems = list(_read(entry, parse_duty))
    return problems or list(_contradictions(parse_duty(entry)))


def _problems_of_statement(entry: object) -> list[PolicyError]:
    return list(_read(entry, parse_statement))


def _read(content: object, parse: Callable[[Any], object]) -> Iterator[PolicyError]:
    """What is refused of an entry. Reading goes on without a key that was refused, until one is missing for it."""
    content, refused = deepcopy(content), set[str | None]()
    for _ in range(_MOST_PROBLEMS):
        try:
            parse(content)
        except PolicyError as problem:
            if problem.key in refused:
                return
            yield problem
            refused.add(problem.key)
            if not _without(content, problem.key):
                return
        else:
            return


def _without(content: object, key: str | None) -> bool:
    """Takes a dotted key out; False where it is not there."""
    *tables, last = (key or "").split(".")
    for table in tables:
        content = content.get(table) if isinstance(content, dict) else None
    if not isinstance(content, dict) or last not in content:
        return False
    del content[last]
    return True


def _contradictions(duty: Duty) -> Iterator[PolicyError]:
    """What can be read and cannot be meant: owed to nobody, never in force, or never to be met."""
    for key, reason in (*_of_population(duty), *_of_credit(duty), *_of_dates(duty)):
        yield PolicyError(reason, duty=duty.id, key=key)


def _of_population(duty: Duty) -> Iterator[tuple[str, str]]:
    population, age = duty.population, duty.population.age
    asks = population.programmes or population.arrangements or population.abilities or age
    if asks and duty.subject != SubjectKind.PERSON:
        yield "population", f"is for persons only: every {duty.subject} is owed this"
    if age and age.min is None and age.max is None:
        yield "population.age", "says neither min nor max"
    if age and age.on == AgeOn.UNIT_END and duty.rolling_days:
        yield "population.age.on", f"cannot be unit_end: {duty.every} has no end of a unit"


def _of_credit(duty: Duty) -> Iterator[tuple[str, str]]:
    if duty.credit.modes and RecordKind.VISIT not in duty.credit.kinds:
        yield "credit.modes", "only a visit has a mode, and kinds has none"


def _of_dates(duty: Duty) -> Iterator[tuple[str, str]]:
    if duty.rolling_days:
        return
    dates = Span(duty.valid_from.toordinal(), duty.valid_to.toordinal() if duty.valid_to else LATEST)
    in_force = units_beginning(duty.every, dates)
    if in_force is None:
        yield "to", f"the duty is never in force: no {duty.every} begins from {duty.valid_from} to {duty.valid_to}"
    elif duty.only_days and not _can_ever_be_met(duty, in_force):
        yield "only_days", f"no month in force has {duty.times} of these days"


def _can_ever_be_met(duty: Duty, in_force: Span) -> bool:
    month = unit_of("month", in_force.first)
    for _ in range(_FOUR_YEARS):
        if len(creditable(month, duty.only_days)) >= duty.times:
            return True
        if month.last >= min(in_force.last, LATEST):
            return False
        month = unit_of("month", month.last + 1)
    return False
