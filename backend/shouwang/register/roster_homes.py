"""Which rows of a roster live together, by 户号, 户主 and 与户主关系. Pure.

A row that says nothing of the kind is a household of one.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from shouwang.register.roster_row import RosterPerson

HEAD = frozenset({"户主", "本人", "户主本人", "本户户主"})


@dataclass
class StatedHome:
    """The rows of one household. `head_name` is empty and `head` None where the file does not say who heads it."""

    rows: list[RosterPerson] = field(default_factory=list)
    head: RosterPerson | None = None
    head_name: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the file says who lives together; else nothing is known but that somebody lives."""
        return any(_says_something(row) for row in self.rows)


def homes_of(rows: Iterable[RosterPerson]) -> list[StatedHome]:
    """The rows by household, in the order of their first rows."""
    homes: list[StatedHome] = []
    by_key: dict[Hashable, StatedHome] = {}
    above: StatedHome | None = None
    for row in rows:
        key = _key(row)
        home = by_key.get(key) if key is not None else above if _goes_on(above, row) else None
        if home is None or (is_head(row) and home.head is not None and not row.home.number):
            # A second head of one name in one group: namesakes, each with the rows that follow.
            home = StatedHome()
            homes.append(home)
        if key is not None:
            by_key[key] = home
        _join(home, row)
        above = home
    return homes


def chunks_of(homes: Iterable[StatedHome], people: int) -> Iterator[list[StatedHome]]:
    """The households in portions of at least so many people; nobody is parted from the others."""
    portion: list[StatedHome] = []
    for home in homes:
        portion.append(home)
        if sum(len(each.rows) for each in portion) >= people:
            yield portion
            portion = []
    if portion:
        yield portion


def is_head(row: RosterPerson) -> bool:
    """Whether the row is that of the head."""
    return row.home.relation in HEAD or (not row.home.relation and row.home.head == row.name)


def _key(row: RosterPerson) -> Hashable | None:
    """What rows of one household have in common. Numbers are often counted anew in each village."""
    if row.home.number:
        return "number", row.village, row.home.number
    return ("head", row.village, row.group, row.home.head) if row.home.head else None


def _goes_on(above: StatedHome | None, row: RosterPerson) -> bool:
    """Whether a row without a number or a head's name belongs to the household of the row above: a relative does."""
    is_relative = bool(row.home.relation) and not is_head(row)
    return is_relative and above is not None and above.is_stated and above.rows[-1].village == row.village


def _join(home: StatedHome, row: RosterPerson) -> None:
    home.rows.append(row)
    if home.head is None and is_head(row):
        home.head = row
    home.head_name = home.head_name or row.home.head


def _says_something(row: RosterPerson) -> bool:
    return bool(row.home.number or row.home.head or row.home.relation)
