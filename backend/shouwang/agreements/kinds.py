"""Kinds of agreements and what is demanded, as data that ships: `kinds.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from shouwang.agreements.words import AgreementKind, PartyRole

ANY = "any"


@dataclass(frozen=True, slots=True)
class Service:
    """What somebody undertakes to do."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: one of each of `parties` signs. `lives` is how somebody lives for whom it is made, or `any`."""

    id: AgreementKind
    zh: str
    en: str
    lives: str
    parties: tuple[tuple[PartyRole, ...], ...]
    months: int
    services: tuple[str, ...]
    usual: tuple[str, ...]
    person: bool = True
    minors: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """That a place which follows a pack wants an agreement of a kind with everybody of some sort; `rule` and `quote`
    are the source's. What is not said does not matter; `under` is an age in years."""

    pack: str
    rule: str
    kind: AgreementKind
    quote: str
    programmes: tuple[str, ...] = ()
    arrangement: str | None = None
    under: int | None = None


@dataclass(frozen=True, slots=True)
class Shipped:
    """All of the file."""

    services: Mapping[str, Service]
    kinds: Mapping[AgreementKind, Kind]
    demands: tuple[Demand, ...]


@cache
def shipped() -> Shipped:
    """What ships."""
    said = tomllib.loads((resources.files("shouwang.agreements") / "kinds.toml").read_text("utf-8"))
    services = {each["id"]: Service(**each) for each in said["services"]}
    kinds = [_kind(each) for each in said["kinds"]]
    if unknown := {name for kind in kinds for name in (*kind.services, *kind.usual)} - services.keys():
        raise ValueError(f"kinds.toml names services that it does not describe: {sorted(unknown)}")
    return Shipped(services, {kind.id: kind for kind in kinds}, tuple(_demand(each) for each in said["demands"]))


def demands_of(packs: Iterable[str]) -> list[Demand]:
    """What the policies that a county follows demand."""
    followed = set(packs)
    return [demand for demand in shipped().demands if demand.pack in followed]


def _kind(said: Mapping[str, Any]) -> Kind:
    parties = tuple(tuple(PartyRole(role) for role in line) for line in said["parties"])
    lists = {name: tuple(said[name]) for name in ("services", "usual")}
    return Kind(**{**said, **lists, "id": AgreementKind(said["id"]), "parties": parties})


def _demand(said: Mapping[str, Any]) -> Demand:
    more = {"kind": AgreementKind(said["kind"]), "programmes": tuple(said.get("programmes", ()))}
    return Demand(**{**said, **more})
