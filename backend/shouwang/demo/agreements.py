"""Agreements of a township: most hold, some have lapsed, some do not fit, some were never signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.agreements.changes import rows_of
from shouwang.agreements.kinds import shipped
from shouwang.agreements.models import Agreement
from shouwang.agreements.rules import last_day
from shouwang.agreements.schemas import AgreementWords, Party
from shouwang.agreements.words import AgreementKind, EndReason, PartyRole
from shouwang.demo.dice import dice
from shouwang.demo.people import Someone
from shouwang.demo.places import TOWNSHIPS, Township
from shouwang.demo.plan import Plan
from shouwang.duties.words import Arrangement, FactKind
from shouwang.records.models import Record
from shouwang.records.service import Origin
from shouwang.register.models import Person
from shouwang.sync.rules import Capture
from shouwang.sync.write import Author, Change

NEVER, LAPSED, OTHER_KIND, REPLACED, RENEWED = 0.05, 0.09, 0.12, 0.15, 0.4
STILL_OF_HOME = 0.4
CAST_LEFT = (200, 20, -15, 300, None)
"""How many days are left of the agreements of the five whom the cast's carer cares for; one has none."""
YEAR = 365


def agreements(plan: Plan, township: Township, people: Sequence[Someone], clerk: User) -> Iterator[Change]:
    """What the clerk has entered from signed papers, and the agreement of the home for the aged with its doctors."""
    making = _Making(plan, township, clerk)
    parts = [someone for someone in people if someone.days is not None]
    for someone, left in zip(parts, CAST_LEFT, strict=False):
        if left is not None:
            yield from making.of_cast(dice(plan.seed, "agreement", someone.row.name), someone, left)
    for someone in people:
        if someone.days is None and not someone.life.starts(FactKind.DEATH):
            yield from making.of(dice(plan.seed, "agreement", someone.row.id), someone)
    yield from making.between(dice(plan.seed, "agreement", township.code))


@dataclass(frozen=True, slots=True)
class _Making:
    plan: Plan
    township: Township
    clerk: User

    def of(self, chance: Random, someone: Someone) -> Iterator[Change]:
        """What there is of somebody."""
        entry = someone.life.starts(FactKind.PROGRAMME)[0].known_on
        fate, today = chance.random(), self.plan.today
        moved = [each for each in someone.life.starts(FactKind.ARRANGEMENT) if each.value == Arrangement.CENTRALISED]
        begins = max(entry, today - timedelta(days=chance.randrange(5, YEAR - 5)))
        if entry > today or (fate < NEVER and not moved):
            return
        if moved and chance.random() > STILL_OF_HOME:
            yield from self._signed(chance, someone, AgreementKind.TRIPARTITE, moved[0].valid_from)
        elif moved:
            yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, begins)
        elif fate < LAPSED and entry < today - timedelta(days=YEAR):
            long_ago = today - timedelta(days=YEAR + chance.randrange(10, 80))
            yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, max(entry, long_ago))
        elif fate < OTHER_KIND:
            yield from self._signed(chance, someone, AgreementKind.ENTRUSTED_CARE, begins)
        elif fate < REPLACED and (today - begins).days > 30:
            yield from self._replaced(chance, someone, begins)
        elif fate < RENEWED and self.township.name == TOWNSHIPS[0] and entry < begins - timedelta(days=YEAR):
            yield from self._renewed(chance, someone, begins)
        else:
            yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, begins)

    def of_cast(self, chance: Random, someone: Someone, left: int) -> Iterator[Change]:
        """An agreement of a year of which so many days are left."""
        day = self.plan.today + timedelta(days=left + 1) - timedelta(days=YEAR)
        yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, day)

    def between(self, chance: Random) -> Iterator[Change]:
        """Doctors come to the home for the aged."""
        kind, name = AgreementKind.MEDICAL, self.township.name
        parties = {PartyRole.HEALTH_CENTRE: f"{name}卫生院", PartyRole.INSTITUTION: f"{name}敬老院"}
        day = self.plan.today - timedelta(days=chance.randrange(60, 900))
        yield from self._changes(self._words(chance, kind, day, parties), None)

    def _replaced(self, chance: Random, someone: Someone, begins: date) -> Iterator[Change]:
        """Another carer: the first agreement ended, a new one was signed."""
        later = begins + timedelta(days=20)
        for change in self._signed(chance, someone, AgreementKind.FOUR_PARTY, begins):
            if isinstance(change.row, Agreement):
                change.row.ended_on = later - timedelta(days=1)
                change.row.end_reason = EndReason.CARER_CHANGED.value
                change.row.ended_by_name, change.row.ended_at = self.clerk.name, self._entered(later)
            yield change
        yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, later)

    def _renewed(self, chance: Random, someone: Someone, begins: date) -> Iterator[Change]:
        before = list(self._signed(chance, someone, AgreementKind.FOUR_PARTY, begins - timedelta(days=YEAR)))
        yield from before
        old = next(change.row.id for change in before if isinstance(change.row, Agreement))
        yield from self._signed(chance, someone, AgreementKind.FOUR_PARTY, begins, renews=old)

    def _signed(
        self, chance: Random, someone: Someone, kind: AgreementKind, day: date, renews: str | None = None
    ) -> Iterator[Change]:
        carer = someone.carer(min(day, self.plan.today)) or someone.carer(self.plan.today)
        names = {
            PartyRole.TOWNSHIP: f"{self.township.name}人民政府",
            PartyRole.VILLAGE: f"{someone.row.village_name}村民委员会",
            PartyRole.CARER: carer.row.name if carer else "村干部代管",
            PartyRole.PERSON: someone.row.name,
            PartyRole.INSTITUTION: f"{self.township.name}敬老院",
        }
        parties = {line[0]: names[line[0]] for line in shipped().kinds[kind].parties}
        words = self._words(chance, kind, day, parties)
        words.renews = renews
        yield from self._changes(words, someone.row)

    def _words(self, chance: Random, kind: AgreementKind, day: date, parties: dict[PartyRole, str]) -> AgreementWords:
        about = shipped().kinds[kind]
        return AgreementWords(
            id=ids.uuid7(chance, int(self.plan.moment(day, 10).timestamp() * 1000)),
            kind=kind,
            number=f"{day.year}-{chance.randrange(1, 900):03}",
            parties=[Party(role=role, name=name) for role, name in parties.items()],
            services=list(about.usual),
            signed_on=day,
            valid_from=day,
            valid_to=last_day(day, about.months),
        )

    def _changes(self, words: AgreementWords, person: Person | None) -> Iterator[Change]:
        at = self._entered(words.signed_on)
        origin = Origin(self.clerk, self.clerk.role, None, None, Capture(at, timedelta(0), [], None), at)
        record, agreement = rows_of(words, person, self.township.code, origin)
        row: Record | Agreement
        for row in (record, agreement):
            yield Change(row, Author(self.clerk.id, at))

    def _entered(self, day: date) -> datetime:
        """What was signed before the county began was typed in when the accounts were opened."""
        opened = self.plan.first - timedelta(days=20)
        return min(self.plan.moment(max(day, opened), 15), self.plan.until)
