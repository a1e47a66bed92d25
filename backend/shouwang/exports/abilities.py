"""The ledger of assessments (自理能力评估台账): what the facts say of each person's ability from a day on."""

from collections.abc import Iterator, Sequence
from datetime import date

from shouwang.accounts.queries import users_named
from shouwang.exports import queries
from shouwang.exports.layouts import Align, Asked, Layout, columns
from shouwang.exports.rules import Said
from shouwang.exports.words import ABILITIES, SEXES, LedgerKind, word
from shouwang.ledger.standing import age_on
from shouwang.register import sealed
from shouwang.register.models import Fact, Person


def rows(asked: Asked) -> Iterator[Said]:
    """A row for each assessment that holds from a day of the period."""
    found = queries.abilities_known(asked.session, asked.township, asked.period)
    before = queries.abilities_before(asked.session, asked.township)
    names = users_named(asked.session, {fact.entered_by for _, fact in found if fact.entered_by})
    for person, fact in found:
        yield (
            *_head(person, fact.valid_from, clear=asked.clear),
            fact.valid_from,
            word(ABILITIES, fact.value),
            word(ABILITIES, _last_before(before.get(person.id, []), fact)),
            fact.known_on,
            names.get(fact.entered_by or "", ""),
            fact.source_text,
        )


def _head(person: Person, day: date, *, clear: bool) -> Said:
    number = sealed.open_id_number if clear else sealed.masked_id_number
    return (
        person.village_name,
        person.group_name,
        person.name,
        word(SEXES, person.sex),
        age_on(day, person.birth_date),
        number(person.id_number_sealed),
    )


def _last_before(known: Sequence[tuple[date, str | None]], fact: Fact) -> str | None:
    values = [value for since, value in known if since < fact.valid_from]
    return values[-1] if values else None


LAYOUT = Layout(
    LedgerKind.ABILITIES,
    "特困人员自理能力评估台账",
    columns(
        ("村（社区）", 12, Align.LEFT),
        ("组", 7),
        ("姓名", 9, Align.LEFT),
        ("性别", 5),
        ("年龄", 5),
        ("身份证号", 20),
        ("评估日期", 11),
        ("评估结果", 9),
        ("上次结果", 9),
        ("登记日期", 11),
        ("登记人", 9, Align.LEFT),
        ("依据", 26, Align.LEFT),
    ),
    rows,
    lambda asked: len(queries.abilities_known(asked.session, asked.township, asked.period)),
    frozen=4,
)
