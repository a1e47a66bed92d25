"""Use cases of checkups at the desk: the worklist of a year, a person's sheet, filling it in, the county's rule."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.roles import Role
from shouwang.accounts.service import Caller
from shouwang.checkups import bus, queries
from shouwang.checkups.contracts import Contract, contract_of, in_force
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.fhir import Examined, bundle_of
from shouwang.checkups.filling import Known, faults_of, filled_in, keep_checkups, known_sections
from shouwang.checkups.models import Checkup, CheckupRule, CheckupSection
from shouwang.checkups.owed import Rule
from shouwang.checkups.rules import standing_of
from shouwang.checkups.schemas import CheckupFile, CheckupLine, CheckupYear, ContractLine, SectionFill
from shouwang.checkups.words import CheckupState
from shouwang.errors import Refused, Unknown
from shouwang.register.finding import person_within
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.synced import COUNTY_BUCKET
from shouwang.sync.write import Author, lock_buckets, write

YEARS_SHOWN = 3


def worklist(session: Session, place: str, year: int) -> list[CheckupLine]:
    """Who is owed a checkup in a year or has one, as the bus goes, and by village."""
    born_by = queries.rule_of(session).born_by(year)
    day = min(_today(), date(year, 12, 31))
    contracts = queries.contracts_within(session, place, day)
    place_of = bus.places_in(session, place)
    lines = [
        _line(person, checkup, contracts.get(person.id), owed=owed)
        for person, checkup, owed in queries.worklist(session, place, year, born_by, day)
    ]
    return sorted(lines, key=lambda line: (place_of(line.village), _number_of(line.group_name)))


def find(session: Session, caller: Caller, person: str) -> Person:
    """Somebody of the caller's places. Raises `Unknown`."""
    return person_within(session, caller, person, even_merged=False)


def file(session: Session, person: Person) -> CheckupFile:
    """All that was filled in about somebody, of the last years."""
    sections = queries.sections_of(session, [person.id])
    years = [_year(person, year, list(rows)) for year, rows in groupby(sections, key=lambda each: each.year)]
    return CheckupFile(
        person=person.id,
        person_name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        township=person.township,
        village_name=person.village_name,
        group_name=person.group_name,
        bounds=queries.rule_of(session).bounds,
        contract=_contract(in_force(_contracts(sections), _today())),
        years=years[:YEARS_SHOWN],
        at=clock.now(),
    )


def fill(session: Session, caller: Caller, person: Person, asked: list[SectionFill]) -> CheckupFile:
    """Fills sections in; where another stands than what was seen, both are kept for somebody to choose.

    Raises `Refused` for what cannot be so, and changes nothing then.
    """
    lock_buckets(session, [f"p:{person.id}"])
    faults = {name: fault for each in asked for name, fault in faults_of(each, _today()).items()}
    if faults or any(each.year > _today().year for each in asked):
        raise Refused("not_possible", fields=faults)
    author, by = Author(caller.user.id, clock.now()), caller.user
    known = known_sections(session, [person.id], {each.year for each in asked})
    for each in asked:
        key = (person.id, each.year, each.section)
        filled = filled_in(each, person, known.get(key, Known()), by, ids.uuid7())
        if filled is not None:
            write(session, [filled.done(session, by, author.at)], author)
            known[key] = filled.known
    keep_checkups(session, [(person, each.year) for each in asked], by, Role.HEALTH_WORKER, author)
    return file(session, person)


def as_fhir(session: Session, person: Person, year: int) -> dict[str, Any]:
    """The checkup of a year as a Bundle of Observations. Raises `Unknown` where nothing is filled in."""
    sections = queries.sections_of(session, [person.id], year)
    if not sections:
        raise Unknown
    values = values_of(sections)
    day = standing_of(checkup_form(), values, person.sex).day or sections[0].updated_at.date()
    examined = Examined(person.id, person.name, person.sex, person.birth_date, day)
    return bundle_of(checkup_form(), examined, values)


def set_rule(session: Session, rule: Rule) -> None:
    """The county's own rule from now on. Raises `ValueError` for a day that no calendar has."""
    rule.born_by(2027)
    lock_buckets(session, [COUNTY_BUCKET])
    row = session.get(CheckupRule, queries.RULE_ID) or CheckupRule(
        id=queries.RULE_ID, age=rule.age, cutoff=rule.cutoff, bounds=rule.bounds
    )
    row.age, row.cutoff, row.bounds = rule.age, rule.cutoff, rule.bounds
    write(session, [row], Author(None, clock.now()))


def _number_of(group: str) -> int:
    """Groups are numbered: 2组 comes before 10组."""
    found = re.search(r"\d+", group)
    return int(found[0]) if found else 0


def _contracts(sections: list[CheckupSection]) -> Iterable[Contract]:
    return (found for each in sections if (found := contract_of(each.answers)))


def values_of(sections: list[CheckupSection]) -> Mapping[str, Any]:
    """All that sections of one checkup say."""
    return {name: value for section in sections for name, value in section.answers.items()}


def _year(person: Person, year: int, sections: list[CheckupSection]) -> CheckupYear:
    standing = standing_of(checkup_form(), values_of(sections), person.sex)
    return CheckupYear(
        year=year,
        state=standing.state,
        day=standing.day,
        missing=list(standing.missing),
        sections=[section.shape() for section in sections],
    )


def _line(person: Person, checkup: Checkup | None, contract: Contract | None, *, owed: bool) -> CheckupLine:
    return CheckupLine(
        person=person.id,
        person_name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        village=person.village,
        village_name=person.village_name,
        group_name=person.group_name,
        owed=owed,
        state=CheckupState(checkup.state) if checkup else CheckupState.DUE,
        day=checkup.day if checkup else None,
        told_on=checkup.told_on if checkup else None,
        missing=checkup.missing if checkup else 0,
        clashes=checkup.clashes if checkup else 0,
        abnormal=len(checkup.findings) if checkup else 0,
        urgent=sum(checkup.findings.values()) if checkup else 0,
        contract=_contract(contract),
    )


def _contract(contract: Contract | None) -> ContractLine | None:
    return ContractLine.model_validate(contract) if contract else None


def _today() -> date:
    return clock.today(settings().zone)
