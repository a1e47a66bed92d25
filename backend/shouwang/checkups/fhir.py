"""A checkup as a FHIR R4 Bundle of Observations, for a hospital's system. Pure.

Numbers carry LOINC and UCUM; what has no code of LOINC here carries the code of the national form, in a system of its
own. The person goes by her id in this county: neither ID number nor address leaves with it (docs/decisions/0162).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shouwang.checkups.definition import CheckupForm, FormField
from shouwang.checkups.rules import Values, is_asked, is_filled
from shouwang.checkups.scores import bmi_of
from shouwang.checkups.words import FieldKind

LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
OWN = "urn:shouwang:checkup"
INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
PRESSURES = (("right", "sbp_right", "dbp_right"), ("left", "sbp_left", "dbp_left"))
OF_PRESSURES = frozenset(name for _, *names in PRESSURES for name in names)


class Examined(NamedTuple):
    """Whose checkup it is."""

    person: str
    name: str
    sex: str
    born: date
    day: date


def bundle_of(form: CheckupForm, examined: Examined, values: Values) -> dict[str, Any]:
    """The Bundle: the Patient, and an Observation for each value."""
    patient = {
        "resourceType": "Patient",
        "id": examined.person,
        "name": [{"text": examined.name}],
        "gender": examined.sex,
        "birthDate": examined.born.isoformat(),
    }
    found = [*_pressures(form, examined, values), *_bmi(examined, values), *_fields(form, examined, values)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:uuid:{examined.person}", "resource": patient},
            *({"resource": one} for one in found),
        ],
    }


def _fields(form: CheckupForm, examined: Examined, values: Values) -> Iterator[dict[str, Any]]:
    for field in form.fields.values():
        value = values.get(field.id)
        if field.id in OF_PRESSURES or not is_filled(value) or not is_asked(form, field, values, examined.sex):
            continue
        section = form.section_of[field.id]
        if section not in ("cover", "advice"):
            yield {**_observation(examined, _code(field), _category(section)), **_value(field, value, examined.sex)}


def _pressures(form: CheckupForm, examined: Examined, values: Values) -> Iterator[dict[str, Any]]:
    """Both pressures of an arm are one Observation, as systems expect them."""
    for arm, *names in PRESSURES:
        there = [form.fields[name] for name in names if is_filled(values.get(name))]
        if there:
            panel = {"coding": [{"system": LOINC, "code": "85354-9"}], "text": "血压"}
            parts = [{"code": _code(one), **_value(one, values[one.id], examined.sex)} for one in there]
            place = {"bodySite": {"text": f"{arm} upper arm"}, "component": parts}
            yield {**_observation(examined, panel, "vital-signs"), **place}


def _bmi(examined: Examined, values: Values) -> Iterator[dict[str, Any]]:
    bmi = bmi_of(values)
    if bmi is not None:
        code = {"coding": [{"system": LOINC, "code": "39156-5"}], "text": "体质指数"}
        quantity = {"value": bmi, "unit": "kg/m2", "system": UCUM, "code": "kg/m2"}
        yield {**_observation(examined, code, "vital-signs"), "valueQuantity": quantity}


def _observation(examined: Examined, code: Mapping[str, Any], category: str) -> dict[str, Any]:
    kind = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": category}
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [kind]}],
        "code": dict(code),
        "subject": {"reference": f"urn:uuid:{examined.person}"},
        "effectiveDateTime": examined.day.isoformat(),
    }


def _category(section: str) -> str:
    known = {"general": "vital-signs", "laboratory": "laboratory", "life": "social-history"}
    return known.get(section, "exam" if section in ("organs", "body") else "survey")


def _code(field: FormField) -> dict[str, Any]:
    national = {"system": OWN, "code": field.id, "display": field.zh}
    codings = [{"system": LOINC, "code": field.loinc}, national] if field.loinc else [national]
    return {"coding": codings, "text": field.zh}


def _value(field: FormField, value: Any, sex: str) -> dict[str, Any]:
    if field.kind is FieldKind.NUMBER:
        return {**_quantity(field, value), **_range(field, value, sex)}
    if not field.options:
        return {"valueString": str(value)}
    words: dict[str, str] = {option.id: option.zh for option in field.options}
    chosen: list[str] = value if isinstance(value, list) else [value]
    codings = [{"system": f"{OWN}:{field.id}", "code": one, "display": words.get(one, one)} for one in chosen]
    return {"valueCodeableConcept": {"coding": codings, "text": "、".join(words.get(one, one) for one in chosen)}}


def _quantity(field: FormField, value: float) -> dict[str, Any]:
    unit = {"unit": field.unit} if field.unit else {}
    coded = {"system": UCUM, "code": field.ucum} if field.ucum else {}
    return {"valueQuantity": {"value": value, **unit, **coded}}


def _range(field: FormField, value: float, sex: str) -> dict[str, Any]:
    usual = field.soft_of(sex)
    if usual is None or field.id == "height":
        return {}
    low, high = usual
    code = "L" if value < low else "H" if value > high else "N"
    bounds = {"low": {"value": low}, "high": {"value": high}}
    return {"referenceRange": [bounds], "interpretation": [{"coding": [{"system": INTERPRETATION, "code": code}]}]}
