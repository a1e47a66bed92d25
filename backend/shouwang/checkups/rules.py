"""What may be filled in, what it comes to and what is missing, without any database.

The same on the phone (`pwa/src/checkups/rules.ts`), shown by shared cases (`tests/checkups/cases.json`).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shouwang.checkups.definition import CheckupForm, FormField
from shouwang.checkups.words import CheckupState, Fault, FieldKind

Values = Mapping[str, Any]
"""What is filled in, by field; of all sections together."""


def fault_of(field: FormField, value: Any, year: int, today: date) -> Fault | None:
    """Why a value cannot be taken for a field; none where it can, and of none at all."""
    if value is None:
        return None
    if field.kind is FieldKind.NUMBER:
        return _number(field, value)
    if field.kind is FieldKind.CHOICES:
        return _choices(field, value)
    if not isinstance(value, str):
        return Fault.WRONG_KIND
    if field.kind is FieldKind.CHOICE:
        return None if _offers(field, value) else Fault.NOT_OFFERED
    if field.kind is FieldKind.DATE:
        return _date(field, value, year, today)
    return Fault.TOO_LONG if len(value) > field.letters else None


def is_asked(form: CheckupForm, field: FormField, values: Values, sex: str) -> bool:
    """Whether a field is to be filled in: for her, and after what was said so far."""
    if field.sex is not None and field.sex != sex:
        return False
    if field.when is None:
        return True
    given = values.get(field.when.field)
    chosen = given if isinstance(given, list) else [given]
    return any(one in field.when.among for one in chosen) and is_asked(form, form.fields[field.when.field], values, sex)


def missing_of(form: CheckupForm, values: Values, sex: str) -> list[str]:
    """The required fields that nobody has filled in; of an `either` the first one, where all are empty."""
    met = {field.either for field in form.fields.values() if field.either and is_filled(values.get(field.id))}
    found: list[str] = []
    for field in form.fields.values():
        if not field.required or is_filled(values.get(field.id)) or field.either in met:
            continue
        if is_asked(form, field, values, sex):
            found.append(field.id)
            met |= {field.either} if field.either else set()
    return found


def is_filled(value: Any) -> bool:
    """Whether there is anything."""
    return value is not None and value not in ("", [])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the checkup of a year stands; `day` is the one that counts, `missing` what keeps it from being done."""

    state: CheckupState
    day: date | None
    missing: tuple[str, ...]


REFUSAL = ("refused_day", "refused_why", "refused_proof")
ELSEWHERE = ("elsewhere_day", "elsewhere_where", "elsewhere_doctor", "told_on")


def standing_of(form: CheckupForm, values: Values, sex: str) -> Standing:
    """Where a checkup stands.

    Done: all that the norm asks for, and she was told. A refusal counts as one when it is confirmed by herself or by a
    witness; a report from elsewhere when one of our doctors has read it and she was told.
    """
    if not any(is_filled(value) for name, value in values.items() if name not in form.apart):
        return Standing(CheckupState.DUE, None, tuple(missing_of(form, {"outcome": "examined"}, sex)))
    outcome = values.get("outcome")
    if outcome == "refused":
        witness = ("refused_witness",) if values.get("refused_proof") == "witness" else ()
        return _settled(values, (*REFUSAL, *witness), CheckupState.REFUSED, "refused_day")
    if outcome == "elsewhere":
        return _settled(values, ELSEWHERE, CheckupState.ELSEWHERE, "elsewhere_day")
    asked = {**values, "outcome": "examined"}
    missing = tuple(missing_of(form, asked, sex))
    state = CheckupState.INCOMPLETE if missing else CheckupState.DONE
    return Standing(state, day_of(values.get("day")), missing)


def _settled(values: Values, wanted: tuple[str, ...], state: CheckupState, day: str) -> Standing:
    missing = tuple(name for name in wanted if not is_filled(values.get(name)))
    return Standing(CheckupState.INCOMPLETE if missing else state, day_of(values.get(day)), missing)


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that is not as it should be; `urgent`: a doctor at once."""

    field: str
    urgent: bool


def findings_of(form: CheckupForm, values: Values, sex: str) -> list[Finding]:
    """What is abnormal, in the order of the form."""
    found = []
    for field in form.fields.values():
        value = values.get(field.id)
        if is_filled(value) and is_asked(form, field, values, sex) and _is_odd(field, value, sex):
            found.append(Finding(field.id, _is_urgent(field, value)))
    return found


def _is_odd(field: FormField, value: Any, sex: str) -> bool:
    if field.kind is FieldKind.NUMBER:
        usual = field.soft_of(sex)
        return _is_urgent(field, value) or (usual is not None and not usual[0] <= value <= usual[1])
    chosen = value if isinstance(value, list) else [value]
    return any(one in field.worry for one in chosen)


def _is_urgent(field: FormField, value: Any) -> bool:
    if field.kind is not FieldKind.NUMBER:
        return False
    high = field.urgent_from is not None and value >= field.urgent_from
    return high or (field.urgent_to is not None and value <= field.urgent_to)


def day_of(value: Any) -> date | None:
    """The day that is written YYYY-MM-DD; none where there is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Clash:
    """A field had changed from the value that its author saw: `kept` stands, `other` waits for a colleague."""

    field: str
    kept: Any
    other: Any


def merge(standing: Values, changes: Mapping[str, tuple[Any, Any]]) -> tuple[dict[str, Any], list[Clash]]:
    """A section after somebody's changes, by value and not by clock (sync §3): what was seen, and what is new."""
    merged, clashes = dict(standing), []
    for field, (seen, new) in changes.items():
        now = merged.get(field)
        if now in (seen, new):
            merged[field] = new
        else:
            clashes.append(Clash(field, now, new))
    return {field: value for field, value in merged.items() if value is not None}, clashes


def _number(field: FormField, value: Any) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return Fault.WRONG_KIND
    if field.hard is not None and value < field.hard[0]:
        return Fault.TOO_LOW
    if field.hard is not None and value > field.hard[1]:
        return Fault.TOO_HIGH
    shifted = value * 10**field.decimals
    # 36.6 × 10 is 366.00000000000006: what a decimal cannot be told from is taken as it.
    return Fault.TOO_FINE if abs(shifted - math.floor(shifted + 0.5)) > 1e-6 else None


def _choices(field: FormField, value: Any) -> Fault | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return Fault.WRONG_KIND
    if not all(_offers(field, one) for one in value):
        return Fault.NOT_OFFERED
    is_torn = field.alone in value and len(value) > 1
    return Fault.CONTRADICTS if is_torn or len(set(value)) < len(value) else None


def _date(field: FormField, value: str, year: int, today: date) -> Fault | None:
    day = day_of(value)
    if day is None:
        return Fault.NO_DAY
    if day > today:
        return Fault.IN_THE_FUTURE
    return Fault.OTHER_YEAR if field.in_year and day.year != year else None


def _offers(field: FormField, value: str) -> bool:
    return any(option.id == value for option in field.options)


def doubts_of(form: CheckupForm, values: Values) -> Iterator[str]:
    """Fields that cannot both be so: a diastolic pressure at or above the systolic one."""
    for field in form.fields.values():
        low, high = values.get(field.id), values.get(field.below or "")
        if isinstance(low, int | float) and isinstance(high, int | float) and low >= high:
            yield field.id
