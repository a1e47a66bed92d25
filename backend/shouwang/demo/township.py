"""One township as rows: its villages, watch groups, people, and what was done for them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.activities.words import HELPERS
from shouwang.demo.activities import Done, Served, activities
from shouwang.demo.agreements import agreements
from shouwang.demo.assessments import assessments
from shouwang.demo.batch import Batch
from shouwang.demo.care import Group, village_groups
from shouwang.demo.cast import PARTS, cast_group, play
from shouwang.demo.checkups import checkups
from shouwang.demo.diary import Diary
from shouwang.demo.dice import dice
from shouwang.demo.entries import (
    assignment_changes,
    fact_changes,
    household_changes,
    person_changes,
    record_changes,
    user_changes,
)
from shouwang.demo.field import Field
from shouwang.demo.hygiene import Cleaned, hygiene
from shouwang.demo.names import IdNumbers, name_of
from shouwang.demo.needs import needs
from shouwang.demo.people import Register, Someone, Tie, abilities
from shouwang.demo.places import TOWNSHIPS, Township
from shouwang.demo.plan import Plan
from shouwang.demo.records import home_records
from shouwang.demo.workers import AVERAGE, Worker, user
from shouwang.duties.words import Ability, FactKind
from shouwang.records.models import Record
from shouwang.register.models import Place, Sex
from shouwang.sync.write import Author, Change
from shouwang.teams.models import Team, TeamArea, TeamMember
from shouwang.teams.rules import role_in
from shouwang.teams.words import TeamKind

DOCTORS, SEEN_BY_LEADER = 2, 4


def township_batch(plan: Plan, township: Township, numbers: IdNumbers) -> Batch:
    """All rows of a township."""
    return _Making(plan, township, numbers).batch()


class _Making:
    """A township in the making; the first one of the county has the cast."""

    def __init__(self, plan: Plan, township: Township, numbers: IdNumbers) -> None:
        self.plan, self.township = plan, township
        self.chance = dice(plan.seed, township.code, "people")
        self.register = Register(plan, township, numbers, self.chance)
        self.has_cast = township.name == TOWNSHIPS[0]

    def batch(self) -> Batch:
        """Its places, its workers, its people, and what was done for them."""
        clerk = self._staff(Role.CLERK)
        leader = Worker(self._staff(Role.VOLUNTEER_LEADER), AVERAGE, "志愿者")
        doctors = [Worker(self._staff(Role.HEALTH_WORKER, n), AVERAGE, "村医") for n in range(DOCTORS)]
        groups = self._groups()
        homes = [home for group in groups for home in group.homes]
        everyone = [someone for home in homes for someone in home.people]
        self._tie_more(everyone, leader, doctors)
        workers = [leader, *doctors, *(worker for group in groups for worker in group.workers)]
        field = Field(self.plan, self.township, workers, everyone)
        journal, issues = field.parked()
        examined = checkups(self.plan, self.township, everyone, doctors[0].row)
        assessed = assessments(self.plan, self.township, everyone, clerk)
        together = self._together(groups, leader, everyone, field)
        cleaned = self._cleaned(groups, leader, Worker(clerk, AVERAGE, "经办人"), field)
        changes = [
            *user_changes(clerk, workers),
            *household_changes(self.plan, clerk, homes),
            *person_changes(self.plan, clerk, everyone),
            *fact_changes(self.plan, clerk, everyone),
            *assignment_changes(self.plan, clerk, everyone),
            *together.changes,
            *record_changes([*field.heard(self._records(groups)), *together.records, *cleaned.records]),
            *field.reports(),
            *needs(self.plan, self.township, everyone, clerk),
            *examined.changes,
            *assessed.changes,
            *agreements(self.plan, self.township, everyone, clerk),
            *issues,
        ]
        teams = list(self._teams(groups, leader, doctors))
        changes += [Change(row, Author(clerk.id, clerk.created_at)) for row in teams if isinstance(row, TeamMember)]
        first = [*self._places(), *journal, *(row for row in teams if isinstance(row, Team))]
        areas = [row for row in teams if isinstance(row, TeamArea)]
        last = [*areas, *cleaned.points, *together.organisers, *field.phones(), *examined.lines, *assessed.clocks]
        return Batch(self.township.name, len(everyone), first, changes, last)

    def _staff(self, role: Role, number: int = 0) -> User:
        if self.has_cast and not number:
            return play(self.chance, self.plan, role, self.township.code)
        sex = Sex.FEMALE if self.chance.random() < 0.5 else Sex.MALE
        name = name_of(self.chance, sex, self.chance.randrange(1968, 1998))
        return user(self.chance, self.plan, role, self.township.code, name)

    def _groups(self) -> list[Group]:
        villages = sorted(self.township.villages, key=lambda village: -village.people)
        groups = [cast_group(self.chance, self.plan, self.register, villages[0])] if self.has_cast else []
        dealt = abilities(self.chance, self.township.people - len(PARTS) * len(groups))
        for village in villages:
            is_stage = self.has_cast and village is villages[0]
            people = village.people - (len(PARTS) if is_stage else 0)
            mine, dealt = dealt[:people], dealt[people:]
            number = village.groups - is_stage
            groups += village_groups(self.chance, self.plan, self.register, village, mine, number)
        return groups

    def _tie_more(self, everyone: Sequence[Someone], leader: Worker, doctors: Sequence[Worker]) -> None:
        """The doctors see those who need most besides their carers, the volunteers' leader a few others."""
        cared_for = [someone for someone in everyone if someone.ties]
        need_most = [someone for someone in cared_for if someone.ability is Ability.FULL]
        for number, someone in enumerate(need_most):
            someone.ties.append(Tie(doctors[number % DOCTORS], someone.ties[0].first, is_primary=False))
        for someone in [one for one in cared_for if one.ability is Ability.SELF][:SEEN_BY_LEADER]:
            someone.ties.append(Tie(leader, someone.ties[0].first, is_primary=False))

    def _places(self) -> list[Place]:
        code, name = self.township.code, self.township.name
        below = [Place(code=village.code, name=village.name, parent=code) for village in self.township.villages]
        return [Place(code=code, name=name, parent=self.plan.county), *below]

    def _teams(self, groups: Sequence[Group], leader: Worker, doctors: Sequence[Worker]) -> list[SQLModel]:
        """A watch group for each group of people, a volunteers' team and a health team."""
        name, code = self.township.name, self.township.code
        numbers: dict[str, int] = {}
        rows: list[SQLModel] = [*self._team(TeamKind.VOLUNTEERS, code, f"{name}志愿服务队", [leader])]
        rows += self._team(TeamKind.HEALTH, code, f"{name}健康服务队", doctors)
        alone = Counter(group.village.code for group in groups)
        for group in groups:
            code = group.village.code
            number = numbers[code] = numbers.get(code, 0) + 1
            title = f"{group.village.name}第{number}守望之家"
            team = list(self._team(TeamKind.WATCH_GROUP, code, title, group.workers))
            # Where there are several, each sees to people who were given to it by name.
            rows += [*team, self._area(team[0], code)] if alone[code] == 1 else team
        return rows

    def _team(self, kind: TeamKind, place: str, name: str, workers: Sequence[Worker]) -> Iterator[SQLModel]:
        team = Team(id=ids.id_from("demo", place, name), place=place, kind=kind, name=name)
        yield team
        for number, worker in enumerate(workers):
            yield TeamMember(
                id=ids.id_from("demo", team.id, str(number)),
                team=team.id,
                team_name=name,
                kind=kind,
                role=role_in(kind, is_leader=number == 0),
                user=worker.row.id,
                user_name=worker.row.name,
                is_leader=number == 0,
                valid_from=self._since(),
            )

    def _area(self, team: Any, village: str) -> TeamArea:
        return TeamArea(
            id=ids.id_from("demo", team.id, "area"), team=team.id, village=village, valid_from=self._since()
        )

    def _since(self) -> date:
        return date(self.plan.first.year - 2, 3, 1)

    def _cleaned(self, groups: Sequence[Group], leader: Worker, clerk: Worker, field: Field) -> Cleaned:
        """Homes are checked by the watch group; phones that are silent have told nothing."""
        heard = [group for group in groups if group.workers[0].row.id not in field.silent]
        homes = [(home, group.workers[0]) for group in heard for home in group.homes]
        return hygiene(self.plan, self.township, homes, leader, clerk)

    def _records(self, groups: Sequence[Group]) -> Iterator[Record]:
        for group in groups:
            diary = Diary()
            for home in group.homes:
                yield from home_records(self.plan, home, group.workers[0], diary)

    def _together(self, groups: Sequence[Group], leader: Worker, everyone: Sequence[Someone], field: Field) -> Done:
        """What the township did together. Nobody is served of whose death anything is known."""
        helpers = [worker.row for group in groups for worker in group.workers if worker.role in HELPERS]
        alive = [one for one in everyone if not one.life.starts(FactKind.DEATH)]
        known = [one.row.id for one in alive if any(tie.worker is leader for tie in one.ties)]
        until = field.silent.get(leader.row.id, self.plan.until)
        served = Served([one.row.id for one in alive], known, until)
        return activities(self.plan, self.township, leader, helpers, served)
