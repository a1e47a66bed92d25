"""Decides about a whole roster: which rows are taken, refused or duplicates, and what must be said about them. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from shouwang.duties.words import Arrangement
from shouwang.register.identity import half_width
from shouwang.register.roster_headers import Column
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_row import Context, RosterPerson, judge_row
from shouwang.register.roster_table import Table
from shouwang.register.roster_values import PROGRAMMES, filled, reference_year

NOT_KEPT = (
    Column.ETHNICITY, Column.RESIDENCE, Column.DISABILITY, Column.DISABILITY_GRADE, Column.HEALTH, Column.INSTITUTION,
    Column.CARER_ID, Column.AGREEMENT, Column.AGREEMENT_TERM, Column.GRID_WORKER, Column.CADRE, Column.DOCTOR,
)  # fmt: skip
"""Columns that are understood and for which the register has no place yet."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that is not taken, with everything that is wrong with it."""

    row: int
    problems: list[Remark]


@dataclass(frozen=True)
class CheckedRoster:
    """What is to become of each row: `rows` = people + refused + duplicates."""

    table: Table
    rows: int
    people: list[RosterPerson]
    refused: list[RefusedRow]
    warnings: list[Remark]


def check_roster(table: Table, *, today: date, township_name: str = "") -> CheckedRoster:
    """Judges every row. Of rows with the same ID number the first that can be taken stands."""
    context, warnings = _context(table, today, township_name)
    people: list[RosterPerson] = []
    refused: list[RefusedRow] = []
    first: dict[str, int] = {}
    for row in table.people:
        person, judge, number = judge_row(context, row)
        if number is not None and number.number in first:
            facts: dict[str, object] = {"first": first[number.number], "row": row.number}
            warnings.append(Remark(row.number, table.label(Column.ID_NUMBER), "duplicate", facts))
        elif person is None:
            refused.append(RefusedRow(row.number, judge.problems))
        else:
            first[person.id_number] = row.number
            people.append(person)
            warnings.extend(judge.warnings)
    return CheckedRoster(table, len(table.people), people, refused, sorted(warnings, key=lambda remark: remark.row))


def _context(table: Table, today: date, township_name: str) -> tuple[Context, list[Remark]]:
    arrangement = _from_title(table) if Column.ARRANGEMENT not in table.places else None
    others, programmes_in = _other_townships(table, township_name), _programmes_in(table)
    context = Context(
        table=table,
        today=today,
        ages_of=reference_year(table.title, today),
        arrangement=arrangement,
        programmes_in=programmes_in,
        is_tekun=programmes_in is None and _title_says_tekun(table),
        other_townships=frozenset() if len(_townships(table)) == 1 else others,
    )
    return context, _about_columns(table, arrangement) + _about_rows(table, others)


def _from_title(table: Table) -> Arrangement | None:
    words = table.title + " " + table.sheet
    named = {Arrangement.DISPERSED: "分散" in words, Arrangement.CENTRALISED: "集中" in words}
    found = [arrangement for arrangement, is_named in named.items() if is_named]
    return found[0] if len(found) == 1 else None


def _about_columns(table: Table, arrangement: Arrangement | None) -> list[Remark]:
    """What is said once: columns left out or missing, and what was taken from elsewhere."""
    said = []
    if left_out := _left_out(table):
        said.append(_once(table, "、".join(left_out), "columns_left_out", columns="、".join(left_out)))
    if arrangement is not None:
        value = "分散供养" if arrangement is Arrangement.DISPERSED else "集中供养"
        said.append(_once(table, "供养方式", "arrangement_from_title", value=value))
    elif Column.ARRANGEMENT not in table.places:
        said.append(_once(table, "供养方式", "arrangement_column_missing"))
    for column, words, code in (
        (Column.VILLAGE, "村（社区）", "village_column_missing"),
        (Column.ABILITY, "自理能力", "ability_column_missing"),
        (Column.CARER, "照料服务人", "carer_column_missing"),
    ):
        if column not in table.places:
            said.append(_once(table, words, code))
    if _programmes_in(table) is None and not _title_says_tekun(table):
        said.append(_once(table, "救助类别", "programme_assumed"))
    if table.guessed_phone:
        label = table.label(Column.CARER_PHONE)
        said.append(_once(table, label, "carer_phone_by_place", label=label))
    return said


def _about_rows(table: Table, other_townships: frozenset[str]) -> list[Remark]:
    said = [Remark(row, table.label(Column.SERIAL), "examples_skipped") for row in table.examples]
    if table.filled_villages:
        place, count = table.label(Column.VILLAGE), len(table.filled_villages)
        said.append(Remark(table.filled_villages[0], place, "villages_filled", {"count": count}))
    if table.other_rosters:
        said.append(_once(table, "", "other_rosters", sheets="、".join(table.other_rosters)))
    if other_townships and len(_townships(table)) == 1:
        said.append(_once(table, table.label(Column.TOWNSHIP), "township_differs", value=min(other_townships)[:20]))
    return said


def _once(table: Table, column: str, code: str, **facts: object) -> Remark:
    return Remark(table.header_row, column, code, facts)


def _left_out(table: Table) -> list[str]:
    unkept = [table.label(column) for column in NOT_KEPT if _has_text(table, column)]
    return table.unknown() + unkept


def _has_text(table: Table, column: Column) -> bool:
    return column in table.places and any(filled(table.cell(row, column)) for row in table.people)


def _programmes_in(table: Table) -> Column | None:
    """The column that says programmes. 人员类别 does so only where one of its words is a programme."""
    if _has_text(table, Column.PROGRAMME):
        return Column.PROGRAMME
    categories = (filled(table.cell(row, Column.CATEGORY)) for row in table.people)
    return Column.CATEGORY if any(map(PROGRAMMES.meaning, categories)) else None


def _title_says_tekun(table: Table) -> bool:
    return re.search(r"特困|五保", table.title + table.sheet) is not None


def _townships(table: Table) -> set[str]:
    return {text for row in table.people if (text := filled(table.cell(row, Column.TOWNSHIP)))}


def _other_townships(table: Table, name: str) -> frozenset[str]:
    if not name or Column.TOWNSHIP not in table.places:
        return frozenset()
    return frozenset(written for written in _townships(table) if not is_same_township(written, name))


def is_same_township(one: str, other: str) -> bool:
    """Whether two spellings name one township: 湘潭县云湖镇, 云湖镇人民政府, 云湖."""
    first, second = _bare(one), _bare(other)
    return first.endswith(second) or second.endswith(first)


def _bare(township: str) -> str:
    return re.sub(r"(镇|乡|街道)$", "", re.sub(r"\s|人民政府|办事处", "", half_width(township)))
