"""Finds the roster in a file: the sheet, the header in one to three rows, what columns mean, the rows about people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shouwang.register.identity import cell_digits, half_width
from shouwang.register.roster_headers import (
    OF_A_PERSON,
    OF_CARER,
    WORKERS,
    Column,
    column_of,
    is_explicitly_own,
    is_of_head,
    plain_header,
)
from shouwang.register.roster_reading import Cell, RosterRefused, Row, Sheet

ROWS_SEARCHED = 40
HEADER_ROWS = 3
LEAST_SCORE = 4
CARER_COLUMNS = (Column.CARER, Column.RELATION, Column.CARER_ID, Column.CARER_PHONE)
NEVER_FILLED = (Column.NAME, Column.ID_NUMBER, Column.SERIAL)
TELLING = (Column.SEX, Column.BIRTH, Column.AGE, Column.ABILITY, Column.PHONE, Column.CARER)
UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
SUM = re.compile(r"^.{0,12}?(合计|小计|总计|共计|累计)([:：（(].*|\d.*)?$")
FOOT = re.compile(
    r"^(填报人|填表人|制表人?|审核人?|负责人|单位负责人|经办人|填报单位|填报时间|填表说明|备注|说明|注)"
    r"\s*(\(.*?\))?\s*[:：]"
)
SHORTEST_ID = 10
EXAMPLE = ("例", "示例", "样例", "例如")
WEIGHT = {Column.NAME: 3, Column.ID_NUMBER: 3, Column.SERIAL: 0, Column.REMARK: 0}


@dataclass(frozen=True)
class Header:
    """One column's heading: the words in the file, the group heading above them, and what they mean."""

    text: str
    group: str
    column: Column | None

    @property
    def label(self) -> str:
        """The heading as told to people; a worker's part with its group: 照料服务人/电话."""
        return f"{self.group}/{self.text}" if self.group and self.column in CARER_COLUMNS + WORKERS else self.text


@dataclass(frozen=True)
class Person:
    """A row about a person: its number in the sheet (from 1) and its cells as they stand, filled from merged ranges."""

    number: int
    cells: Row


@dataclass(frozen=True)
class Table:
    """A roster: where its header stands, what its columns mean and its rows about people."""

    sheet: str
    title: str
    header_row: int
    headers: list[Header]
    places: dict[Column, int]
    people: list[Person]
    guessed_phone: bool = False
    filled_villages: list[int] = field(default_factory=list)
    other_rosters: list[str] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)

    def cell(self, person: Person, column: Column) -> Cell:
        """The cell of a person in a column; empty where the file has no such column."""
        place = self.places.get(column)
        return person.cells[place] if place is not None and place < len(person.cells) else ""

    def label(self, column: Column) -> str:
        """The header's words in this file; empty where there is no such column."""
        place = self.places.get(column)
        return self.headers[place].label if place is not None else ""

    def unknown(self) -> list[str]:
        """Headings that nobody knows, or that came twice."""
        known = set(self.places.values())
        return [header.label for place, header in enumerate(self.headers) if header.text and place not in known]


def find_roster(sheets: list[Sheet]) -> Table:
    """The best roster among the sheets. Raises RosterRefused: there is none, or it lacks names or ID numbers."""
    tables = [table for sheet in sheets if (table := read_table(sheet)) is not None]
    if not tables:
        raise RosterRefused("no_header")
    best = max(tables, key=lambda table: (_score(table.places), len(table.people)))
    if Column.ID_NUMBER not in best.places:
        raise RosterRefused("no_id_column")
    if Column.NAME not in best.places:
        raise RosterRefused("no_name_column")
    if not best.people:
        raise RosterRefused("no_people")
    best.other_rosters.extend(table.sheet for table in tables if table is not best and _is_rival(table, best))
    return best


def _is_rival(table: Table, best: Table) -> bool:
    wanted = (Column.ID_NUMBER, Column.NAME)
    return table.sheet != best.sheet and bool(table.people) and all(column in table.places for column in wanted)


def read_table(sheet: Sheet) -> Table | None:
    """The roster in a sheet, or None where no row looks like a header. Of equal readings the shorter header wins."""
    readings = [
        (_score(_understand(_headers(sheet, start, depth))[0]), -depth, -start)
        for start in range(min(ROWS_SEARCHED, len(sheet.rows)))
        for depth in _depths(sheet, start)
    ]
    score, depth, start = max(readings, default=(0, 0, 0))
    return _table(sheet, -start, -depth) if score >= LEAST_SCORE else None


def _depths(sheet: Sheet, start: int) -> Iterator[int]:
    yield 1
    for depth in range(2, HEADER_ROWS + 1):
        if not _is_sub_header(sheet, start + depth - 1):
            return
        yield depth


def _score(places: dict[Column, int]) -> int:
    return sum(WEIGHT.get(column, 1) for column in places)


def _table(sheet: Sheet, start: int, depth: int) -> Table:
    headers = _headers(sheet, start, depth)
    places, guessed = _understand(headers)
    title = " ".join(text for row in sheet.rows[:start] for cell in row if (text := cell_text(cell)))
    rows = _filled(sheet, start + depth, {place for column, place in places.items() if column not in NEVER_FILLED})
    table = Table(sheet.name, title, start + 1, headers, places, [], guessed_phone=guessed)
    for index in range(start + depth, len(rows)):
        _sort_row(table, Person(index + 1, rows[index]))
    if sheet.merged is None:
        _fill_villages(table)
    return table


def _headers(sheet: Sheet, start: int, depth: int) -> list[Header]:
    width = max((len(row) for row in sheet.rows[start : start + depth]), default=0)
    lines = [_headings(sheet, row, width, groups=row < start + depth - 1) for row in range(start, start + depth)]
    return [_header([line[place] for line in lines]) for place in range(width)]


def _header(words: list[str]) -> Header:
    texts = list(dict.fromkeys(text for text in words if text))
    if not texts:
        return Header("", "", None)
    text, group = texts[-1], texts[-2] if len(texts) > 1 else ""
    return Header(text, group, column_of(plain_header(text), plain_header(group)))


def _headings(sheet: Sheet, row: int, width: int, groups: bool) -> list[str]:
    """The words of one row of the header; a group's heading is repeated over all that it spans."""
    words = [header_text(_at(sheet, row, place)) for place in range(width)]
    owners = _owners(sheet, row, width) if groups else {}
    for place in range(width) if groups else ():
        over_something = bool(header_text(_at(sheet, row + 1, place)))
        if not words[place] and place in owners:
            words[place] = words[owners[place]]
        elif not words[place] and place and over_something:
            words[place] = words[place - 1]
    return words


def _owners(sheet: Sheet, row: int, width: int) -> dict[int, int]:
    """For each place under a merged heading of this row, the place where the heading stands."""
    ranges = [(left, right) for (top, left), (_, right) in sheet.merged or () if top == row and left < width]
    return {place: left for left, right in ranges for place in range(left, min(right, width - 1) + 1)}


def _is_sub_header(sheet: Sheet, row: int) -> bool:
    # A second row of the header fills only what stands under a group; a row about a person stands under single
    # headings too (姓名 over 张三), so the two cannot be mistaken for each other.
    if row >= len(sheet.rows):
        return False
    below = [place for place, cell in enumerate(sheet.rows[row]) if header_text(cell)]
    return bool(below) and all(_spans(sheet, row - 1, place) for place in below)


def _spans(sheet: Sheet, row: int, place: int) -> bool:
    above = header_text(_at(sheet, row, place))
    if not above:
        return True
    return not header_text(_at(sheet, row, place + 1)) and bool(header_text(_at(sheet, row + 1, place + 1)))


def _understand(headers: list[Header]) -> tuple[dict[Column, int], bool]:
    """Which place each column has, and whether a telephone was taken for the carer's only for where it stands."""
    places: dict[Column, int] = {}
    of_head: dict[Column, int] = {}
    numbers = sum(header.column is Column.ID_NUMBER for header in headers)
    guessed, before = False, None
    for place, header in enumerate(headers):
        column = header.column
        beside_carer = before in CARER_COLUMNS and not header.group and not is_explicitly_own(header.text)
        if beside_carer and (column is Column.PHONE or (column is Column.ID_NUMBER and numbers > 1)):
            column = OF_CARER[column]
            guessed = guessed or column is Column.CARER_PHONE
        if column in OF_A_PERSON and is_of_head(header.text):
            of_head.setdefault(column, place)
        elif column is not None:
            places.setdefault(column, place)
        before = column
    return _with_heads(places, of_head), guessed


def _with_heads(places: dict[Column, int], of_head: dict[Column, int]) -> dict[Column, int]:
    """Where only heads are listed they are the people; beside the people's own columns they tell households."""
    if Column.NAME in places and Column.NAME in of_head:
        places.setdefault(Column.HEAD, of_head[Column.NAME])
    return of_head | places


def _filled(sheet: Sheet, first: int, places: set[int]) -> list[Row]:
    """The rows, with a cell merged over several rows repeated in each of them, and nowhere else."""
    rows = [list(row) for row in sheet.rows]
    for (top, left), (bottom, _) in sheet.merged or ():
        if left in places and top >= first and left < len(rows[top] if top < len(rows) else ()):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return rows


def _sort_row(table: Table, row: Person) -> None:
    if cell_text(table.cell(row, Column.SERIAL)) in EXAMPLE:
        table.examples.append(row.number)
    elif is_about_a_person(table, row):
        table.people.append(row)


def is_about_a_person(table: Table, row: Person) -> bool:
    """Whether a row is about a person: it has a name, an ID number, or at least two things that only people have.

    Sums, signatures at the foot, repeated headers, headings over a village's rows and lines of column numbers are not.
    """
    name, number = cell_text(table.cell(row, Column.NAME)), cell_text(table.cell(row, Column.ID_NUMBER))
    if not name and not number:
        return sum(bool(cell_text(table.cell(row, column))) for column in TELLING) >= 2
    first = next(_texts(row.cells), "")
    if len(number) < SHORTEST_ID and (SUM.match(first) or SUM.match(name) or FOOT.match(half_width(first))):
        return False
    if column_of(plain_header(name)) is Column.NAME or (name.isdigit() and len(number) < 3):
        return False
    alone = sum(1 for _ in _texts(row.cells)) == 1
    return not (alone and name.endswith(("村", "社区", "居委会", "镇", "乡", "组")))


def _texts(cells: Row) -> Iterator[str]:
    return (text for cell in cells if (text := re.sub(r"\s", "", cell_text(cell))))


def _fill_villages(table: Table) -> None:
    # Text tables forget merged cells. A village written once stands for the rows below it until the next one.
    place, current = table.places.get(Column.VILLAGE), ""
    if place is None:
        return
    for person in table.people:
        written = cell_text(table.cell(person, Column.VILLAGE))
        if not written and current and place < len(person.cells):
            person.cells[place] = current
            table.filled_villages.append(person.number)
        current = written or current


def _at(sheet: Sheet, row: int, place: int) -> Cell:
    cells = sheet.rows[row] if 0 <= row < len(sheet.rows) else []
    return cells[place] if 0 <= place < len(cells) else ""


def header_text(cell: Cell) -> str:
    """A heading in one line, as the file has it."""
    return re.sub(r"[\r\n]+\s*", "", cell_text(cell))


def cell_text(cell: Cell) -> str:
    """A cell as text without blanks around it and without what cannot be stored or seen."""
    text = cell_digits(cell)
    return text.strip() if text.isprintable() else UNSTORABLE.sub("", text).strip()
