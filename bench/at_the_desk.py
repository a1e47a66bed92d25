"""What the desk costs on a county with a year of records: the server's time for each page, and what is loaded."""

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bench import ROOT
from bench.figures import Figure, NotTakenError, timed
from bench.ground import Ground
from shouwang import clock
from shouwang.database import make_engine, reading
from shouwang.duties.reconcile import Period
from shouwang.ledger import carers, person, service, today
from shouwang.ledger.queries import entries_within, people_within, townships_within
from shouwang.register.models import Person
from shouwang.settings import settings

TIMES = 5
Page = Callable[[Session], Sequence[BaseModel]]
WEB = ROOT / "backend" / "shouwang" / "web"
IMPORTED = re.compile(r'(?:import|from)\s*"\./([^"]+\.js)"')
NAMED = re.compile(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"')


def measure(ground: Ground) -> Iterator[Figure]:
    """Each page as the median of a few, the shape that is sent included; and the bytes of opening it."""
    yield from _pages(ground.year())
    yield Figure("opening the desk, gzipped", _opened() / 1000, "kB", "200 kB", "script, style and page, no answers")


def _pages(url: str) -> Iterator[Figure]:
    engine, day = make_engine(url), clock.today(settings().zone)
    month = Period(day.replace(day=1), day)
    with reading(engine) as session:
        township = max(townships_within(session, settings().county), key=lambda each: _people(session, each.code))
        code, people = township.code, _people(session, township.code)
        somebody = _somebody(session, code)
    pages: dict[str, tuple[str, Page]] = {
        f"Today, of {people:,} people": ("0.3 s", lambda session: [today.today_of(session, code, "", day)]),
        f"the table of {people:,} people, this month": (
            "0.5 s",
            lambda session: [service.people(session, code, "", month, day)],
        ),
        "one person, this month": (
            "0.15 s",
            lambda session: [person.person(session, session.get_one(Person, somebody), month, day)],
        ),
        "what each carer has to do": ("", lambda session: carers.carers(session, code, day)),
    }
    for name, (aim, page) in pages.items():
        yield Figure(name, median(_seconds(engine, page)), "s", aim)
    engine.dispose()


def _seconds(engine: Engine, page: Page) -> Iterator[float]:
    for _ in range(TIMES):
        with timed() as watch, reading(engine) as session:
            for each in page(session):
                each.model_dump_json(by_alias=True)
        yield watch.wall


def _people(session: Session, township: str) -> int:
    return len(people_within(session, township))


def _somebody(session: Session, township: str) -> str:
    """Who has most records in the township."""
    theirs = entries_within(session, township)
    return max(theirs, key=lambda subject: len(theirs[subject].days))


def _opened() -> int:
    """All that the browser loads on the way to the desk's first page."""
    if not (WEB / "index.html").exists():
        raise NotTakenError("the app is not built: run make")
    desk = [*(WEB / "assets").glob("desk-*.js"), *(WEB / "assets").glob("desk-*.css")]
    return sum(_weight(file) for file in _reached([WEB / "index.html", *desk]))


def _reached(files: list[Path]) -> set[Path]:
    reached: set[Path] = set()
    while files:
        file = files.pop()
        if file in reached or not file.exists():
            continue
        reached.add(file)
        text = file.read_text(encoding="utf-8")
        files += [WEB / name for name in NAMED.findall(text)] if file.suffix == ".html" else []
        files += [file.parent / name for name in IMPORTED.findall(text)] if file.suffix == ".js" else []
    return reached


def _weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 5))
