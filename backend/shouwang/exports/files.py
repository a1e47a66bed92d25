"""One person, one file (一人一档): a page of A4 for each with who she is, what held of her, and her period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shouwang.agreements.models import Agreement
from shouwang.agreements.queries import agreements_within
from shouwang.duties.credit import NONE
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.timelines import Fact
from shouwang.duties.words import FactKind
from shouwang.exports import queries, visits
from shouwang.exports.agreements import kind_in_words
from shouwang.exports.layouts import Align, Asked, Column, Layout, columns, numbers
from shouwang.exports.rules import Cell, Said
from shouwang.exports.visits import in_order, living
from shouwang.exports.words import (
    ABILITIES,
    ARRANGEMENTS,
    MODES,
    PROGRAMMES,
    SEXES,
    SUSPENSIONS,
    LedgerKind,
    Words,
    word,
)
from shouwang.ledger.queries import carers_within, entries_within, facts_within, households_within, residents_within
from shouwang.ledger.service import ledger_of, reports_within
from shouwang.ledger.standing import Standing, age_on, holding_on, programmes_on
from shouwang.register import sealed
from shouwang.register.identity import mask_phone
from shouwang.register.models import Person

LAST_VISITS = 5
KINDS: Mapping[str, tuple[str, Words]] = {
    "programme": ("救助类别", PROGRAMMES),
    "arrangement": ("供养方式", ARRANGEMENTS),
    "ability": ("自理能力", ABILITIES),
    "suspension": ("暂停探访", SUSPENSIONS),
    "death": ("去世", {}),
}


def rows(asked: Asked) -> Iterator[Said]:
    """A page for everybody who had not died before the period."""
    known = _Known(asked)
    people = in_order(queries.whole_people(asked.session, asked.township))
    for person in living(people, known.facts, asked.period.first):
        yield tuple(known.page(person, known.facts.get(person.id, [])))


class _Known:
    """What a township's pages are made from, read once."""

    def __init__(self, asked: Asked) -> None:
        session, place = asked.session, asked.township
        self._asked, self._day = asked, min(asked.period.last, asked.today)
        self._ledger = replace(ledger_of(session, asked.period, asked.today), now=())
        self.facts = facts_within(session, place)
        self._entries = entries_within(session, place, self._ledger.wanted(), self._ledger.limits())
        self._reports = reports_within(session, place)
        self._carers = carers_within(session, place, self._day)
        self._phones = queries.phones_of(session, {user for user, _ in self._carers.values()})
        self._visits = queries.last_visits(session, place, asked.period, LAST_VISITS)
        self._homes = {home.id: home for home in households_within(session, place)}
        self._residents = residents_within(session, place)
        self._agreements = agreements_within(session, place, self._day)

    def page(self, person: Person, facts: Sequence[Fact]) -> Iterator[object]:
        """The cells of one page."""
        user, name = self._carers.get(person.id, ("", ""))
        yield from self._head(person)
        yield from self._circumstances(facts)
        yield self._lives_with(person)
        yield from (name, self._phone(self._phones.get(user)))
        yield "；".join(f"{one['relation']} {one['name']} {self._phone(one['phone'])}" for one in person.contacts)
        told = [_told(fact) for fact in sorted(facts, key=lambda fact: fact.valid_from)]
        yield "\n".join([*told, *(_agreed(each) for each in self._agreements.get(person.id, ()))])
        standing = self._standing(person, facts)
        yield from (standing.expected, standing.credited, standing.misses)
        yield "\n".join(f"{day} {word(MODES, mode)} {who}" for day, mode, who in self._visits.get(person.id, []))
        yield ""

    def _head(self, person: Person) -> Iterator[object]:
        number = sealed.open_id_number if self._asked.clear else sealed.masked_id_number
        yield from (person.name, word(SEXES, person.sex), person.birth_date, age_on(self._day, person.birth_date))
        yield number(person.id_number_sealed)
        yield from (person.village_name, person.group_name, person.address, self._phone(person.phone))

    def _circumstances(self, facts: Sequence[Fact]) -> Iterator[object]:
        held = holding_on(self._day, facts)
        yield "、".join(word(PROGRAMMES, each) for each in programmes_on(self._day, facts))
        yield word(ARRANGEMENTS, held.get(FactKind.ARRANGEMENT))
        yield word(ABILITIES, held.get(FactKind.ABILITY))

    def _lives_with(self, person: Person) -> str:
        home = self._homes.get(person.household or "")
        others = [] if home is None else [stay.person for stay in home.stays if stay.valid_to is None]
        return "、".join(self._residents[one].name for one in others if one != person.id and one in self._residents)

    def _standing(self, person: Person, facts: Sequence[Fact]) -> Standing:
        asked = EnginePerson(person.id, person.birth_date, facts)
        standing = self._ledger.standing(asked, self._entries.get(person.id, NONE), self._reports)
        if self._asked.closed:
            self._asked.closed.compare(person.id, standing)
        return standing

    def _phone(self, phone: str | None) -> Cell:
        return phone or "" if self._asked.clear else mask_phone(phone or "")


def _agreed(agreement: Agreement) -> str:
    return f"{agreement.valid_from} 至 {agreement.valid_to or '长期'}  协议：{kind_in_words(agreement)}"


def _told(fact: Fact) -> str:
    name, words = KINDS.get(fact.kind, (fact.kind, {}))
    until = f"至 {fact.valid_to}" if fact.valid_to else "起"
    said = word(words, fact.value)
    return f"{fact.valid_from} {until}  {name}{'：' if said else ''}{said}"


LAYOUT = Layout(
    LedgerKind.FILES,
    "特困人员档案",
    columns(
        ("姓名", 9, Align.LEFT),
        ("性别", 5),
        ("出生日期", 11),
        ("年龄", 5),
        ("身份证号", 20),
        ("村（社区）", 12, Align.LEFT),
        ("组", 7),
        ("住址", 22, Align.LEFT),
        ("联系电话", 12.5),
        ("救助类别", 10),
        ("供养方式", 9),
        ("自理能力", 9),
        ("共同生活", 12, Align.LEFT),
        ("照料服务人", 9, Align.LEFT),
        ("照料人电话", 12.5),
        ("紧急联系人", 22, Align.LEFT),
        ("情况沿革", 30, Align.LEFT),
        *numbers(("应访次数", 6), ("实访次数", 6), ("缺访次数", 6)),
        ("最近探访", 24, Align.LEFT),
        Column("备注", 14, Align.LEFT),
    ),
    rows,
    visits.count,
    frozen=2,
    counts=True,
    form=(
        (30, ("姓名", "性别", "出生日期")),
        (30, ("年龄", "身份证号")),
        (30, ("村（社区）", "组")),
        (30, ("住址", "联系电话")),
        (30, ("救助类别", "供养方式", "自理能力")),
        (30, ("照料服务人", "照料人电话")),
        (30, ("共同生活",)),
        (40, ("紧急联系人",)),
        (170, ("情况沿革",)),
        (30, ("应访次数", "实访次数", "缺访次数")),
        (100, ("最近探访",)),
        (70, ("备注",)),
    ),
)
