"""Dockerfile, compose.yaml and Caddyfile against the code that they start. No Docker engine is needed for that."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from typer.main import get_command

from servers import running
from shouwang.app import create_app
from shouwang.cli import app
from shouwang.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def instructions(name: str) -> list[str]:
    return [line.removeprefix(name).strip() for line in DOCKERFILE if line.startswith(f"{name} ")]


def copied_from_the_repository() -> list[str]:
    return [path for line in instructions("COPY") if "--from" not in line for path in line.split()[:-1]]


@pytest.mark.parametrize("path", copied_from_the_repository())
def test_what_the_image_copies_exists_and_is_sent_to_the_engine(path: str) -> None:
    assert (ROOT / path).exists()
    assert f"!{path}" in IGNORED


def test_the_image_starts_a_command_that_exists_with_options_that_exist() -> None:
    program, *arguments = yaml.safe_load(instructions("CMD")[-1])
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    known = {option for parameter in commands[arguments[0]].params for option in parameter.opts}
    assert program == "shouwang"
    assert {argument for argument in arguments if argument.startswith("--")} <= known


def test_one_port_is_served_exposed_asked_and_proxied() -> None:
    arguments = yaml.safe_load(instructions("CMD")[-1])
    port = arguments[arguments.index("--port") + 1]
    assert instructions("EXPOSE") == [port]
    assert f"http://127.0.0.1:{port}/healthz" in instructions("HEALTHCHECK")[0]
    assert f"reverse_proxy app:{port}" in (ROOT / "Caddyfile").read_text(encoding="utf-8")


def test_the_address_that_the_engine_asks_answers() -> None:
    with running(create_app()) as url:
        assert httpx.get(f"{url}/healthz").json() == {"status": "ok"}


def test_the_image_does_not_run_as_root_and_keeps_its_data_in_a_volume() -> None:
    assert instructions("USER") == ["shouwang"]
    assert instructions("VOLUME") == ["/data"]
    assert "data:/data" in COMPOSE["services"]["app"]["volumes"]


def test_compose_sets_only_what_the_server_reads() -> None:
    known = {f"SHOUWANG_{name.upper()}" for name in Settings.model_fields} | {"DATABASE_URL", "FORWARDED_ALLOW_IPS"}
    assert set(COMPOSE["services"]["app"]["environment"]) <= known
    assert "SHOUWANG_DATA" in known


def test_every_variable_of_compose_is_explained_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    explained = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert used == set(explained)


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_restarts_and_waits_for_healthy_services(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["restart"] == "unless-stopped"
    assert "healthcheck" in service or "build" in service
    for other, condition in service.get("depends_on", {}).items():
        assert other in COMPOSE["services"]
        assert condition == {"condition": "service_healthy"}


def test_every_named_volume_is_declared_and_every_mounted_file_exists() -> None:
    mounts = [mount.split(":")[0] for service in COMPOSE["services"].values() for mount in service.get("volumes", [])]
    assert {mount for mount in mounts if not mount.startswith(".")} == set(COMPOSE["volumes"])
    assert all((ROOT / mount).is_file() for mount in mounts if mount.startswith("."))


def test_browsers_are_told_to_stay_with_tls() -> None:
    caddyfile = (ROOT / "Caddyfile").read_text(encoding="utf-8")
    assert re.search(r'Strict-Transport-Security "max-age=\d{8}', caddyfile)
    assert caddyfile.count("{") == caddyfile.count("}")
