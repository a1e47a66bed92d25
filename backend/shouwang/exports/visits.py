"""The ledger of visits (探访台账): a row for each person, with what the engine says of the period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shouwang.duties.credit import NONE, Entries
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.timelines import Fact
from shouwang.duties.words import FactKind, Mode, RecordKind, RecordStatus, Severity
from shouwang.exports import queries
from shouwang.exports.layouts import Align, Asked, Layout, columns, numbers
from shouwang.exports.rules import Said, natural
from shouwang.exports.words import ABILITIES, SEXES, SUSPENSIONS, LedgerKind, word
from shouwang.ledger.queries import (
    carers_within,
    entries_within,
    facts_within,
    people_within,
    quarantined_within,
)
from shouwang.ledger.service import ledger_of, reports_within
from shouwang.ledger.standing import Standing, age_on, died_on, holding_on
from shouwang.register.identity import mask_phone
from shouwang.register.models import Person


def rows(asked: Asked) -> Iterator[Said]:
    """Everybody who lived on a day of the period, by village and group."""
    session, place, period = asked.session, asked.township, asked.period
    # No light is asked for: what holds today plays no part.
    ledger = replace(ledger_of(session, period, asked.today), now=())
    day = min(period.last, asked.today)
    facts, entries = facts_within(session, place), entries_within(session, place, ledger.wanted(), ledger.limits())
    reports, carers = reports_within(session, place), carers_within(session, place, day)
    phones = queries.phones_of(session, {user for user, _ in carers.values()})
    after_death = quarantined_within(session, place)
    for person in living(in_order(people_within(session, place)), facts, period.first):
        known, theirs = facts.get(person.id, []), entries.get(person.id, NONE)
        standing = ledger.standing(EnginePerson(person.id, person.birth_date, known), theirs, reports)
        if asked.closed:
            asked.closed.compare(person.id, standing)
        user, name = carers.get(person.id, ("", ""))
        phone = phones.get(user) or ""
        carer = (name, phone if asked.clear else mask_phone(phone))
        yield (
            *_head(person, known, day),
            *carer,
            *_figures(standing, theirs, asked),
            *_state(known, standing, after_death.get(person.id, 0), asked),
        )


def living(people: Iterable[Person], facts: Mapping[str, Sequence[Fact]], first: date) -> Iterator[Person]:
    """Those of some people who had not died before a day."""
    for person in people:
        died = died_on(facts.get(person.id, []))
        if died is None or died >= first:
            yield person


def in_order(people: Iterable[Person]) -> list[Person]:
    """By village and group, as one counts: group 2 comes before group 10."""
    return sorted(people, key=lambda one: (one.village, *natural(one.group_name), one.id))


def count(asked: Asked) -> int:
    """How many rows there will be."""
    return queries.count_living(asked.session, asked.township, asked.period.first)


def _head(person: Person, facts: Sequence[Fact], day: date) -> Said:
    ability = holding_on(day, facts).get(FactKind.ABILITY)
    return (
        person.village_name,
        person.group_name,
        person.name,
        word(SEXES, person.sex),
        age_on(day, person.birth_date),
        word(ABILITIES, ability),
    )


def _figures(standing: Standing, entries: Entries, asked: Asked) -> Said:
    """应访, 实访, of these by which way, 缺访, the longest gap."""
    made = _made(entries, asked)
    gaps = [
        owed.line.longest_gap
        for owed in standing.lines
        if owed.duty.severity is Severity.BREACH and owed.line.longest_gap is not None
    ]
    return (
        standing.expected,
        standing.credited,
        made.count(Mode.HOME),
        made.count(Mode.PHONE) + made.count(Mode.VIDEO),
        made.count(Mode.REMOTE),
        standing.misses,
        max(gaps, default=""),
    )


def _made(entries: Entries, asked: Asked) -> list[str | None]:
    """The mode of each visit of the period that stands."""
    first, last = asked.period.first.toordinal(), min(asked.period.last, asked.today).toordinal()
    return [
        said.mode
        for day, said in zip(entries.days, entries.signatures, strict=True)
        if first <= day <= last and said.kind == RecordKind.VISIT and said.status == RecordStatus.VALID
    ]


def _state(facts: Sequence[Fact], standing: Standing, after_death: int, asked: Asked) -> Said:
    """暂停天数, 暂停原因, 状态, 备注."""
    died, last = died_on(facts), min(asked.period.last, asked.today)
    paused, why = paused_in(facts, asked.period.first, min(last, died) if died else last)
    notes = [
        f"{died.isoformat()} 去世" if died and died <= last else "",
        f"去世后记录 {after_death} 条" if after_death else "",
        f"未报 {standing.unreported} 次" if standing.unreported else "",
    ]
    return paused or "", "、".join(why), _state_word(facts, standing, last), "；".join(filter(None, notes))


def paused_in(facts: Sequence[Fact], first: date, last: date) -> tuple[int, list[str]]:
    """On how many days of a time nobody was to be visited, and why."""
    stays = [
        (max(fact.valid_from, first), min(fact.valid_to or last, last), fact.value)
        for fact in facts
        if fact.kind == FactKind.SUSPENSION
    ]
    within = [stay for stay in stays if stay[0] <= stay[1]]
    days = {start + timedelta(n) for start, end, _ in within for n in range((end - start).days + 1)}
    return len(days), list(dict.fromkeys(word(SUSPENSIONS, value) for *_, value in within))


def _state_word(facts: Sequence[Fact], standing: Standing, day: date) -> str:
    held = holding_on(day, facts)
    if FactKind.DEATH in held:
        return "去世"
    if FactKind.SUSPENSION in held:
        return "暂停"
    if standing.misses:
        return "有缺访"
    if standing.unreported:
        return "待上报"
    return "正常" if standing.lines else "无应访"


LAYOUT = Layout(
    LedgerKind.VISITS,
    "特困人员探访台账",
    columns(
        ("村（社区）", 12, Align.LEFT),
        ("组", 6),
        ("姓名", 9, Align.LEFT),
        ("性别", 5),
        ("年龄", 5),
        ("自理能力", 8),
        ("照料服务人", 9, Align.LEFT),
        ("联系电话", 12.5),
        *numbers(
            ("应访次数", 6),
            ("实访次数", 6),
            ("其中上门", 6),
            ("电话视频", 6),
            ("远程监测", 6),
            ("缺访次数", 6),
        ),
        ("最长间隔（天）", 9),
        ("暂停天数", 6),
        ("暂停原因", 9, Align.LEFT),
        ("状态", 7),
        ("备注", 16, Align.LEFT),
    ),
    rows,
    count,
    frozen=4,
    counts=True,
)
