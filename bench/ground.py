"""The ground on which everything is measured: a folder, and databases with the demo county in them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from bench.figures import NotTakenError
from databases import postgresql_url, sqlite_url

COMMAND = Path(sys.executable).parent / "shouwang"
BOTH = ("sqlite", "postgresql")


@dataclass(slots=True)
class Run:
    """A command that has ended: seconds by the clock, and of its processor time."""

    wall: float
    cpu: float


@dataclass(slots=True)
class Ground:
    """`quick` measures on a tenth of the data. What is costly is made once: see `county`."""

    folder: Path
    quick: bool
    stack: ExitStack
    made: dict[str, tuple[str, Run]] = field(default_factory=dict)

    def county(self, kind: str) -> tuple[str, Run]:
        """The address of a database with the demo county, which is made the first time, and what making it cost."""
        if kind not in self.made:
            url = self.empty(kind)
            self.made[kind] = url, self.shouwang(url, "demo", *(["--small"] if self.quick else []))
        return self.made[kind]

    def year(self) -> str:
        """The address of a SQLite database with a year of the demo county, made the first time."""
        if "year" not in self.made:
            url = self.empty("sqlite")
            self.made["year"] = url, self.shouwang(url, "demo", "--days", "365", *(["--small"] if self.quick else []))
        return self.made["year"][0]

    def empty(self, kind: str) -> str:
        """The address of a new database."""
        if kind == "sqlite":
            return sqlite_url(self.folder)
        return self.stack.enter_context(postgresql_url("bench"))

    @contextmanager
    def copy(self, kind: str) -> Iterator[str]:
        """The address of a copy of the demo county to write into."""
        url, _ = self.county(kind)
        if kind == "postgresql":
            with postgresql_url("bench", url) as copied:
                yield copied
            return
        copied = sqlite_url(self.folder)
        path = Path(copied.removeprefix("sqlite:///"))
        shutil.copy(url.removeprefix("sqlite:///"), path)
        yield copied
        for leftover in self.folder.glob(f"{path.name}*"):
            leftover.unlink()

    def shouwang(self, url: str, *arguments: str) -> Run:
        """Runs the command on a database, from the start of its process to the end."""
        before, started = getrusage(RUSAGE_CHILDREN), perf_counter()
        done = subprocess.run(
            [COMMAND, *arguments], env=environment(url), capture_output=True, text=True, check=False, timeout=900
        )
        wall, after = perf_counter() - started, getrusage(RUSAGE_CHILDREN)
        if done.returncode != 0:
            raise NotTakenError(f"shouwang {arguments[0]} failed: {(done.stderr or done.stdout).strip()[-200:]}")
        return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def environment(url: str) -> Mapping[str, str]:
    """The environment of a process that works on a database."""
    return os.environ | {"SHOUWANG_DATABASE_URL": url}
