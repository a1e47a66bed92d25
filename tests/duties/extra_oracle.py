"""A naive answer to what a case says of extra duties: one person after the other, day by day."""

from datetime import date
from typing import Any

from duties.oracle import Asked, World, days


def extras(case: dict[str, Any]) -> dict[str, Any]:
    """The part of the answer that is about extra duties; nothing where the case has none."""
    if not case.get("extras"):
        return {}
    world = World(case)
    asked = [(extra, subject) for extra in case["extras"] for subject in world.subjects("person")]
    lines = [line for extra, subject in asked if (line := line_of(world, extra, subject))]
    return {"extras": sorted(lines, key=lambda line: (line["extra"], line["subject"]))}


def line_of(world: World, extra: dict[str, Any], subject: str) -> dict[str, Any] | None:
    """How someone stands, None where she is owed nothing."""
    first, last = date.fromisoformat(extra["valid_from"]), date.fromisoformat(extra["valid_to"])
    among = days(first, last)
    asked = Asked(world, duty_of(extra, len(among)), subject)
    there = [day for day in among if asked.eligible(day)]
    if last not in there or len(there) < len(among) / 2:
        return None
    met = [day.isoformat() for day in there if day <= world.today and asked.credited(day)]
    said = {"extra": extra["id"], "subject": subject, "met": met[0] if met else None, "due_by": None}
    if met:
        return {**said, "state": "met"}
    if extra.get("ended"):
        return None
    return {**said, "state": "missed"} if last < world.today else {**said, "state": "to_visit", "due_by": str(last)}


def duty_of(extra: dict[str, Any], length: int) -> dict[str, Any]:
    """Owed on just these days, and met by a visit at home."""
    return {
        "id": extra["id"],
        "subject": "person",
        "every": f"{length} days",
        "from": extra["valid_from"],
        "to": extra["valid_to"],
        "population": extra.get("population", {}),
        "credit": {"kinds": ["visit"], "modes": ["home"]},
    }
