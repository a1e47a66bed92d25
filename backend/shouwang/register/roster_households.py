"""Households while a roster is taken in: who is found to live together is brought under one roof.

Known households are told by the people in them, never by the numbers of a file, which are often counted anew.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from shouwang.ids import uuid7
from shouwang.register.households import new_household
from shouwang.register.models import Household, Person, Stay
from shouwang.register.roster_homes import StatedHome, is_head
from shouwang.register.roster_row import RosterPerson

Taken = Sequence[tuple[RosterPerson, Person]]
"""The rows of one household that were taken, each with its person."""


class Households:
    """The households of the people of a file. `take_written` gives those that are to be written, then `move` moves."""

    def __init__(self, today: date, known: Iterable[Household], names: dict[str, str]) -> None:
        self._today, self._names = today, names
        self._known = {household.id: household for household in known}
        self._claimed: set[str] = set()
        self._written: dict[str, Household] = {}
        self._moving: list[tuple[Person, str]] = []

    def settle(self, home: StatedHome, taken: Taken) -> None:
        """Brings the people of a household together."""
        if not taken:
            return
        self._names.update((person.id, person.name) for _, person in taken)
        household = self._meant(home, taken)
        for _, person in taken:
            if person.household != household.id:
                self._leave(person)
                self._come(household, person)
        self._set(household, **self._headed(home, taken, household))
        self._set_place(household, taken)

    def take_written(self) -> list[Household]:
        """What is to be written now; the next call gives only what changed since."""
        written, self._written = list(self._written.values()), {}
        return written

    def move(self) -> list[Person]:
        """Lets people name the household that is theirs from now on, once it is written. Gives those known before."""
        moved, self._moving = self._moving, []
        for person, household in moved:
            person.household = household
        return [person for person, _ in moved if person.version]

    def _meant(self, home: StatedHome, taken: Taken) -> Household:
        """The household of one of them, the head's first; of one that parts the first part keeps it."""
        ordered = sorted(taken, key=lambda pair: pair[0] is not home.head)
        for _, person in ordered:
            known = self._known.get(person.household or "")
            if known is not None and not (home.is_stated and known.id in self._claimed):
                self._claimed.add(known.id)
                return known
        return self._new(ordered[0][1])

    def _new(self, first: Person) -> Household:
        household = new_household(uuid7(), first)
        self._known[household.id] = self._written[household.id] = household
        return household

    def _leave(self, person: Person) -> None:
        """Ends a stay today; one that began today never was."""
        household = self._known.get(person.household or "")
        if household is None:
            return
        stays = []
        for stay in household.stays:
            is_hers = stay.person == person.id and stay.valid_to is None
            if is_hers and stay.valid_from < self._today:
                stays.append(Stay(person=stay.person, valid_from=stay.valid_from, valid_to=self._today))
            elif not is_hers:
                stays.append(stay)
        left = [stay.person for stay in stays if stay.valid_to is None]
        is_first, is_headed = household.person == person.id, household.head == person.id
        self._set(
            household,
            members=_plain(stays),
            person=left[0] if is_first and left else household.person,
            head=_alone(left) if is_headed and left else household.head,
        )

    def _come(self, household: Household, person: Person) -> None:
        """Begins a stay today; one that ended today goes on instead."""
        ended = Stay(person=person.id, valid_from=self._today, valid_to=self._today)
        stays = [stay for stay in household.stays if (stay.person, stay.valid_to) != (person.id, self._today)]
        back = next((stay for stay in household.stays if stay not in stays), ended)
        stays.append(Stay(person=person.id, valid_from=back.valid_from))
        is_alone = all(stay.valid_to is not None for stay in stays[:-1])
        self._set(
            household,
            members=_plain(sorted(stays, key=lambda stay: stay.valid_from)),
            person=person.id if is_alone else household.person,
        )
        self._moving.append((person, household.id))

    def _headed(self, home: StatedHome, taken: Taken, household: Household) -> dict[str, str | None]:
        """Who heads it: one of its people, else somebody who is not in care, of whom the name is all there is."""
        head = next((person for row, person in taken if row is home.head or is_head(row)), None)
        if head is not None:
            return {"head": head.id, "head_name": ""}
        living = [stay.person for stay in household.stays if stay.valid_to is None]
        if not home.head_name:
            return {} if household.head or household.head_name else {"head": _alone(living)}
        named = next((person for person in living if self._names.get(person) == home.head_name), None)
        return {"head": named, "head_name": "" if named else home.head_name}

    def _set_place(self, household: Household, taken: Taken) -> None:
        """It stands where its first person says she lives."""
        first = next((person for _, person in taken if person.id == household.person), None)
        if first is not None:
            names = ("township", "village", "village_name", "group_name", "address")
            self._set(household, **{name: getattr(first, name) for name in names})

    def _set(self, household: Household, **values: object) -> None:
        changed = {name: value for name, value in values.items() if getattr(household, name) != value}
        for name, value in changed.items():
            setattr(household, name, value)
        if changed:
            self._written[household.id] = household


def _alone(living: Sequence[str]) -> str | None:
    """Who lives alone heads the household; of several nobody does before the office says so."""
    return living[0] if len(living) == 1 else None


def _plain(stays: Iterable[Stay]) -> list[dict[str, object]]:
    return [stay.model_dump(mode="json") for stay in stays]
