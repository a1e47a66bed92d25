"""Values that look as if they were in another unit: the same as `slipOf` on the phone. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Slip(NamedTuple):
    """The unit that it seems to be in, and what it would be in the right one."""

    unit: str
    value: float


def slip_of(field: str, value: Any, values: Mapping[str, Any]) -> Slip | None:
    """Height in metres, weight in 斤, glucose in mg/dL: what people write who think in another unit."""
    if not isinstance(value, int | float):
        return None
    if field == "height" and 0.8 <= value <= 2.2:
        return Slip("metres", round(value * 100, 1))
    if field == "weight" and _is_in_jin(value, values.get("height")):
        return Slip("jin", round(value / 2, 1))
    return Slip("mg_dl", round(value / 18, 2)) if field == "glucose" and value > 33 else None


def _is_in_jin(weight: float, height: Any) -> bool:
    if not isinstance(height, int | float) or height < 80:
        return weight > 95
    square = (height / 100) ** 2
    return weight / square >= 34 and 15 <= weight / 2 / square < 32
