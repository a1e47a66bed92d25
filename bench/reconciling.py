"""The engine on the whole county: a month and a year."""

from collections.abc import Iterator
from datetime import date, timedelta

from bench.figures import Figure, timed
from bench.ground import Ground
from shouwang import clock
from shouwang.database import make_engine, reading
from shouwang.demo.batches import batches
from shouwang.demo.plan import Plan, plan_for
from shouwang.duties.credit import Record as EngineRecord
from shouwang.duties.credit import Signature
from shouwang.duties.policy import adopted, load_pack
from shouwang.duties.reconcile import Period, Person, reconcile
from shouwang.duties.timelines import Fact as EngineFact
from shouwang.ledger.service import ledger_of, rows_within
from shouwang.records.models import Record
from shouwang.register.models import Fact
from shouwang.register.models import Person as PersonRow
from shouwang.settings import settings

YEAR, MONTH = 365, 30


class World:
    """The county as the engine is asked about it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.births: dict[str, date] = {}
        self.facts: dict[str, list[EngineFact]] = {}
        self.records: list[EngineRecord] = []
        for batch in batches(plan):
            for change in batch.changes:
                self._take(change.row)

    def people(self) -> list[Person]:
        """Everybody with her facts."""
        return [Person(person, born, self.facts[person]) for person, born in self.births.items()]

    def _take(self, row: object) -> None:
        if isinstance(row, PersonRow):
            self.births[row.id] = row.birth_date
        elif isinstance(row, Fact):
            fact = EngineFact(row.kind, row.value, row.valid_from, row.valid_to, row.known_on)
            self.facts.setdefault(row.person, []).append(fact)
        elif isinstance(row, Record):
            signature = Signature(row.kind, row.status, row.mode, row.role, row.minutes, row.value, row.beneficiaries)
            self.records.append(EngineRecord(row.id, (row.subject,), row.service_date, signature))


def measure(ground: Ground) -> Iterator[Figure]:
    """First by the engine alone, then as the county's page asks it, from the database."""
    here = settings()
    days = YEAR // 4 if ground.quick else YEAR
    world = World(plan_for(here.county, here.zone, clock.now(), days=days, small=ground.quick))
    yield _engine_alone(world, MONTH)
    yield _engine_alone(world, days)
    yield _from_database(ground.county("sqlite")[0], world)


def _engine_alone(world: World, days: int) -> Figure:
    plan = world.plan
    period = Period(plan.today - timedelta(days=days), plan.today - timedelta(days=1))
    policy, people = adopted(load_pack("xiangtan"), plan.first), world.people()
    townships = [township.code for township in plan.townships]
    recent = [record for record in world.records if record.service_date >= period.first - timedelta(days=60)]
    with timed() as watch:
        reconcile(policy, people=people, townships=townships, records=recent, period=period, today=plan.today)
    name = f"reconcile {len(people):,} people over {days} days"
    return Figure(name, watch.cpu, "s of processor time", remark=f"{len(recent):,} records")


def _from_database(url: str, world: World) -> Figure:
    today, engine = world.plan.today, make_engine(url)
    with reading(engine) as session, timed() as watch:
        rows = rows_within(session, ledger_of(session, Period(today.replace(day=1), today), today), world.plan.county)
    engine.dispose()
    return Figure(f"ledger rows of {len(rows):,} people, this month, from SQLite", watch.wall, "s")
