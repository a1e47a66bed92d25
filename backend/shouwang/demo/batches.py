"""The county as rows ready to be written, township by township: pure, and the same for the same plan."""

from collections.abc import Iterator
from datetime import timedelta

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.demo.batch import Batch
from shouwang.demo.cast import play
from shouwang.demo.dice import dice
from shouwang.demo.names import IdNumbers, name_of
from shouwang.demo.places import COUNTY_NAME
from shouwang.demo.plan import Plan
from shouwang.demo.reminding import channels
from shouwang.demo.township import township_batch
from shouwang.demo.workers import user
from shouwang.duties.duty import Population
from shouwang.duties.models import AdoptedPolicy, ExtraDuty
from shouwang.duties.policy import load_pack, policy_as_json, population_as_json
from shouwang.duties.words import Ability, Arrangement, ExtraReason
from shouwang.register.models import Place, Sex
from shouwang.sync.write import Author, Change

EXTRA_BEFORE, EXTRA_AFTER = 2, 3
PACK = "xiangtan"
"""The policy that the demo county follows."""


def batches(plan: Plan) -> Iterator[Batch]:
    """The whole county: itself, then its townships in order."""
    yield _county_itself(plan)
    numbers = IdNumbers()
    for township in plan.townships:
        yield township_batch(plan, township, numbers)


def _county_itself(plan: Plan) -> Batch:
    """The county's name, its policy from the first day of records on, its officer and its auditor."""
    chance = dice(plan.seed, "county")
    officer = play(chance, plan, Role.OFFICER, plan.county)
    auditor = user(chance, plan, Role.AUDITOR, plan.county, name_of(chance, Sex.FEMALE, 1980))
    policy = _policy(plan)
    changes = [Change(row, Author(officer.id, row.created_at)) for row in (officer, auditor)]
    changes.append(Change(policy, Author(officer.id, policy.adopted_at)))
    extra = _extra_duty(plan, officer)
    changes.append(Change(extra, Author(officer.id, extra.raised_at)))
    place = Place(code=plan.county, name=COUNTY_NAME)
    return Batch(COUNTY_NAME, first=[place], changes=changes, last=[*channels(plan, officer)])


def _extra_duty(plan: Plan, officer: User) -> ExtraDuty:
    """A visit before the cold to everybody who depends on others: in force since some days, and not yet over."""
    begins = plan.today - timedelta(days=EXTRA_BEFORE)
    population = Population(arrangements=(Arrangement.DISPERSED,), abilities=(Ability.FULL, Ability.SEMI))
    return ExtraDuty(
        id=ids.id_from("demo", "extra duty"),
        place=plan.county,
        title="降温前走访",
        reason=ExtraReason.COLD.value,
        valid_from=begins,
        valid_to=plan.today + timedelta(days=EXTRA_AFTER),
        population=population_as_json(population),
        raised_by=officer.id,
        raised_by_name=officer.name,
        raised_at=plan.moment(begins, 8),
    )


def _policy(plan: Plan) -> AdoptedPolicy:
    pack = load_pack(PACK)
    return AdoptedPolicy(
        id=ids.id_from("demo", "policy", PACK),
        county=plan.county,
        pack=pack.id,
        valid_from=plan.first,
        adopted_at=plan.moment(plan.first - timedelta(days=7), 15),
        body=policy_as_json(pack),
    )
