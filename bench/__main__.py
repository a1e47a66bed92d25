"""Takes the figures that are asked for, all by default, and prints them in one table."""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bench import (
    answering,
    at_the_desk,
    closing,
    enrolling,
    exporting,
    generating,
    importing,
    lighting,
    opening,
    picturing,
    pulling,
    pushing,
    reconciling,
    storming,
    weighing,
)
from bench.figures import Figure
from bench.ground import Ground

MEASURES: dict[str, Callable[[Ground], Iterator[Figure]]] = {
    "demo": generating.measure,
    "import": importing.measure,
    "reconcile": reconciling.measure,
    "engine": answering.measure,
    "lights": lighting.measure,
    "desk": at_the_desk.measure,
    "closing": closing.measure,
    "exports": exporting.measure,
    "push": pushing.measure,
    "pull": pulling.measure,
    "storm": storming.measure,
    "size": weighing.measure,
    "phone": opening.measure,
    "picture": picturing.measure,
    "enrol": enrolling.measure,
}


def main(
    names: Annotated[list[str] | None, typer.Argument(help=f"some of {', '.join(MEASURES)}")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="on a tenth of the data")] = False,
) -> None:
    """Measure what the product costs, here and now."""
    unknown = set(names or ()) - set(MEASURES)
    if unknown:
        raise typer.BadParameter(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    figures = list(_take(names or list(MEASURES), quick))
    table = Table("figure", "", "unit", "aim", "", title=_machine(quick), title_justify="left")
    table.columns[1].justify = "right"
    for figure in figures:
        table.add_row(figure.name, _shown(figure.value), figure.unit, figure.aim, figure.remark)
    Console(width=None if Console().is_terminal else 140).print(table)
    raise typer.Exit(any(figure.value is None for figure in figures))


def _take(names: list[str], quick: bool) -> Iterator[Figure]:
    """Each measure by itself: one that fails says so and stops no other."""
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="shouwang-bench-") as folder, ExitStack() as stack:
        os.environ["SHOUWANG_DATA"] = str(Path(folder) / "data")
        # Rows are sealed also where they are made without a database, before any command has made a key.
        os.environ["SHOUWANG_SECRET_KEY"] = "be" * 32
        ground = Ground(Path(folder), quick, stack)
        for name in names:
            console.print(f"→ {name}", highlight=False)
            try:
                yield from MEASURES[name](ground)
            except Exception as problem:  # whatever it is, the other figures are still wanted
                yield Figure(name, None, "", remark=f"not taken: {type(problem).__name__}: {str(problem)[:300]}")


def _machine(quick: bool) -> str:
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    size = ", a tenth of the data" if quick else ""
    return f"{os.cpu_count()} processors, {load}, Python {platform.python_version()}{size}"


def _shown(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    typer.run(main)
