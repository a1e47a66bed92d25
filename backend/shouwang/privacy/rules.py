"""What may be recorded of somebody's being told and agreeing. Pure.

The Personal Information Protection Law (PIPL, 个人信息保护法): a statutory duty needs no consent (art. 13 (1) 3), but
notice (art. 35); consent is given (art. 14) and may be withdrawn (art. 15); below 14 a parent or other guardian agrees
(art. 31; also 未成年人保护法, art. 72). From 14 she agrees herself; below 18 the page advises to tell a guardian too
(Civil Code, art. 19: limited capacity).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from shouwang.duties.timelines import birthday
from shouwang.privacy.words import Basis, Minor, Said, SaidBy


class Problem(StrEnum):
    """Why it cannot be recorded so."""

    NAME_NEEDED = "name_needed"
    SAID_IN_THE_FUTURE = "said_in_the_future"
    BEFORE_BIRTH = "before_birth"
    GUARDIAN_NEEDED = "guardian_needed"
    NO_CONSENT_NEEDED = "no_consent_needed"
    CONSENT_NEEDED = "consent_needed"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    WITNESS_IS_THE_RECORDER = "witness_is_the_recorder"


@dataclass(frozen=True, slots=True)
class Objection:
    """A problem, and which purposes or day it rests on."""

    code: Problem
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be recorded; `name` is the guardian's or the witness's."""

    purposes: Collection[str]
    said: Said
    by: SaidBy
    name: str
    relation: str
    day: date
    recorder: str


@dataclass(frozen=True, slots=True)
class About:
    """Whom it is about: her birth, on what each purpose rests for her, and what she agreed to so far."""

    born: date
    bases: Mapping[str, Basis]
    given: Collection[str]


def objection_to(stated: Statement, about: About, today: date) -> Objection | None:
    """The first thing that speaks against a statement."""
    return _to_the_day(stated, about, today) or _to_who_spoke(stated, about) or _to_the_basis(stated, about)


def minor_on(born: date, day: date) -> Minor | None:
    """Whether somebody is not of age on a day."""
    if day.toordinal() < birthday(born, 14):
        return Minor.UNDER_14
    return Minor.UNDER_18 if day.toordinal() < birthday(born, 18) else None


def _to_the_day(stated: Statement, about: About, today: date) -> Objection | None:
    if stated.day > today:
        return Objection(Problem.SAID_IN_THE_FUTURE, {"today": today.isoformat()})
    if stated.day < about.born:
        return Objection(Problem.BEFORE_BIRTH, {"birth_date": about.born.isoformat()})
    return None


def _to_who_spoke(stated: Statement, about: About) -> Objection | None:
    if stated.by is not SaidBy.GUARDIAN and minor_on(about.born, stated.day) is Minor.UNDER_14:
        return Objection(Problem.GUARDIAN_NEEDED)
    if stated.by is not SaidBy.SELF and not (stated.name and stated.relation):
        return Objection(Problem.NAME_NEEDED)
    if stated.by is SaidBy.WITNESS and stated.name == stated.recorder:
        return Objection(Problem.WITNESS_IS_THE_RECORDER)
    return None


def _to_the_basis(stated: Statement, about: About) -> Objection | None:
    if stated.said is Said.WITHDRAWN:
        return _unless(Problem.NOTHING_TO_WITHDRAW, [each for each in stated.purposes if each not in about.given])
    wanted = Basis.STATUTORY_DUTY if stated.said is Said.TOLD else Basis.CONSENT
    problem = Problem.CONSENT_NEEDED if stated.said is Said.TOLD else Problem.NO_CONSENT_NEEDED
    return _unless(problem, [each for each in stated.purposes if about.bases[each] is not wanted])


def _unless(problem: Problem, purposes: Sequence[str]) -> Objection | None:
    return Objection(problem, {"purposes": purposes}) if purposes else None
