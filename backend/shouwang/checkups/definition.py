"""The form of a checkup as data: sections, fields, units, codes and ranges (`form-1.toml`, docs/decisions/0160)."""

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shouwang.checkups.words import FieldKind

Range = tuple[float, float]
"""Lowest and highest, both included."""


class Option(BaseModel):
    """What may be chosen: the code of the printed form, and its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    zh: str
    en: str


def _option(written: Any) -> Any:
    """Options are written `code 中文 / English`."""
    if not isinstance(written, str):
        return written
    code, _, words = written.partition(" ")
    zh, _, en = words.partition(" / ")
    return {"id": code, "zh": zh, "en": en}


class When(BaseModel):
    """Asked only where another field, which comes before, says one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    among: list[str]


class FormField(BaseModel):
    """A field. Beyond `hard` nothing is taken; beyond `soft` it is asked once more and shown as abnormal.

    `worry` are options that are not as they should be, `points` what each option counts; `alone` excludes the others.
    Of an `either` one is enough. `urgent_from` and what lies at or below `urgent_to` call for a doctor at once.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: FieldKind
    zh: str
    en: str
    unit: str = ""
    unit_en: str = ""
    decimals: int = 0
    hard: Range | None = None
    soft: Range | None = None
    soft_male: Range | None = None
    soft_female: Range | None = None
    urgent_from: float | None = None
    urgent_to: float | None = None
    below: str | None = None
    options: list[Annotated[Option, BeforeValidator(_option)]] = []
    worry: list[str] = []
    points: list[int] = []
    alone: str | None = None
    letters: int = 200
    when: When | None = None
    required: bool = False
    either: str | None = None
    sex: str | None = None
    in_year: bool = False
    loinc: str | None = None
    ucum: str | None = None

    def soft_of(self, sex: str) -> Range | None:
        """What is usual for somebody."""
        return (self.soft_male if sex == "male" else self.soft_female) or self.soft


class Section(BaseModel):
    """What one colleague fills in at one place, and is merged as a whole page.

    What is `apart` belongs to no checkup: filling it in begins none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    zh: str
    en: str
    apart: bool = False
    fields: list[FormField] = Field(min_length=1)


class CheckupForm(BaseModel):
    """A version of the form; a field's id is its own in all sections."""

    model_config = ConfigDict(extra="forbid", ignored_types=(cached_property,))

    id: str
    version: int
    zh: str
    en: str
    sections: list[Section]

    @cached_property
    def fields(self) -> Mapping[str, FormField]:
        """All fields by id, in order."""
        return {field.id: field for section in self.sections for field in section.fields}

    @cached_property
    def apart(self) -> frozenset[str]:
        """The fields that belong to no checkup."""
        return frozenset(field.id for section in self.sections if section.apart for field in section.fields)

    @cached_property
    def section_of(self) -> Mapping[str, str]:
        """The section of each field."""
        return {field.id: section.id for section in self.sections for field in section.fields}

    @model_validator(mode="after")
    def check_together(self) -> "CheckupForm":
        """Fields differ, depend on what comes before, and count what they offer."""
        before: dict[str, FormField] = {}
        for section in self.sections:
            for field in section.fields:
                _check(field, before)
                before[field.id] = field
        return self


def _check(field: FormField, before: Mapping[str, FormField]) -> None:
    offered = {option.id for option in field.options}
    asked = before.get(field.when.field) if field.when else None
    if field.id in before:
        raise ValueError(f"{field.id} stands there twice")
    if field.when and (asked is None or not set(field.when.among) <= {option.id for option in asked.options}):
        raise ValueError(f"{field.id}: when must name options that come before")
    if set(field.worry) - offered or (field.alone and field.alone not in offered):
        raise ValueError(f"{field.id}: names an option that it does not offer")
    if field.points and len(field.points) != len(field.options):
        raise ValueError(f"{field.id}: each option has its points")
    if (field.kind in (FieldKind.CHOICE, FieldKind.CHOICES)) != bool(offered):
        raise ValueError(f"{field.id}: a choice has options, and nothing else has")


@cache
def checkup_form() -> CheckupForm:
    """The form of today."""
    written = tomllib.loads(resources.files("shouwang.checkups").joinpath("form-1.toml").read_text("utf-8"))
    sets = written.pop("sets")
    for section in written["sections"]:
        for field in section["fields"]:
            if "set" in field:
                field["options"] = sets[field.pop("set")]
    return CheckupForm.model_validate(written)


def form_as_json() -> dict[str, Any]:
    """The form as the phone has it built in; what says nothing is left out."""
    return checkup_form().model_dump(mode="json", exclude_defaults=True)
