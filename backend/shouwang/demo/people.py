"""The people in care: alone, as couples, or brothers and sisters under one roof."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from shouwang import ids
from shouwang.demo.dice import shares
from shouwang.demo.lives import Life, ordinary_life
from shouwang.demo.names import IdNumbers, account_number, family_name, name_of, phone_number
from shouwang.demo.places import Township, Village
from shouwang.demo.plan import Plan
from shouwang.demo.workers import Worker
from shouwang.duties.words import Ability, FactKind
from shouwang.register.models import Household, Person, Sex, Stay
from shouwang.register.sealed import index_id_number, seal_bank_account, seal_id_number
from shouwang.sync.rows import maker

ABILITY_SHARES = {Ability.FULL: 0.1, Ability.SEMI: 0.2, Ability.SELF: 0.7}
PHONE_SHARE, ACCOUNT_SHARE, MALE_SHARE, TWO_TOGETHER, WIFE_SHARE = 0.35, 0.9, 0.76, 0.08, 0.4
TYPED_IN_BEFORE = 20
"""Days before the first record on which the county's list was typed in."""
DISABILITIES = ("视力残疾", "肢体残疾", "听力残疾", "智力残疾", "精神残疾")

new_person, new_household = maker(Person), maker(Household)


@dataclass(frozen=True, slots=True)
class Tie:
    """Who cares for somebody from a day on; `last` None means still."""

    worker: Worker
    first: date
    last: date | None = None
    is_primary: bool = True


@dataclass(slots=True)
class Someone:
    """A person in care with her life and her carers. `days` says which visits are made, where chance does not."""

    row: Person
    ability: Ability
    life: Life
    ties: list[Tie] = field(default_factory=list)
    days: dict[date, str] | None = None

    def carer(self, day: date) -> Worker | None:
        """Who mainly cares for her on a day."""
        for tie in self.ties:
            if tie.is_primary and tie.first <= day and (tie.last is None or day <= tie.last):
                return tie.worker
        return None


@dataclass(slots=True)
class Home:
    """People who live together."""

    row: Household
    people: list[Someone]


def abilities(chance: Random, count: int) -> list[Ability]:
    """So many abilities in the county's shares, shuffled."""
    numbers = shares(count, list(ABILITY_SHARES.values()))
    dealt = [ability for ability, number in zip(ABILITY_SHARES, numbers, strict=True) for _ in range(number)]
    chance.shuffle(dealt)
    return dealt


class Profile(NamedTuple):
    """Who somebody is."""

    name: str
    sex: Sex
    born: date
    note: str = ""


class Register:
    """Makes the people of one township, one household after the other."""

    def __init__(self, plan: Plan, township: Township, numbers: IdNumbers, chance: Random) -> None:
        self.plan, self.township, self.numbers, self.chance = plan, township, numbers, chance

    def homes(self, village: Village, dealt: list[Ability]) -> Iterator[Home]:
        """The households of a village for these abilities."""
        left = list(dealt)
        while left:
            together = 2 if len(left) > 1 and self.chance.random() < TWO_TOGETHER else 1
            yield self._home(village, [left.pop() for _ in range(together)])

    def house(self, village: Village, group: str) -> Household:
        """A house in a group of a village."""
        address = f"{village.name}{group}{self.chance.randrange(1, 90)}号"
        return new_household(
            id=ids.uuid7(self.chance, self.registered),
            person="",
            township=self.township.code,
            village=village.code,
            village_name=village.name,
            group_name=group,
            address=f"{self.township.name}{address}",
            members=[],
        )

    def someone(self, village: Village, house: Household, group: str, ability: Ability, who: Profile) -> Someone:
        """A person with all her numbers, and a life."""
        chance = self.chance
        number = self.numbers.new(chance, who.born, who.sex)
        account = account_number(chance) if chance.random() < ACCOUNT_SHARE else None
        row = new_person(
            id=ids.uuid7(chance, self.registered),
            name=who.name,
            sex=who.sex.value,
            birth_date=who.born,
            township=self.township.code,
            village=village.code,
            village_name=village.name,
            group_name=group,
            address=house.address,
            phone=phone_number(chance) if chance.random() < PHONE_SHARE else None,
            contacts=[],
            household=house.id,
            id_number_sealed=seal_id_number(number),
            id_number_index=index_id_number(number),
            bank_account_sealed=seal_bank_account(account) if account else None,
            note=who.note,
        )
        return Someone(row, ability, ordinary_life(chance, self.plan, who.born, ability))

    def _home(self, village: Village, dealt: list[Ability]) -> Home:
        group = f"{self.chance.randrange(1, 17)}组"
        home = Home(self.house(village, group), [])
        for ability in dealt:
            who = self._relative(home.people[0].row) if home.people else self._stranger(ability)
            home.people.append(self.someone(village, home.row, group, ability, who))
        return self.moved_in(home)

    def moved_in(self, home: Home) -> Home:
        """A household of its people, the first its head, since the list was typed in or the office knew them."""
        typed_in = self.plan.first - timedelta(days=TYPED_IN_BEFORE)
        home.row.person = home.row.head = home.people[0].row.id
        known = [(each.row.id, each.life.starts(FactKind.PROGRAMME)[0].known_on) for each in home.people]
        stays = [Stay(person=person, valid_from=max(day, typed_in)) for person, day in known]
        home.row.members = [stay.model_dump(mode="json") for stay in stays]
        return home

    def _stranger(self, ability: Ability) -> Profile:
        born, note = self._birthday(ability)
        sex = Sex.MALE if self.chance.random() < MALE_SHARE else Sex.FEMALE
        return Profile(name_of(self.chance, sex, born.year), sex, born, note)

    def _relative(self, other: Person) -> Profile:
        """A brother or sister, or the wife."""
        chance = self.chance
        born = min(
            other.birth_date + timedelta(days=chance.randrange(400, 2600)), self.plan.today - timedelta(days=900)
        )
        is_wife = other.sex == Sex.MALE and chance.random() < WIFE_SHARE
        family = family_name(chance) if is_wife or "·" in other.name else other.name[:1]
        sex = Sex.FEMALE if is_wife else Sex(other.sex)
        return Profile(name_of(chance, sex, born.year, family), sex, born)

    @property
    def registered(self) -> int:
        """When the county's list was first typed in, in milliseconds."""
        return int(self.plan.moment(self.plan.first - timedelta(days=TYPED_IN_BEFORE), 9).timestamp() * 1000)

    def _birthday(self, ability: Ability) -> tuple[date, str]:
        """Mostly old people; some disabled adults; a few orphans under sixteen, who look after themselves."""
        chance, kind = self.chance, self.chance.random()
        if kind < 0.012 and ability is Ability.SELF:
            return self._born(3 + chance.randrange(12)), "未成年人"
        if kind < 0.16:
            return self._born(20 + chance.randrange(39)), chance.choice(DISABILITIES)
        older = 8 if ability is Ability.FULL else 0
        return self._born(60 + older + int(chance.betavariate(1.5, 2.8) * 36)), ""

    def _born(self, age: int) -> date:
        return self.plan.today - timedelta(days=age * 365 + age // 4 + self.chance.randrange(365))
