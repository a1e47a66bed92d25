"""The villages that a roster names."""

from sqlalchemy.orm import Session

from shouwang.activities.organisers import tell_of_townships
from shouwang.activities.scope import TOWNSHIP_DIGITS
from shouwang.register import roster_queries as queries
from shouwang.register.models import Place

FIRST_OWN_VILLAGE, LAST_VILLAGE = 900, 999
"""Villages without an official code get one from here on, which the real list never reaches."""
COMMITTEES = (
    ("村村民委员会", "村"),
    ("村民委员会", "村"),
    ("村村委会", "村"),
    ("村委会", "村"),
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
)


def add_place(session: Session, place: Place) -> Place:
    """Registers a place; of a township, leaders of others learn with whom they may plan."""
    session.add(place)
    session.flush()
    if len(place.code) == TOWNSHIP_DIGITS:
        tell_of_townships(session)
    return place


class Villages:
    """The villages of a township by their names and old names; new ones are registered as they come up."""

    def __init__(self, session: Session, township: Place) -> None:
        self._session, self._township = session, township
        known = queries.villages(session, township.code)
        standing = {village.code: village for village in known if village.merged_into is None}
        # How it is called today means a village before how another one was called.
        former = queries.former_names(session, township.code)
        self._by_name = {self._plain(name): standing[code] for name, code in former if code in standing}
        self._by_name |= {self._plain(village.name): village for village in standing.values()}
        taken = {village.code for village in known}
        codes = (f"{township.code}{number}" for number in range(FIRST_OWN_VILLAGE, LAST_VILLAGE + 1))
        self._free = iter([code for code in codes if code not in taken])

    def find(self, name: str) -> Place | None:
        """The village of that name, the township itself for no name, None when there is no code left."""
        if not name:
            return self._township
        plain = self._plain(name)
        if plain not in self._by_name and (code := next(self._free, None)):
            self._by_name[plain] = add_place(self._session, Place(code=code, name=plain, parent=self._township.code))
        return self._by_name.get(plain)

    def _plain(self, name: str) -> str:
        """石牛村 for 云湖镇石牛村 and 石牛村村民委员会."""
        bare = name.removeprefix(self._township.name) or name
        for long, short in COMMITTEES:
            if bare.endswith(long):
                return bare.removesuffix(long) + short
        return bare
