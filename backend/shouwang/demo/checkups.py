"""The year's checkups of a township: done, begun, refused, done elsewhere; and last year's of some, to compare with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.checkups.definition import FormField, checkup_form
from shouwang.checkups.deriving import Written, line_said, new_record, record_said
from shouwang.checkups.models import Checkup, CheckupSection
from shouwang.checkups.owed import NATIONAL
from shouwang.checkups.rules import missing_of, standing_of
from shouwang.checkups.words import CheckupState, FieldKind
from shouwang.demo.dice import dice
from shouwang.demo.people import Someone
from shouwang.demo.places import TOWNSHIPS, Township
from shouwang.demo.plan import Plan
from shouwang.duties.words import FactKind
from shouwang.register.models import Person
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, Change

EXAMINED, ELSEWHERE, REFUSED, OF_OTHERS, LAST_YEAR = 46, 5, 4, 6, 12
"""So many of the first township, of each of the others, and of those who were examined a year before as well."""
BEGUN_EVERY, SIGNED_ONLY = 6, 3
WHY_NOT = ("怕抽血，说身体好好的。", "腿脚不便，不愿去卫生院。", "说去年查过了，不用再查。")
TO_DO = ("少吃盐，每天走走路，按时吃降压药。", "一个月后到卫生院复查血糖。", "注意保暖，少抽烟。")
FOR_CARERS = ("请每天提醒吃降压药。", "请少放盐，饭菜清淡些。", "下个月请带去卫生院复查。")
TYPICAL: Mapping[str, tuple[float, float]] = {
    "temperature": (36.1, 37.0), "pulse": (62, 88), "breath": (15, 20), "sbp_right": (112, 158), "dbp_right": (64, 92),
    "height": (146, 172), "weight": (44, 72), "waist": (70, 96), "glucose": (4.2, 7.4), "heart_rate": (62, 88),
    "haemoglobin": (108, 148), "creatinine": (52, 110), "sight_left": (4.0, 5.0), "sight_right": (4.0, 5.0),
}  # fmt: skip


class Checkups(NamedTuple):
    """Rows that phones hold, and the worklist's."""

    changes: list[Change]
    lines: list[Checkup]


def checkups(plan: Plan, township: Township, people: Sequence[Someone], doctor: User) -> Checkups:
    """Of people who are owed one, a share that grows with the year."""
    chance = dice(plan.seed, township.code, "checkups")
    owed = [one.row for one in people if _is_owed(one, plan.today)]
    is_first = township.name == TOWNSHIPS[0]
    chance.shuffle(owed)
    made = Checkups([], [])
    for person, year, values in _told(chance, plan, owed, is_first=is_first):
        _write(made, plan, person, year, values, doctor)
    return made


def _is_owed(someone: Someone, today: date) -> bool:
    has_died = bool(someone.life.starts(FactKind.DEATH))
    return someone.row.birth_date <= NATIONAL.born_by(today.year) and not has_died and someone.days is None


def _told(
    chance: Random, plan: Plan, owed: Sequence[Person], *, is_first: bool
) -> Iterator[tuple[Person, int, dict[str, Any]]]:
    year, number = plan.today.year, EXAMINED if is_first else OF_OTHERS
    for place, person in enumerate(owed[:number]):
        before = _measured(chance, person)
        if is_first and place < LAST_YEAR:
            yield person, year - 1, _whole(chance, person, before, date(year - 1, 4, 1) + timedelta(days=place))
        values = _whole(chance, person, _later(chance, before), _some_day(chance, plan))
        yield person, year, _begun(values) if place % BEGUN_EVERY == 5 else values
    left = owed[number + ELSEWHERE : -REFUSED] if is_first else []
    yield from _contracts(chance, plan, left[:SIGNED_ONLY])
    for person in owed[number : number + (ELSEWHERE if is_first else 1)]:
        day = _some_day(chance, plan).isoformat()
        told = {"elsewhere_day": day, "elsewhere_where": "县人民医院", "elsewhere_doctor": "彭雪梅", "told_on": day}
        yield person, year, {"outcome": "elsewhere", **told}
    for person in owed[-REFUSED if is_first else -1 :]:
        said = {"refused_day": _some_day(chance, plan).isoformat(), "refused_why": chance.choice(WHY_NOT)}
        yield person, year, {"outcome": "refused", "refused_proof": chance.choice(("signed", "thumb")), **said}


def _some_day(chance: Random, plan: Plan) -> date:
    begins = max(date(plan.today.year, 1, 1), plan.today - timedelta(days=180))
    return begins + timedelta(days=chance.randrange((plan.today - begins).days + 1))


def _measured(chance: Random, person: Person) -> dict[str, Any]:
    """All that the norm asks for, mostly as it should be."""
    form = checkup_form()
    start = {"outcome": "examined", "day": "x", "doctor": "x", "told_on": "x"}
    asked = missing_of(form, start, person.sex)
    return {name: _value(chance, form.fields[name], person.sex) for name in asked}


def _value(chance: Random, field: FormField, sex: str) -> Any:
    if field.kind is FieldKind.TEXT:
        return "无"
    if field.kind is FieldKind.NUMBER:
        low, high = TYPICAL.get(field.id) or field.soft_of(sex) or (1, 10)
        return round(chance.uniform(low, high), field.decimals) if field.decimals else round(chance.uniform(low, high))
    fine = [option.id for option in field.options if option.id not in field.worry]
    chosen = chance.choice(field.worry) if field.worry and chance.random() < 0.04 else fine[0]
    return [chosen] if field.kind is FieldKind.CHOICES else chosen


def _later(chance: Random, before: Mapping[str, Any]) -> dict[str, Any]:
    """A year on: blood pressure, weight and sugar have moved a little."""
    moved = {name: before[name] + chance.choice((-6, -2, 0, 3, 8)) for name in ("sbp_right", "dbp_right")}
    return {**before, **moved, "weight": round(before["weight"] + chance.uniform(-2, 1), 1)}


def _whole(chance: Random, person: Person, measured: Mapping[str, Any], day: date) -> dict[str, Any]:
    told = min(day + timedelta(days=7), day)
    said = {"to_do": chance.choice(TO_DO), "carer_advice": chance.choice(FOR_CARERS)}
    cover = {"outcome": "examined", "day": day.isoformat(), "doctor": "彭雪梅", "told_on": told.isoformat()}
    return {**measured, **said, **cover, **(_signed(day, chance) if chance.random() < 0.7 else {})}


def _contracts(chance: Random, plan: Plan, people: Sequence[Person]) -> Iterator[tuple[Person, int, dict[str, Any]]]:
    """A few have signed with the doctor and were not examined yet."""
    for person in people:
        yield person, plan.today.year, _signed(_some_day(chance, plan), chance)


def _signed(day: date, chance: Random) -> dict[str, Any]:
    years = chance.choice((1, 1, 1, 3))
    return {"contract": "1", "contract_on": day.isoformat(), "contract_doctor": "彭雪梅", "contract_years": years}


def _begun(values: Mapping[str, Any]) -> dict[str, Any]:
    """Blood was not drawn yet, and nothing told."""
    of_later = {"laboratory", "advice"}
    return {name: value for name, value in values.items() if checkup_form().section_of[name] not in of_later}


def _write(made: Checkups, plan: Plan, person: Person, year: int, values: Mapping[str, Any], doctor: User) -> None:
    form = checkup_form()
    days = ("day", "elsewhere_day", "refused_day", "contract_on")
    day = date.fromisoformat(next(values[name] for name in days if name in values))
    at = min(plan.moment(day, 17), plan.until)
    author = Author(doctor.id, at)
    for section in form.sections:
        answers = {field.id: values[field.id] for field in section.fields if field.id in values}
        if answers:
            made.changes.append(Change(_section(person, year, section.id, answers, doctor, author), author))
    standing = standing_of(form, values, person.sex)
    key = ids.id_from("checkup", person.id, str(year))
    made.lines.append(Checkup(id=key, person=person.id, year=year, **line_said(person, standing, values, 0, at)))
    if standing.state is CheckupState.DUE:
        return
    said = record_said(standing, values, year, None, at)
    made.changes.append(Change(new_record(person, year, Written(doctor, doctor.role, author), said), author))


def _section(
    person: Person, year: int, section: str, answers: dict[str, Any], doctor: User, author: Author
) -> CheckupSection:
    return new_row(
        CheckupSection,
        id=ids.id_from("checkup section", person.id, str(year), section),
        person=person.id,
        year=year,
        section=section,
        answers=answers,
        clashes=[],
        author=doctor.id,
        author_name=doctor.name,
        updated_at=author.at,
    )
