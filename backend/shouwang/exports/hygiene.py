"""环境卫生整治台账: a row for each check of a home, with those that followed it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        for check, *after in _chains(checks.get(home.id, [])):
            yield _row(home, check, after)


def _chains(checks: Iterable[CheckLine]) -> list[list[CheckLine]]:
    """Each check with all that followed it, in the order of time. One that follows a check of before begins a row."""
    begins: dict[str, str] = {}
    chains: dict[str, list[CheckLine]] = {}
    for each in checks:
        begins[each.id] = begins.get(each.again or "", each.id)
        chains.setdefault(begins[each.id], []).append(each)
    return list(chains.values())


def _checks(asked: Asked) -> Mapping[str, list[CheckLine]]:
    of_homes: dict[str, list[CheckLine]] = {}
    period = asked.period
    for record in records_within(asked.session, asked.township, RecordKind.HYGIENE_CHECK, period.first, period.last):
        of_homes.setdefault(record.subject, []).insert(0, check_line(record))
    return of_homes


def _row(home: Home, check: CheckLine, after: Sequence[CheckLine]) -> Said:
    grade = word(HYGIENE_GRADES, check.grade)
    last = after[-1] if after else None
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
        last.day if last else None,
        f"{last.total}（{word(HYGIENE_GRADES, last.grade)}）" if last else "",
        sum(each.points for each in (check, *after)),
        check.note,
    )


def _count(asked: Asked) -> int:
    return sum(len(_chains(hers)) for hers in _checks(asked).values())


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
