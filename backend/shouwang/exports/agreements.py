"""协议台账: a row for each agreement that holds in a period or was signed in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from shouwang.agreements import queries as agreed
from shouwang.agreements.changes import term_of
from shouwang.agreements.kinds import shipped
from shouwang.agreements.models import Agreement
from shouwang.agreements.rules import state_on
from shouwang.agreements.words import AgreementKind
from shouwang.duties.timelines import Fact
from shouwang.duties.words import FactKind
from shouwang.exports import queries
from shouwang.exports.layouts import Align, Asked, Layout, columns
from shouwang.exports.rules import Said
from shouwang.exports.words import AGREEMENT_ENDS, AGREEMENT_STATES, ARRANGEMENTS, PARTIES, LedgerKind, word
from shouwang.ledger.queries import facts_within
from shouwang.ledger.standing import holding_on
from shouwang.register import sealed
from shouwang.register.models import Person


def rows(asked: Asked) -> Iterator[Said]:
    """The agreements in the order of villages, each person's in the order of signing; then those of institutions."""
    day = min(asked.period.last, asked.today)
    of_people, between = _sorted(_found(asked))
    facts = facts_within(asked.session, asked.township)
    for person in queries.whole_people(asked.session, asked.township):
        for agreement in of_people.get(person.id, ()):
            yield _row(person, agreement, facts.get(person.id, ()), day, clear=asked.clear)
    for agreement in between:
        yield ("", _named(agreement, "institution"), "", "", *_what(agreement, day))


def _found(asked: Asked) -> list[Agreement]:
    return agreed.of_period(asked.session, asked.township, asked.period.first, asked.period.last)


def _sorted(found: Sequence[Agreement]) -> tuple[Mapping[str, list[Agreement]], list[Agreement]]:
    of_people: dict[str, list[Agreement]] = {}
    for each in found:
        if each.person:
            of_people.setdefault(each.person, []).append(each)
    return of_people, [each for each in found if not each.person]


def _row(person: Person, agreement: Agreement, facts: Sequence[Fact], day: date, *, clear: bool) -> Said:
    # A child's number is never in the clear in a list.
    is_clear = clear and agreement.kind != AgreementKind.GUARDIANSHIP
    number = sealed.open_id_number if is_clear else sealed.masked_id_number
    return (
        person.village_name,
        person.name,
        number(person.id_number_sealed),
        word(ARRANGEMENTS, holding_on(day, facts).get(FactKind.ARRANGEMENT)),
        *_what(agreement, day),
    )


def _what(agreement: Agreement, day: date) -> Said:
    services = shipped().services
    until = agreement.valid_to.isoformat() if agreement.valid_to else "长期"
    return (
        kind_in_words(agreement),
        "；".join(f"{word(PARTIES, each['role'])}：{each['name']}" for each in agreement.parties),
        agreement.signed_on,
        f"{agreement.valid_from} 至 {until}",
        "、".join(services[each].zh if each in services else each for each in agreement.services),
        word(AGREEMENT_STATES, state_on(term_of(agreement), day)),
        "；".join(_notes(agreement)),
    )


def kind_in_words(agreement: Agreement) -> str:
    """What an agreement is called on paper."""
    return shipped().kinds[AgreementKind(agreement.kind)].zh


def _notes(agreement: Agreement) -> Iterator[str]:
    if agreement.number:
        yield f"编号 {agreement.number}"
    if agreement.renews:
        yield "续签"
    if agreement.ended_on:
        yield f"{agreement.ended_on} 终止（{word(AGREEMENT_ENDS, agreement.end_reason)}）"
    if agreement.note:
        yield agreement.note


def _named(agreement: Agreement, role: str) -> str:
    return "、".join(each["name"] for each in agreement.parties if each["role"] == role)


def _count(asked: Asked) -> int:
    """Of people who stand in the township's list, and of institutions, as the rows are."""
    of_people, between = _sorted(_found(asked))
    here = {person.id for person in queries.whole_people(asked.session, asked.township)} if of_people else set()
    return sum(len(each) for person, each in of_people.items() if person in here) + len(between)


LAYOUT = Layout(
    LedgerKind.AGREEMENTS,
    "特困人员协议台账",
    columns(
        ("村", 10, Align.LEFT),
        ("姓名", 9, Align.LEFT),
        ("身份证号", 20),
        ("供养方式", 8),
        ("协议类型", 16, Align.LEFT),
        ("签订各方", 34, Align.LEFT),
        ("签订日期", 11),
        ("起止日期", 24),
        ("服务内容", 24, Align.LEFT),
        ("状态", 7),
        ("备注", 18, Align.LEFT),
    ),
    rows,
    _count,
    frozen=3,
)
