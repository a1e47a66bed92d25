"""The ledgers of the month before this one of the whole county as files, made by the command."""

from collections.abc import Iterator
from datetime import timedelta

from bench.figures import Figure
from bench.ground import BOTH, Ground
from shouwang import clock
from shouwang.settings import settings

LEDGERS = {"visits": "10 s", "visit_details": "", "files": ""}
"""Each with its aim."""


def measure(ground: Ground) -> Iterator[Figure]:
    """Each from the start of the process to its end, on both databases."""
    month = f"{clock.today(settings().zone).replace(day=1) - timedelta(days=1):%Y-%m}"
    for kind in BOTH:
        with ground.copy(kind) as url:
            for ledger, aim in LEDGERS.items():
                out = str(ground.folder / "exported")
                run = ground.shouwang(url, "export", ledger, "--month", month, "--out", out)
                told = f"{run.cpu:.1f} s of processor time"
                yield Figure(f"workbook of the county's {ledger}, {kind}", run.wall, "s", aim, told)
