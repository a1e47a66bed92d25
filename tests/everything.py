"""Every check of the house, one after the other, and the sum at the end. `--lint` runs only those that read code."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
PYTEST, VITEST = BUILD / "pytest.xml", BUILD / "vitest.xml"
BIN = Path(sys.executable).parent
NPM = [sys.executable, "hatch_build.py", "run", "--silent"]
VITEST_REPORTS = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={VITEST}"]
WORKERS = ["-n3", "--dist=loadfile", "--no-loadscope-reorder"]
"""Three on two processors: browsers often wait. The order is that of tests/conftest.py."""
ALL_BUT = "not prove and not browser" if os.environ.get("SKIP_BROWSER") else "not prove"


@dataclass(frozen=True)
class Step:
    """A command, and the JUnit report where it counts tests."""

    name: str
    command: list[str]
    report: Path | None = None


LINT = [
    Step("ruff check", [str(BIN / "ruff"), "check", "--quiet"]),
    Step("ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet"]),
    Step("mypy", [str(BIN / "mypy")]),
    Step("import contracts", [str(BIN / "lint-imports")]),
    Step("tsc", [*NPM, "check"]),
    Step("biome", [*NPM, "lint"]),
    Step("size budget", [*NPM, "size"]),
]
TESTS = [
    Step("vitest", [*NPM, "test", "--", *VITEST_REPORTS], VITEST),
    Step("pytest", [str(BIN / "pytest"), "-q", *WORKERS, "-m", ALL_BUT, f"--junitxml={PYTEST}"], PYTEST),
]


def main() -> int:
    """Run the steps, all of them even when one fails; the exit code is 0 when none did."""
    BUILD.mkdir(exist_ok=True)
    steps = LINT if "--lint" in sys.argv else LINT + TESTS
    failed_steps = [step.name for step in steps if not succeeds(step)]
    counts = [count(step.report) for step in steps if step.report]
    if failed_steps:
        print(f"✗ {', '.join(failed_steps)}")
    if counts:
        print(f"{sum(passed for passed, _ in counts)} passed, {sum(failed for _, failed in counts)} failed")
    return 1 if failed_steps else 0


def succeeds(step: Step) -> bool:
    """Run a step: tests show their progress, the others speak only when something is wrong."""
    started = time.monotonic()
    if step.report:
        step.report.unlink(missing_ok=True)
        print(f"→ {step.name}", flush=True)
    done = subprocess.run(step.command, cwd=ROOT, capture_output=not step.report, text=True, check=False)
    loud = done.returncode != 0 or step.name == "size budget"
    print((done.stdout or "") + (done.stderr or "") if loud else "", end="")
    print(f"{'✗' if done.returncode else '✓'} {step.name} ({time.monotonic() - started:.1f} s)", flush=True)
    return done.returncode == 0


def count(report: Path) -> tuple[int, int]:
    """How many tests passed and failed; a run that left no whole report is one failure."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (FileNotFoundError, ElementTree.ParseError):
        return 0, 1
    total, skipped, failures, errors = (
        sum(int(suite.get(key, 0)) for suite in suites) for key in ("tests", "skipped", "failures", "errors")
    )
    return total - skipped - failures - errors, failures + errors


if __name__ == "__main__":
    sys.exit(main())
