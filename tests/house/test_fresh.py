"""What is generated from the code must be what the code says now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PWA = ROOT / "pwa"


def test_the_description_of_the_api_is_fresh() -> None:
    command = [str(Path(sys.executable).with_name("shouwang")), "openapi"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert (PWA / "openapi.json").read_text(encoding="utf-8") == printed, "run make types"


def test_the_forms_that_the_phone_has_built_in_are_fresh() -> None:
    command = [str(Path(sys.executable).with_name("shouwang")), "form", "json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert (PWA / "src/forms/shipped.json").read_text(encoding="utf-8") == printed, "run make types"


def test_the_checkup_that_the_phone_has_built_in_is_fresh() -> None:
    command = [str(Path(sys.executable).with_name("shouwang")), "checkup", "form"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert (PWA / "src/checkups/form.json").read_text(encoding="utf-8") == printed, "run make types"


def test_the_types_of_the_phone_are_fresh(tmp_path: Path) -> None:
    out = tmp_path / "schema.d.ts"
    command = [
        sys.executable,
        "hatch_build.py",
        "exec",
        "--",
        "openapi-typescript",
        "openapi.json",
        "--output",
        str(out),
    ]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert out.read_text(encoding="utf-8") == (PWA / "src/api/schema.d.ts").read_text(encoding="utf-8"), (
        "run make types"
    )
