"""The habits that keep the code readable, counted."""

import ast
import re
import subprocess
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[2]
GENERATED = {"pwa/src/api/schema.d.ts", "pwa/src/forms/shipped.json"}
CODE = {".py", ".ts", ".tsx"}
ROOMS_OF_THE_PHONE = {"api", "desk", "i18n", "local", "practice", "service-worker", "ui"}
LISTS = {"i18n", "versions"}
ROOMLESS = re.compile(r"(utils?|helpers?|common|misc|.*manager)\.(py|tsx?)")


def files_of_the_repository() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [Path(name) for name in listed if name not in GENERATED and (ROOT / name).is_file()]


CODE_FILES = [path for path in files_of_the_repository() if path.suffix in CODE]


def lengths_of_functions(folder: str) -> list[int]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def test_no_file_has_more_than_300_lines_and_no_list_of_tests_more_than_600() -> None:
    written = [path for path in CODE_FILES if path.parent.name not in LISTS]
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in written}
    too_long = {path: length for path, length in lengths.items() if length > (600 if is_test(path) else 300)}
    assert too_long == {}


def is_test(path: Path) -> bool:
    return path.parts[0] == "tests" or ".test." in path.name


@pytest.mark.parametrize("folder", ["backend/shouwang", "tests"])
def test_functions_are_short(folder: str) -> None:
    lengths = lengths_of_functions(folder)
    assert median(lengths) <= 10
    assert quantiles(lengths, n=10)[-1] <= 25


def test_every_file_is_named_after_its_subject() -> None:
    assert [str(path) for path in CODE_FILES if ROOMLESS.fullmatch(path.name)] == []


def test_the_phone_has_the_rooms_of_the_server() -> None:
    server = {path.name for path in (ROOT / "backend" / "shouwang").iterdir() if path.is_dir()}
    phone = {path.name for path in (ROOT / "pwa" / "src").iterdir() if path.is_dir()}
    assert phone - ROOMS_OF_THE_PHONE <= server


def test_no_file_names_a_path_of_a_machine_or_a_registry() -> None:
    forbidden = re.compile(r"/work/|/root/|/home/\w+/|registry\.npmjs|pypi\.org|files\.pythonhosted")
    texts = [path for path in files_of_the_repository() if path.suffix not in {".png", ".xlsx", ".csv"}]
    itself = Path(__file__).relative_to(ROOT)
    found = [
        str(path) for path in texts if forbidden.search((ROOT / path).read_text(encoding="utf-8", errors="replace"))
    ]
    assert [name for name in found if name != str(itself)] == []
