"""What hostile bytes may break is done in a process of its own: a reader that ends its process must not end ours."""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
MEMORY_BYTES = 2 * 1024**3
SECONDS = 60
"""Of processor time."""


class EndedError(Exception):
    """The process ended before it was done."""


def apart(do: Callable[..., T], *given: Any) -> T:
    """What a function says of something, with bounded memory and time. Raises `EndedError`, and what the function does.

    The function stands at the top of a module. A process takes about 0.3 s to begin.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_be_bounded) as process:
        try:
            return process.submit(do, *given).result()
        except BrokenProcessPool as problem:
            raise EndedError from problem


def _be_bounded() -> None:
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # some systems know no such bound
            resource.setrlimit(what, (most, most))
