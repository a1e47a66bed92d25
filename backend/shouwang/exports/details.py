"""The ledgers that go through records one by one: visits (探访明细), and what a township did together (志愿服务)."""

from collections.abc import Iterator, Mapping
from typing import Any

from shouwang.duties.moments import is_late
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.exports import queries
from shouwang.exports.layouts import Align, Asked, Column, Layout, columns, numbers
from shouwang.exports.rules import Said
from shouwang.exports.words import (
    ACTIVITY_KINDS,
    CONTENT,
    MODES,
    NO,
    ROLES,
    SOLVED,
    UNMET,
    YES,
    LedgerKind,
    Words,
    word,
)
from shouwang.forms.definition import Form
from shouwang.forms.service import forms_named
from shouwang.forms.shipped import Version
from shouwang.forms.wording import in_words
from shouwang.records.models import Record

TICKS = {"spirit": "精神", "body": "身体", "food": "饮食", "safety": "安全", "hygiene": "卫生", "needs": "需求"}
NOTHING_TO_PUT: Words = {}
MARKS: Words = {"ok": "好", "concern": "有问题"}


def visit_rows(asked: Asked) -> Iterator[Said]:
    """A row for each visit and each attempt that stands."""
    forms = _Forms(asked)
    for found in queries.visits_in(asked.session, asked.township, asked.period):
        yield _visit(found, forms[found.form, found.form_version], asked)


def _visit(found: Any, form: Form | None, asked: Asked) -> Said:
    marks = found.answers.get("ticks") or {}
    local = found.start.astimezone(asked.zone)
    late = is_late(found.start, found.end, found.received_at)
    return (
        found.name,
        found.service_date,
        f"{local:%H:%M}",
        None if found.minutes is None else round(found.minutes),
        _mode(found),
        found.on_behalf_of_name or found.author_name,
        word(ROLES, found.role),
        *(word(MARKS, marks.get(tick)) for tick in TICKS),
        _done(found, form),
        len(found.pictures),
        "有" if found.is_placed else "",
        found.captured_at,
        "是（纸质）" if found.sheet else YES if late else NO,
    )


def _mode(found: Any) -> str:
    mode = word(MODES, found.mode)
    if found.status != RecordStatus.ATTEMPT:
        return mode
    return f"{mode}未遇：{word(UNMET, found.reason)}" if found.reason else f"{mode}未遇"


def _done(found: Any, form: Form | None) -> str:
    """What was done or said beside the marks, which have columns of their own."""
    beside = {name: answer for name, answer in found.answers.items() if name != "ticks"}
    return "；".join([*(told.zh for told in in_words(form, beside)), *([found.note] if found.note else [])])


class _Forms(dict[Version, Form | None]):
    """Reads each version of a form once."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._session = asked.session

    def __missing__(self, version: Version) -> Form | None:
        form = self[version] = forms_named(self._session, [version]).get(version)
        return form


def activity_rows(asked: Asked) -> Iterator[Said]:
    """A row for each activity of the township."""
    for found in queries.of_township(asked.session, RecordKind.ACTIVITY, asked.township, asked.period):
        yield tuple(_activity(found, found.answers))


def _activity(found: Record, said: Mapping[str, Any]) -> Iterator[object]:
    yield found.service_date
    kind = _text(said.get("type"), ACTIVITY_KINDS)
    yield _text(said.get("title")) or kind
    yield kind
    yield from (_text(said.get(name)) for name in ("place", "organiser"))
    yield said.get("volunteers")
    yield found.beneficiaries
    yield None if found.minutes is None else round(found.minutes / 60, 1)
    yield _text(said.get("content"), CONTENT)
    yield _text(said.get("solved"), SOLVED)
    yield len(found.pictures)
    yield found.on_behalf_of_name or found.author_name
    yield found.note


def _text(said: Any, words: Words = NOTHING_TO_PUT) -> object:
    """What a record says, in words where it says codes; one that was taken over from paper says words already."""
    if isinstance(said, list):
        return "、".join(word(words, str(each)) for each in said)
    return word(words, said) if isinstance(said, str) else said


VISITS = Layout(
    LedgerKind.VISIT_DETAILS,
    "特困人员探访明细",
    columns(
        ("姓名", 9, Align.LEFT),
        ("探访日期", 11),
        ("开始时间", 6),
        ("时长（分钟）", 8),
        ("方式", 8),
        ("探访人", 9, Align.LEFT),
        ("身份", 11),
        *((head, 7) for head in TICKS.values()),
        ("处置", 22, Align.LEFT),
        ("照片数", 5),
        ("定位", 5),
        ("录入时间", 17.5),
        ("是否补录", 6),
    ),
    visit_rows,
    lambda asked: queries.count_visits(asked.session, asked.township, asked.period),
    frozen=2,
)

ACTIVITIES = Layout(
    LedgerKind.VOLUNTEERING,
    "志愿服务活动台账",
    columns(
        ("活动日期", 11),
        ("活动名称", 20, Align.LEFT),
        ("活动类型", 10),
        ("地点", 14, Align.LEFT),
        ("组织单位", 14, Align.LEFT),
        *numbers(("志愿者人数", 7), ("服务特困人数", 8)),
        Column("时长（小时）", 8, sums=True),
        ("主要内容", 22, Align.LEFT),
        ("解决问题", 18, Align.LEFT),
        ("照片数", 5),
        ("记录人", 9, Align.LEFT),
        ("备注", 14, Align.LEFT),
    ),
    activity_rows,
    lambda asked: queries.count_of_township(asked.session, RecordKind.ACTIVITY, asked.township, asked.period),
    frozen=3,
)
