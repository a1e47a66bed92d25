"""What a phone loads at first, gzipped: what the size budget of the app counts."""

import re
import subprocess
import sys
from collections.abc import Iterator

from bench import ROOT
from bench.figures import Figure, NotTakenError
from bench.ground import Ground

LINE = re.compile(r"^(\w+) +(\d+) of (\d+) bytes", re.MULTILINE)
BUILT = ROOT / "backend" / "shouwang" / "web" / "index.html"


def measure(_: Ground) -> Iterator[Figure]:
    """Script, style and page of the field app."""
    if not BUILT.exists():
        raise NotTakenError("the app is not built: run make")
    command = [sys.executable, "hatch_build.py", "run", "--silent", "size"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = LINE.findall(said)
    if not found:
        raise NotTakenError("the size budget of the app says nothing")
    for kind, weight, most in found:
        yield Figure(f"first load, {kind}, gzipped", int(weight) / 1000, "kB", f"{int(most) // 1000} kB")
