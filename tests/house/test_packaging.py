"""What a wheel carries, and what the lists of packages may say."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
BUILD = ["uv", "build", "--wheel", "--quiet", "--offline", "--no-build-isolation", "--python", sys.executable]


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    command = [str(Path(sys.executable).with_name(BUILD[0])), *BUILD[1:], "--out-dir", str(out), str(ROOT)]
    subprocess.run(command, check=True, timeout=120)
    with ZipFile(next(out.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_carries_the_phone_app(wheel_names: set[str]) -> None:
    for name in ("index.html", "service-worker.js", "manifest.webmanifest", "icons/lantern-192.png"):
        assert f"shouwang/web/{name}" in wheel_names
    assert any(re.fullmatch(r"shouwang/web/assets/index-.+\.js", name) for name in wheel_names)


@pytest.mark.parametrize("pattern", ["duties/packs/*.toml", "migrations/versions/*.py", "**/*.py"])
def test_the_wheel_carries_every_file_of_the_package(wheel_names: set[str], pattern: str) -> None:
    package = ROOT / "backend" / "shouwang"
    sources = [path.relative_to(package.parent).as_posix() for path in package.glob(pattern)]
    assert sources
    assert set(sources) <= wheel_names


def test_every_dependency_is_pinned_to_a_version_that_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    more = [entry for entry in project["dependency-groups"]["dev"] if isinstance(entry, str)]
    assert_pinned(wanted, "requirements.txt")
    assert_pinned([*wanted, *more], "requirements-dev.txt")


def assert_pinned(wanted: list[str], pins: str) -> None:
    lines = (ROOT / pins).read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split(" ;")[0].split("==") for line in lines)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pinned[requirement.name]), f"{requirement} in {pins}: run make pins"


def test_the_lock_of_the_phone_app_names_no_download_address() -> None:
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_the_lock_of_the_phone_app_lists_the_packages_of_every_platform() -> None:
    packages = json.loads((ROOT / "pwa" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {name for package in packages.values() for name in package.get("optionalDependencies", {})}
    assert wanted
    assert not [name for name in wanted if f"node_modules/{name}" not in packages]
