"""Imports of rosters for tests, and what is in the database after them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from register.sheets import ROSTERS, TODAY
from shouwang.database import reading, writing
from shouwang.register.models import Assignment, Fact
from shouwang.register.roster_import import ImportResult, import_roster
from shouwang.tables import metadata

TOWNSHIP, OTHER_TOWNSHIP = "430321101", "430321102"
YUNHU, HEKOU = (ROSTERS / name for name in ("yunhu-township.xlsx", "hekou-gbk.csv"))
TOMORROW = TODAY + timedelta(days=1)


def take_in(engine: Engine, content: bytes, township: str = TOWNSHIP, **options: Any) -> ImportResult:
    """Imports a file in a transaction of its own."""
    with writing(engine) as session:
        return import_roster(session, content, township, **{"township_name": "云湖镇", "today": TODAY, **options})


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with reading(engine) as session:
        return {name: sorted(map(repr, session.execute(select(table)))) for name, table in metadata.tables.items()}


def rows(engine: Engine, table: Any) -> Sequence[Any]:
    """All rows of a table; those of one millisecond in any order."""
    with reading(engine) as session:
        return session.scalars(select(table).order_by(table.id)).all()


def pairs(session: Session, wanted: Any) -> dict[str, int]:
    """What a SELECT of two columns gives, as a mapping."""
    return dict(session.execute(wanted).all())


def codes(result: ImportResult) -> list[tuple[int, str]]:
    return [(remark.row, remark.code) for remark in result.warnings]


def facts(engine: Engine, kind: str) -> list[tuple[str | None, date, date]]:
    """Value, beginning and day of knowledge of the facts of a kind, in the order of entry."""
    found = sorted((fact for fact in rows(engine, Fact) if fact.kind == kind), key=lambda fact: fact.entered)
    return [(fact.value, fact.valid_from, fact.known_on) for fact in found]


def carers(engine: Engine) -> list[tuple[str, date, date | None]]:
    held = sorted(rows(engine, Assignment), key=lambda held: (held.valid_from, held.user_name))
    return [(each.user_name, each.valid_from, each.valid_to) for each in held]
