"""A line of the table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, process_time


class NotTakenError(Exception):
    """A figure cannot be taken here. The message says why: the table shows it, and no number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. `aim` is empty where none was set."""

    name: str
    value: float | None
    unit: str
    aim: str = ""
    remark: str = ""


class Stopwatch:
    """Seconds by the clock on the wall, and of this process's processor time."""

    wall = 0.0
    cpu = 0.0


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Times the block."""
    watch, wall, cpu = Stopwatch(), perf_counter(), process_time()
    yield watch
    watch.wall, watch.cpu = perf_counter() - wall, process_time() - cpu
