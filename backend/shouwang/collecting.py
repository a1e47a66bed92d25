"""Python's search for garbage, put off while very many rows are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """For commands that make rows by the ten thousand, not for the server: it would grow without an end."""
    # There is hardly a cycle among the rows: looking for cycles takes a third of the time and finds none.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
