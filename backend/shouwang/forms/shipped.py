"""The forms that ship, in their versions, and reading one from TOML."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from shouwang.forms.definition import Form

Version = tuple[str, int]
"""A form by its id, and the version of it."""

COUNTYS_OWN = 1_000
"""From here on versions are a county's own, so that none of ours ever meets one of hers (decision 0135)."""


class FormError(ValueError):
    """A form cannot be read. `problems` say where and why."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@cache
def shipped() -> Mapping[Version, Form]:
    """All of them, the oldest first."""
    files = [file for file in resources.files("shouwang.forms").joinpath("shipped").iterdir() if _is_form(file.name)]
    found = {_version(file.name): read_form(file.read_text("utf-8")) for file in files}
    return dict(sorted(found.items()))


def read_form(text: str) -> Form:
    """A form from TOML. Raises `FormError`."""
    try:
        return parse_form(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise FormError(str(problem)) from None


def parse_form(body: Any) -> Form:
    """A form from what TOML or JSON held. Raises `FormError`."""
    try:
        return Form.model_validate(body)
    except ValidationError as problem:
        raise FormError(*(_told(error["loc"], error["msg"]) for error in problem.errors())) from None


def form_as_json(form: Form) -> dict[str, Any]:
    """What is kept and sent: without anything that says nothing."""
    return form.model_dump(mode="json", exclude_defaults=True)


def _told(where: tuple[int | str, ...], why: str) -> str:
    # A list counts from 1 for whoever wrote it.
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    said = why.removeprefix("Value error, ")
    return f"{path}: {said}" if path else said


def _is_form(name: str) -> bool:
    return name.endswith(".toml")


def _version(name: str) -> Version:
    form, _, number = name.removesuffix(".toml").rpartition("-")
    return form, int(number)
