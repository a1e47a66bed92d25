"""Work that is committed together, where every commit waits for the disk (docs/decisions/0005).

SQLite has one writer at a time, and what was acknowledged must survive a power cut, so a push waits longer for the disk
than for anything else. Those that come meanwhile line up, and whoever is next does the work of all in one transaction.
Nobody hears of its result before the commit.
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from shouwang.database import engine, has_one_writer, writing

T = TypeVar("T")


def committed(work: Callable[[Session], T], on: Engine | None = None) -> T:
    """What the work comes to, once it is committed. It may be done twice, the first time without a trace."""
    target = on or engine()
    if has_one_writer(target):
        return _line_of(target).join(work)
    with writing(target) as session:
        return work(session)


class Line:
    """Those who wait to write into one database."""

    def __init__(self, on: Engine) -> None:
        self._engine = on
        self._waiting: deque[_Place] = deque()
        self._turn = Lock()

    def join(self, work: Callable[[Session], T]) -> T:
        """Waits for its turn or for somebody who has done it along with his own; raises what the work raised."""
        mine = _Place(work)
        self._waiting.append(mine)
        with self._turn:
            if not mine.done:
                self._do(self._all_who_wait())
        if mine.problem is not None:
            raise mine.problem
        result: T = mine.result
        return result

    def length(self) -> int:
        """How many wait whom nobody has begun with."""
        return len(self._waiting)

    def _all_who_wait(self) -> list["_Place"]:
        # Others append meanwhile: taken one by one, nobody is forgotten.
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def _do(self, places: Sequence["_Place"]) -> None:
        try:
            self._commit(places)
        except Exception as problem:
            if len(places) == 1:
                places[0].end(problem)
                return
            # One of them spoiled it for all, and nothing of it is left: each by itself, it harms only its own.
            for place in places:
                self._do([place])

    def _commit(self, places: Sequence["_Place"]) -> None:
        with writing(self._engine) as session:
            for place in places:
                place.result = place.work(session)
        for place in places:
            place.end(None)


class _Place:
    """Somebody's place in the line."""

    def __init__(self, work: Callable[[Session], Any]) -> None:
        self.work = work
        self.result: Any = None
        self.problem: Exception | None = None
        self.done = False

    def end(self, problem: Exception | None) -> None:
        self.problem, self.done = problem, True


_line_of = lru_cache(maxsize=1)(Line)  # a server writes into one database
