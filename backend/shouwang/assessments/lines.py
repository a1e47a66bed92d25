"""How assessments and reported changes are shown at the desk."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from shouwang import clock
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.assessments.schemas import AbilityChangeLine, AssessmentLine, NextLine
from shouwang.assessments.words import Objection
from shouwang.assessments.working_days import working_days_until
from shouwang.duties.words import Ability
from shouwang.register.models import Person
from shouwang.settings import settings

LONG_AGO = timedelta(days=365)


def assessment_line(
    row: Assessment, person: Person, abilities: dict[str, str], lacking: Sequence[Objection]
) -> AssessmentLine:
    """An assessment; `lacking` is what is missing among who signed."""
    known: dict[str, Any] = {"person_name": person.name, "village_name": person.village_name}
    now = _ability(person.id, abilities)
    return AssessmentLine(**row.shape().model_dump(), **known, current=now, lacking=list(lacking))


def change_line(change: AbilityChange, person: Person, on: date) -> AbilityChangeLine:
    """A reported change, and how many working days are left of it on a day."""
    return AbilityChangeLine(
        id=change.id,
        person=person.id,
        person_name=person.name,
        village_name=person.village_name,
        reported_on=change.reported_on,
        reported_by=change.reported_by,
        why=change.why,
        due_on=change.due_on,
        due_certain=change.due_certain,
        days_left=working_days_until(on, change.due_on),
    )


def next_line(person: Person, day: date | None, why: Any, abilities: dict[str, str]) -> NextLine:
    """Somebody who should be assessed next."""
    return NextLine(
        person=person.id,
        person_name=person.name,
        village_name=person.village_name,
        group_name=person.group_name,
        current=_ability(person.id, abilities),
        last_on=day,
        why=why,
    )


def why_next(day: date | None, on: date) -> str | None:
    """Why somebody should be assessed, by the day on which she last was; none where it is not long ago."""
    if day is None:
        return "never"
    return "long_ago" if on - day > LONG_AGO else None


def _ability(person: str, abilities: dict[str, str]) -> Ability | None:
    return Ability(abilities[person]) if person in abilities else None


def today() -> date:
    """The day in the county."""
    return clock.today(settings().zone)
