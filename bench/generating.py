"""The demo county, from the start of the process to its end."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.ground import Ground


def measure(ground: Ground) -> Iterator[Figure]:
    """The small county, then the whole one."""
    run = ground.shouwang(ground.empty("sqlite"), "demo", "--small")
    yield Figure("demo --small, 90 days", run.wall, "s", "3 s", f"{run.cpu:.1f} s of processor time")
    if ground.quick:
        return
    for kind, aim in (("sqlite", "60 s"), ("postgresql", "")):
        _, run = ground.county(kind)
        yield Figure(f"demo, 90 days, {kind}", run.wall, "s", aim, f"{run.cpu:.1f} s of processor time")
