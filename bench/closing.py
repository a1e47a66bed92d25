"""The month before this one of the whole county, closed by the command; then computed again from what was kept."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bench.figures import Figure
from bench.ground import Ground
from shouwang import clock
from shouwang.settings import settings


def measure(ground: Ground) -> Iterator[Figure]:
    """On a copy of the demo county, on both databases, each from the start of the process to its end."""
    month = f"{clock.today(settings().zone).replace(day=1) - timedelta(days=1):%Y-%m}"
    for kind in ("sqlite", "postgresql"):
        with ground.copy(kind) as url:
            before = _bytes(url)
            run = ground.shouwang(url, "close", "--month", month)
            yield Figure(
                f"closing a month of the county, {kind}", run.wall, "s", "5 s", f"{run.cpu:.1f} s of processor time"
            )
            if before:
                grown = (_bytes(url) - before) / 1_000_000
                yield Figure("  what the file grew by", grown, "MB", remark="rows and inputs of all its townships")
            again = ground.shouwang(url, "recount", "--month", month)
            yield Figure(
                "  computed again and compared", again.wall, "s", remark=f"{again.cpu:.1f} s of processor time"
            )


def _bytes(url: str) -> int:
    """The size of a SQLite file with what waits beside it; 0 for another database."""
    if not url.startswith("sqlite"):
        return 0
    file = Path(url.removeprefix("sqlite:///"))
    return sum(each.stat().st_size for each in file.parent.glob(f"{file.name}*"))
