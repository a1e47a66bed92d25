"""Reads one row of a roster: the person in it, or what is wrong with it, and what there is to look at. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date

from shouwang.duties.words import Arrangement
from shouwang.register import roster_values as values
from shouwang.register.identity import IdNumber, IdProblem, Sex, is_plausible_name, plain_id, plain_name, read_id_number
from shouwang.register.identity import read_phones as phones_in
from shouwang.register.roster_headers import Column
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_table import Person, Table, cell_text
from shouwang.register.roster_values import Programme, filled

NAME_LENGTH = 50
TEXT_LENGTH = 500
SHOWN_LENGTH = 20


@dataclass(frozen=True)
class RosterCarer:
    """The carer that a row names."""

    name: str
    phone: str | None
    relation: str | None


@dataclass(frozen=True)
class RosterHome:
    """What a row says of the household: its number in the file, its head's name, what the person is to the head."""

    number: str
    head: str
    relation: str


@dataclass(frozen=True)
class RosterFact:
    """A value that a row states, with the words of the file and the day from which it holds, where the file says it.

    What is assumed the file does not state at all: it is good enough for somebody new, and changes nobody else.
    """

    value: str
    source_text: str | None
    valid_from: date | None = None
    is_assumed: bool = False


@dataclass(frozen=True)
class RosterPerson:
    """A row that can be taken. Empty texts and None mean that the file does not say."""

    row: int
    name: str
    id_number: str
    birth_date: date
    sex: Sex
    village: str
    group: str
    address: str
    phone: str | None
    account: str | None
    note: str
    programme: RosterFact
    arrangement: RosterFact | None
    ability: RosterFact | None
    carer: RosterCarer | None
    home: RosterHome = RosterHome("", "", "")


@dataclass(frozen=True)
class Context:
    """What holds for the whole file while its rows are judged.

    `programmes_in` is the column that says programmes row by row; where there is none, `is_tekun` that the title does.
    `ages_of` is the year in which ages were counted; `other_townships` are spellings that do not mean this one.
    """

    table: Table
    today: date
    ages_of: int
    arrangement: Arrangement | None = None
    programmes_in: Column | None = None
    is_tekun: bool = False
    other_townships: frozenset[str] = frozenset()


@dataclass
class RowJudge:
    """Collects what is wrong with one row while it is read."""

    context: Context
    row: Person
    problems: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def text(self, column: Column) -> str:
        """A cell's text, bounded, empty for strokes."""
        return filled(self.context.table.cell(self.row, column))[:TEXT_LENGTH]

    def refuse(self, column: Column, code: str, **facts: object) -> None:
        """Notes something for which the row cannot be taken."""
        self.problems.append(Remark(self.row.number, self.context.table.label(column), code, facts))

    def warn(self, column: Column, code: str, **facts: object) -> None:
        """Notes something to look at, once: 认定时间 dates two facts."""
        remark = Remark(self.row.number, self.context.table.label(column), code, facts)
        if remark not in self.warnings:
            self.warnings.append(remark)


def judge_row(context: Context, row: Person) -> tuple[RosterPerson | None, RowJudge, IdNumber | None]:
    """The person in a row, or None where something is wrong; the judge holds problems and warnings."""
    judge = RowJudge(context, row)
    name, number = _name(judge), _id_number(judge)
    _check_township(judge)
    programme, arrangement, ability = _programme(judge), _arrangement(judge), _ability(judge)
    if number is None or judge.problems:
        return None, judge, number
    _compare_with_id(judge, number)
    person = RosterPerson(
        row=row.number,
        name=name,
        id_number=number.number,
        birth_date=number.birth_date,
        sex=number.sex,
        village=_village(judge),
        group=judge.text(Column.GROUP),
        address=judge.text(Column.ADDRESS),
        phone=_phone(judge, Column.PHONE),
        account=_account(judge),
        note=judge.text(Column.REMARK),
        programme=_dated(judge, programme, number, Column.RECOGNISED),
        arrangement=arrangement and _dated(judge, arrangement, number, _arrangement_date(arrangement)),
        ability=ability and _dated(judge, ability, number, Column.ASSESSED),
        carer=_carer(judge),
        home=_home(judge),
    )
    return person, judge, number


def _name(judge: RowJudge) -> str:
    name = plain_name(cell_text(judge.context.table.cell(judge.row, Column.NAME)))
    if not filled(name):
        judge.refuse(Column.NAME, "name_missing")
    elif len(name) > NAME_LENGTH:
        judge.refuse(Column.NAME, "name_too_long")
    elif not is_plausible_name(name):
        judge.warn(Column.NAME, "name_odd")
    return name


def _id_number(judge: RowJudge) -> IdNumber | None:
    cell = judge.context.table.cell(judge.row, Column.ID_NUMBER)
    found = read_id_number(cell if filled(cell) else "", judge.context.today)
    if isinstance(found, IdProblem):
        judge.refuse(Column.ID_NUMBER, found.value, length=len(plain_id(cell)))
        return None
    if found.extended:
        judge.warn(Column.ID_NUMBER, "id_extended")
    return found


def _check_township(judge: RowJudge) -> None:
    written = judge.text(Column.TOWNSHIP)
    if written in judge.context.other_townships:
        judge.refuse(Column.TOWNSHIP, "other_township_written", value=written[:SHOWN_LENGTH])


def _programme(judge: RowJudge) -> RosterFact:
    written = judge.text(Column.PROGRAMME)
    if written:
        found = values.PROGRAMMES.meaning(written)
        if found is None:
            _unknown_word(judge, Column.PROGRAMME, "programme_unknown", values.PROGRAMMES.offered)
    else:  # 人员类别 is more often 老年人 or 残疾人: those words are no programme, and nothing is wrong with them
        written = judge.text(Column.CATEGORY)
        found = values.PROGRAMMES.meaning(written)
    if found is not None:
        return RosterFact(found, written)
    if judge.context.programmes_in:
        judge.warn(judge.context.programmes_in, "programme_assumed")
    return RosterFact(Programme.TEKUN, None, is_assumed=not judge.context.is_tekun)


def _arrangement(judge: RowJudge) -> RosterFact | None:
    written, otherwise = judge.text(Column.ARRANGEMENT), judge.context.arrangement
    if written:
        found = values.ARRANGEMENTS.meaning(written)
        if found is None:
            _unknown_word(judge, Column.ARRANGEMENT, "arrangement_unknown", values.ARRANGEMENTS.offered)
        return RosterFact(found, written) if found else None
    if otherwise is None and Column.ARRANGEMENT in judge.context.table.places:
        judge.warn(Column.ARRANGEMENT, "arrangement_missing")
    return RosterFact(otherwise, None) if otherwise else None


def _ability(judge: RowJudge) -> RosterFact | None:
    written = judge.text(Column.ABILITY)
    found = values.ABILITIES.meaning(written)
    if written and found is None:
        _unknown_word(judge, Column.ABILITY, "ability_unknown", values.ABILITIES.offered)
    elif not written and Column.ABILITY in judge.context.table.places:
        judge.warn(Column.ABILITY, "ability_missing")
    return RosterFact(found, written) if found else None


def _unknown_word(judge: RowJudge, column: Column, code: str, known: str) -> None:
    judge.refuse(column, code, value=judge.text(column)[:SHOWN_LENGTH], known=known)


def _arrangement_date(arrangement: RosterFact) -> Column:
    return Column.ADMITTED if arrangement.value == Arrangement.CENTRALISED else Column.RECOGNISED


def _dated(judge: RowJudge, fact: RosterFact, number: IdNumber, column: Column) -> RosterFact:
    return replace(fact, valid_from=_begin(judge, column, number.birth_date))


def _begin(judge: RowJudge, column: Column, born: date) -> date | None:
    """The first day that a date column can mean; None, with a warning, for what cannot be used."""
    cell = judge.context.table.cell(judge.row, column)
    if not filled(cell):
        return None
    written = values.read_date(cell)
    code = "date_year_only"
    if written is None or written.ambiguous:
        code, written = "date_unreadable", None
    elif not born <= written.first_day() <= judge.context.today:
        code, written = "date_impossible", None
    if written is None or written.month is None:
        judge.warn(column, code)
    return written.first_day() if written else None


def _compare_with_id(judge: RowJudge, number: IdNumber) -> None:
    table, born = judge.context.table, number.birth_date
    if filled(cell := table.cell(judge.row, Column.BIRTH)):
        written = values.read_date(cell)
        if written is None or not written.fits(born):
            judge.warn(Column.BIRTH, "birth_differs" if written else "birth_unreadable")
    if filled(cell := table.cell(judge.row, Column.SEX)):
        sex = values.SEXES.meaning(cell)
        if sex is not number.sex:
            judge.warn(Column.SEX, "sex_differs" if sex else "sex_unreadable")
    if filled(cell := table.cell(judge.row, Column.AGE)):
        age = values.read_age(cell)
        if age is None or abs(age - (judge.context.ages_of - born.year)) > 1:
            judge.warn(Column.AGE, "age_unreadable" if age is None else "age_differs")


def _village(judge: RowJudge) -> str:
    village = "".join(judge.text(Column.VILLAGE).split())
    if not village and Column.VILLAGE in judge.context.table.places:
        judge.warn(Column.VILLAGE, "village_missing")
    return village


def _home(judge: RowJudge) -> RosterHome:
    head = plain_name(judge.text(Column.HEAD))[:NAME_LENGTH]
    return RosterHome(judge.text(Column.HOUSEHOLD), head, judge.text(Column.HEAD_RELATION))


def _phone(judge: RowJudge, column: Column) -> str | None:
    cell = judge.context.table.cell(judge.row, column)
    if not (written := filled(cell)) or written in values.NOBODY:
        return None
    found = phones_in(cell)
    if not found:
        judge.warn(column, "phone_unreadable")
    elif len(set(found)) > 1:
        judge.warn(column, "phone_several")
    return found[0] if found else None


def _account(judge: RowJudge) -> str | None:
    cell = judge.context.table.cell(judge.row, Column.ACCOUNT)
    if not (written := filled(cell)) or written in values.NOBODY:
        return None
    account = values.read_account(cell)
    if account is None:
        judge.warn(Column.ACCOUNT, "account_unreadable")
    return account


def _carer(judge: RowJudge) -> RosterCarer | None:
    names = [plain_name(part) for part in values.split_names(judge.text(Column.CARER))]
    if not names or names[0] in values.NOBODY:
        if Column.CARER in judge.context.table.places:
            judge.warn(Column.CARER, "carer_missing")
        return None
    if len(names) > 1:
        judge.warn(Column.CARER, "carer_several")
    relation = judge.text(Column.RELATION)
    return RosterCarer(names[0][:NAME_LENGTH], _phone(judge, Column.CARER_PHONE), relation or None)
