"""The built-in scheduler of `shouwang serve`: a round each minute, in a thread of its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from sqlalchemy import Engine

from shouwang.errors import whereabouts
from shouwang.reminders.sending import remind

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0


@contextmanager
def reminding(on: Engine, *, is_on: bool, every: float = EVERY_SECONDS) -> Iterator[None]:
    """Sends reminders until the end of the block. What a round cannot do, the next one tries."""
    if not is_on:
        yield
        return
    stop = Event()
    thread = Thread(target=_rounds, args=(on, stop, every), name="reminders", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=15)


def _rounds(on: Engine, stop: Event, every: float) -> None:
    while not stop.wait(every):
        try:
            remind(on, sleep=stop.wait, stopped=stop.is_set)
        except Exception as problem:
            log.error("a round of reminders failed: %s", whereabouts(problem))
