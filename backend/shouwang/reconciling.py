"""`shouwang reconcile`: the engine alone, on worlds in JSON."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, TextIO

import typer

from shouwang.duties import cases


def reconcile(
    case: Annotated[str | None, typer.Option(help="a file with one case, or - for standard input")] = None,
    case_lines: Annotated[str | None, typer.Option("--cases", help="a file with one case a line, or -")] = None,
) -> None:
    """Reconcile records against duties in worlds given as JSON."""
    if (case is None) == (case_lines is None):
        raise typer.BadParameter("give either --case or --cases")
    try:
        with _opened(case or case_lines or "-") as stream:
            for answer in [cases.run_case(stream)] if case else cases.run_cases(stream):
                typer.echo(answer)
    except (cases.CaseError, OSError) as problem:
        typer.echo(f"✗ {problem}", err=True)
        raise typer.Exit(1) from None


def _opened(path: str) -> AbstractContextManager[TextIO]:
    return nullcontext(sys.stdin) if path == "-" else Path(path).open(encoding="utf-8")
