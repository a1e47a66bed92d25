"""环境卫生整治台账: a row for each check of a home, with the one that followed it."""

from collections.abc import Iterator, Mapping
from typing import Any

from shouwang.duties.words import RecordKind
from shouwang.exports.layouts import Align, Asked, Layout, columns, numbers
from shouwang.exports.rules import Said
from shouwang.exports.words import HYGIENE_GRADES, HYGIENE_PROBLEMS, LedgerKind, word
from shouwang.hygiene.checking import check_line
from shouwang.hygiene.queries import records_within
from shouwang.hygiene.schemas import CheckLine
from shouwang.hygiene.service import Home, homes_of
from shouwang.hygiene.sheet import newest

ITEMS = newest().items


def rows(asked: Asked) -> Iterator[Said]:
    """The checks of a period in the order of doors, each home's in the order of time."""
    checks = _checks(asked)
    for home in homes_of(asked.session, asked.township, asked.period.last):
        hers = checks.get(home.id, [])
        after = {each.again: each for each in hers if each.again}
        for each in hers:
            if each.again is None:
                yield _row(home, each, after.get(each.id))


def _checks(asked: Asked) -> Mapping[str, list[CheckLine]]:
    of_homes: dict[str, list[CheckLine]] = {}
    period = asked.period
    for record in records_within(asked.session, asked.township, RecordKind.HYGIENE_CHECK, period.first, period.last):
        of_homes.setdefault(record.subject, []).insert(0, check_line(record))
    return of_homes


def _row(home: Home, check: CheckLine, after: CheckLine | None) -> Said:
    grade = word(HYGIENE_GRADES, check.grade)
    return (
        home.village_name,
        home.group_name,
        home.person.name,
        check.day,
        check.author_name,
        *(check.scores.get(item.id) for item in ITEMS),
        check.total,
        grade,
        "、".join(word(HYGIENE_PROBLEMS, each) for each in check.problems),
        check.mend_by,
        after.day if after else None,
        f"{after.total}（{word(HYGIENE_GRADES, after.grade)}）" if after else "",
        check.points + (after.points if after else 0),
        check.note,
    )


def _count(asked: Asked) -> int:
    return sum(each.again is None for hers in _checks(asked).values() for each in hers)


_HEADS: Mapping[str, Any] = {"bedroom": "卧室"}

LAYOUT = Layout(
    LedgerKind.HYGIENE,
    "环境卫生整治台账",
    columns(
        ("村", 10, Align.LEFT),
        ("组", 6),
        ("户主姓名", 9, Align.LEFT),
        ("检查日期", 11),
        ("检查人", 9, Align.LEFT),
        *((_HEADS.get(item.id, item.zh), 5.5) for item in ITEMS),
        ("总分", 5.5),
        ("等级", 5),
        ("存在问题", 18, Align.LEFT),
        ("整改期限", 11),
        ("复查日期", 11),
        ("复查结果", 9),
        *numbers(("积分", 5)),
        ("备注", 12, Align.LEFT),
    ),
    rows,
    _count,
    frozen=4,
)
