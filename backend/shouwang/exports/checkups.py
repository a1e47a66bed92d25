"""The ledger of checkups (健康体检台账): who was examined in a period, and who still is to be in its year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from shouwang.checkups import queries
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.models import Checkup
from shouwang.checkups.owed import Rule
from shouwang.checkups.rules import findings_of
from shouwang.checkups.scores import constitutions_of
from shouwang.checkups.words import CheckupState, Constitution, Leaning
from shouwang.exports.layouts import Align, Asked, Layout, columns
from shouwang.exports.rules import Said
from shouwang.exports.words import SEXES, LedgerKind, word
from shouwang.ledger.standing import age_on
from shouwang.register import sealed
from shouwang.register.models import Person

HIDDEN = "＊＊＊"
"""What a value says where nobody named what it is wanted for: it is data on health."""
MOST_NAMED = 6
CONSTITUTIONS: Mapping[Constitution, str] = {
    Constitution.QI: "气虚质",
    Constitution.YANG: "阳虚质",
    Constitution.YIN: "阴虚质",
    Constitution.PHLEGM: "痰湿质",
    Constitution.DAMP_HEAT: "湿热质",
    Constitution.STASIS: "血瘀质",
    Constitution.GLOOM: "气郁质",
    Constitution.SPECIAL: "特禀质",
    Constitution.BALANCED: "平和质",
}
LEANINGS: Mapping[Leaning, str] = {Leaning.YES: "", Leaning.LEANS: "倾向"}
Values = Mapping[str, Any]


def rows(asked: Asked) -> Iterator[Said]:
    """A row for everybody whose checkup lies in the period, and for whoever is owed one and has none by its end."""
    rule = queries.rule_of(asked.session)
    found = _found(asked, rule)
    values = _values(asked, [person.id for person, _ in found])
    for person, checkup in found:
        yield (*_head(person, asked), *_checkup(person, checkup, values[person.id], rule, clear=asked.clear))


def count(asked: Asked) -> int:
    """How many rows there will be."""
    return len(_found(asked, queries.rule_of(asked.session)))


def _found(asked: Asked, rule: Rule) -> list[tuple[Person, Checkup | None]]:
    first, last = asked.period.first, asked.period.last
    listed = queries.worklist(asked.session, asked.township, last.year, rule.born_by(last.year), _day(asked))
    found = []
    for person, checkup, owed in listed:
        day = checkup.day if checkup and checkup.state != CheckupState.INCOMPLETE else None
        if day is None or day > last:
            if owed:
                found.append((person, checkup if day is None else None))
        elif day >= first:
            found.append((person, checkup))
    return found


def _day(asked: Asked) -> date:
    return min(asked.period.last, asked.today)


def _values(asked: Asked, people: Iterable[str]) -> Mapping[str, dict[str, Any]]:
    values: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for section in queries.sections_of(asked.session, people, asked.period.last.year):
        values[section.person].update(section.answers)
    return values


def _head(person: Person, asked: Asked) -> Said:
    number = sealed.open_id_number if asked.clear else sealed.masked_id_number
    sex, age = word(SEXES, person.sex), age_on(_day(asked), person.birth_date)
    return person.village_name, person.name, sex, number(person.id_number_sealed), age


def _checkup(person: Person, checkup: Checkup | None, values: Values, rule: Rule, *, clear: bool) -> Said:
    """体检日期 … 未检原因. What is not done yet says no value, for it may still change."""
    if checkup is None or checkup.state in (CheckupState.DUE, CheckupState.INCOMPLETE):
        return (*[""] * 10, "未检" if checkup is None else f"未做完，还缺 {checkup.missing} 项")
    if checkup.state == CheckupState.REFUSED:
        why = values.get("refused_why") if clear else HIDDEN
        return (*[""] * 10, f"{checkup.day} 拒绝：{why}")
    is_elsewhere = checkup.state == CheckupState.ELSEWHERE
    told = list(_told(person, values, rule)) if clear else [HIDDEN] * 6
    return (
        checkup.day,
        values.get("elsewhere_where") if is_elsewhere else "本院",
        values.get("elsewhere_doctor" if is_elsewhere else "doctor"),
        *told,
        checkup.told_on,
        "",
    )


def _told(person: Person, values: Values, rule: Rule) -> Iterator[object]:
    """血压, 空腹血糖, 体检结论, 主要异常, 中医体质, 健康指导."""
    yield _pressure(values)
    yield values.get("glucose")
    yield _words("result", values)
    yield _abnormal(person, values)
    found = constitutions_of(values, rule.bounds) or []
    yield "、".join(
        LEANINGS[each.leaning] + CONSTITUTIONS[each.constitution] for each in found if each.leaning in LEANINGS
    )
    yield "；".join(filter(None, (_words("guidance", values), values.get("to_do"))))


def _pressure(values: Values) -> str:
    for side in ("right", "left"):
        high, low = values.get(f"sbp_{side}"), values.get(f"dbp_{side}")
        if high is not None and low is not None:
            return f"{high:g}/{low:g}"
    return ""


def _abnormal(person: Person, values: Values) -> str:
    form = checkup_form()
    names = [form.fields[each.field].zh for each in findings_of(form, values, person.sex)]
    more = f"等 {len(names)} 项" if len(names) > MOST_NAMED else ""
    return values.get("abnormal") or "、".join(names[:MOST_NAMED]) + more


def _words(name: str, values: Values) -> str:
    said = values.get(name) or []
    chosen: list[str] = said if isinstance(said, list) else [said]
    options: dict[str, str] = {option.id: option.zh for option in checkup_form().fields[name].options}
    return "、".join(options.get(each, each) for each in chosen)


LAYOUT = Layout(
    LedgerKind.CHECKUPS,
    "健康体检台账",
    columns(
        ("村（社区）", 11, Align.LEFT),
        ("姓名", 9, Align.LEFT),
        ("性别", 5),
        ("身份证号", 20),
        ("年龄", 5),
        ("体检日期", 11),
        ("体检机构", 12, Align.LEFT),
        ("责任医生", 9, Align.LEFT),
        ("血压", 9),
        ("空腹血糖", 8),
        ("体检结论", 11),
        ("主要异常", 22, Align.LEFT),
        ("中医体质", 11, Align.LEFT),
        ("健康指导", 22, Align.LEFT),
        ("告知日期", 11),
        ("未检原因", 14, Align.LEFT),
    ),
    rows,
    count,
    frozen=3,
)
