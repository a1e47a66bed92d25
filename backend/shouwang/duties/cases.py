"""Conformance cases: small worlds as JSON, answered in the shape that both engines share.

Whatever contradicts itself or is not known is refused with its place, never answered with a wrong number.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from typing import Any, NoReturn, TextIO, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shouwang.duties.extra import AskedExtra, Extra, ExtraLine
from shouwang.duties.moments import is_late, minutes, service_date
from shouwang.duties.packfile import Table
from shouwang.duties.policy import Policy, PolicyError, load_pack, parse_policy, parse_population
from shouwang.duties.reconcile import (
    NONE,
    Answer,
    Fact,
    Line,
    Period,
    Person,
    Record,
    Signature,
    entries_by_subject,
    reconcile,
)
from shouwang.duties.words import Ability, Arrangement, FactKind, Mode, RecordKind, RecordStatus, Role

DEFAULT_TIMEZONE = "Asia/Shanghai"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Word = TypeVar("Word", bound=StrEnum)
_VALUES: dict[str, type[StrEnum]] = {FactKind.ARRANGEMENT: Arrangement, FactKind.ABILITY: Ability}


class CaseError(ValueError):
    """A case cannot be answered; the text says where and why."""


def run_case(stream: TextIO) -> str:
    """Answer the one case of a stream, as indented JSON. Raises CaseError."""
    return json.dumps(answer_case(_json(stream.read())), ensure_ascii=False, indent=1)


def run_cases(stream: Iterable[str]) -> Iterator[str]:
    """Answer JSON lines, one for one. A case that cannot be answered gets {"error": …} in its place.

    Raises CaseError after the last line when there was such a case.
    """
    refused = 0
    for text in stream:
        if not text.strip():
            continue
        try:
            yield json.dumps(answer_case(_json(text)), ensure_ascii=False)
        except CaseError as problem:
            refused += 1
            yield json.dumps({"error": str(problem)}, ensure_ascii=False)
    if refused:
        raise CaseError(f"{refused} of the cases could not be answered")


def answer_case(case: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one case, in the shape of its `expect`. Raises CaseError."""
    case = _table(case, "case")
    zone = _zone(case.get("timezone", DEFAULT_TIMEZONE))
    people = [_person(entry, f"people[{at}]") for at, entry in enumerate(_list(case, "people"))]
    townships, households = (_texts(case, key) for key in ("townships", "households"))
    _refuse_twins([person.id for person in people] + townships + households)
    records = [_record(entry, zone, f"records[{at}]") for at, entry in enumerate(_list(case, "records"))]
    today = service_date(_moment(case, "now", "case"), zone)
    answer = reconcile(
        _policy(case.get("policy")),
        people=people,
        townships=townships,
        households=households,
        records=records,
        period=_period(case),
        today=today,
    )
    extras = [_extra(entry, f"extras[{at}]") for at, entry in enumerate(_list(case, "extras"))]
    said = answer_as_json(answer)
    return {**said, "extras": list(_extra_lines(extras, people, records, today))} if extras else said


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """An answer as plain JSON values."""
    return {
        "lines": [_line_as_json(line) for line in answer.lines],
        "quarantined": list(answer.quarantined),
        "late": list(answer.late),
    }


def _line_as_json(line: Line) -> dict[str, Any]:
    said: dict[str, Any] = {
        "duty": line.duty,
        "subject": line.subject,
        "expected": line.expected,
        "credited": line.credited,
        "misses": [day.isoformat() for day in line.misses],
        "open": line.open,
    }
    if line.longest_gap is not None:
        said["longest_gap"] = line.longest_gap
    return {**said, "light": line.light.value, "due_by": line.due_by.isoformat() if line.due_by else None}


def _extra_lines(
    extras: Iterable[Extra], people: Iterable[Person], records: Iterable[Record], today: date
) -> Iterator[dict[str, Any]]:
    entries = entries_by_subject(records)
    asked = {extra.id: AskedExtra(extra, today) for extra in extras}
    for name, person in sorted(product(asked, people), key=lambda pair: (pair[0], pair[1].id)):
        if (line := asked[name].line(person, entries.get(person.id, NONE))) is not None:
            yield {"extra": name, "subject": person.id, **_extra_as_json(line)}


def _extra_as_json(line: ExtraLine) -> dict[str, Any]:
    met, due_by = (day.isoformat() if day else None for day in (line.met, line.due_by))
    return {"state": line.state.value, "met": met, "due_by": due_by}


def _policy(policy: object) -> Policy:
    try:
        return load_pack(policy) if isinstance(policy, str) else parse_policy(_table(policy, "policy"))
    except PolicyError as problem:
        raise CaseError(f"policy: {problem}") from problem


def _period(case: Mapping[str, Any]) -> Period:
    period = Period(_day(case, "from", "case"), _day(case, "to", "case"))
    if period.last < period.first:
        _refuse("case", "to", "is before from")
    return period


def _person(entry: object, place: str) -> Person:
    table = _table(entry, place)
    born = _day_if_given(table, "birth_date", place)
    facts = [_fact(fact, f"{place}.facts[{at}]", born) for at, fact in enumerate(_list(table, "facts"))]
    return Person(_text(table, "id", place), born, tuple(facts))


def _fact(entry: object, place: str, born: date | None) -> Fact:
    table = _table(entry, place)
    kind = _word(table, "kind", FactKind, place)
    begins, ends = _day(table, "from", place), _day_if_given(table, "to", place)
    if ends is not None and ends < begins:
        _refuse(place, "to", "is before from")
    if born is not None and begins < born:
        _refuse(place, "from", "is before birth")
    return Fact(kind, _fact_value(table, kind, place), begins, ends, _day_if_given(table, "known_on", place))


def _fact_value(table: Mapping[str, Any], kind: FactKind, place: str) -> str | None:
    if kind in _VALUES:
        return _word(table, "value", _VALUES[kind], place)
    return _text(table, "value", place) if kind == FactKind.PROGRAMME else None


def _extra(entry: object, place: str) -> Extra:
    table = _table(entry, place)
    first, last = _day(table, "valid_from", place), _day(table, "valid_to", place)
    if last < first:
        _refuse(place, "valid_to", "is before valid_from")
    try:
        population = parse_population(Table(_table(table.get("population") or {}, f"{place}.population")))
    except PolicyError as problem:
        raise CaseError(f"{place}.population: {problem}") from problem
    return Extra(_text(table, "id", place), first, last, population, bool(table.get("ended")))


def _record(entry: object, zone: ZoneInfo, place: str) -> Record:
    table = _table(entry, place)
    start = _moment(table, "start", place)
    end, received = (_moment_if_given(table, key, place) for key in ("end", "received_at"))
    if end is not None and end < start:
        _refuse(place, "end", "is before start")
    late = is_late(start, end, received)
    return Record(
        _text(table, "id", place),
        _texts(table, "subjects", place),
        service_date(start, zone),
        _signature(table, minutes(start, end), place),
        late,
    )


def _signature(table: Mapping[str, Any], length: float | None, place: str) -> Signature:
    mode, role = table.get("mode"), table.get("role")
    return Signature(
        kind=_word(table, "kind", RecordKind, place).value,
        status=_word({"status": "valid", **_said(table)}, "status", RecordStatus, place).value,
        mode=None if mode is None else _word(table, "mode", Mode, place).value,
        role=None if role is None else _word(table, "role", Role, place).value,
        minutes=length,
        value=_number(table, "value", place),
        beneficiaries=_number(table, "beneficiaries", place),
    )


def _refuse(place: str, key: str, reason: str) -> NoReturn:
    raise CaseError(f"{place}.{key}: {reason}")


def _refuse_twins(subjects: list[str]) -> None:
    if len(set(subjects)) < len(subjects):
        raise CaseError("case: two subjects have the same id")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as problem:
        raise CaseError(f"this is no JSON: {problem}") from problem


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise CaseError("case.timezone: is not a known time zone") from problem


def _table(entry: object, place: str) -> Mapping[str, Any]:
    if not isinstance(entry, Mapping):
        raise CaseError(f"{place}: must be an object")
    return entry


def _said(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    entries = table.get(key) or []
    if not isinstance(entries, list):
        raise CaseError(f"{key}: must be a list")
    return entries


def _texts(table: Mapping[str, Any], key: str, place: str = "case") -> list[str]:
    texts = _list(table, key)
    if not all(isinstance(text, str) for text in texts):
        _refuse(place, key, "must be a list of texts")
    return texts


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    text = table.get(key)
    if not isinstance(text, str) or not text:
        _refuse(place, key, "must be a text")
    return text


def _word(table: Mapping[str, Any], key: str, words: type[Word], place: str) -> Word:
    text = _text(table, key, place)
    try:
        return words(text)
    except ValueError:
        _refuse(place, key, f"{text!r} is not one of {', '.join(words)}")


def _number(table: Mapping[str, Any], key: str, place: str) -> Any:
    number = table.get(key)
    if number is not None and (isinstance(number, bool) or not isinstance(number, int | float)):
        _refuse(place, key, "must be a number")
    return number


def _day(table: Mapping[str, Any], key: str, place: str) -> date:
    text = table.get(key)
    if not isinstance(text, str) or not _ISO_DAY.fullmatch(text):
        _refuse(place, key, "must be a date, YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(place, key, "is no day of the calendar")


def _day_if_given(table: Mapping[str, Any], key: str, place: str) -> date | None:
    return None if table.get(key) is None else _day(table, key, place)


def _moment(table: Mapping[str, Any], key: str, place: str) -> datetime:
    try:
        moment = datetime.fromisoformat(table.get(key) or "")
    except (TypeError, ValueError):
        _refuse(place, key, "must be a moment, YYYY-MM-DDThh:mm:ss+hh:mm")
    if moment.utcoffset() is None:
        _refuse(place, key, "a moment must carry its offset")
    return moment


def _moment_if_given(table: Mapping[str, Any], key: str, place: str) -> datetime | None:
    return None if table.get(key) is None else _moment(table, key, place)
