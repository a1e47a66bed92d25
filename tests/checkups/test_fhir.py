"""A checkup for a hospital's system: what a library of FHIR takes for a Bundle, and every value in it."""

from datetime import date
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from checkups.test_rules import FORM, whole_checkup
from shouwang.checkups.fhir import LOINC, Examined, bundle_of

HER = Examined("00000000-0000-7000-8000-0000000000a1", "王强", "female", date(1950, 5, 1), date(2026, 3, 10))


def test_a_library_reads_the_bundle_and_finds_every_value() -> None:
    values = {**whole_checkup(), "sbp_right": 152, "dbp_right": 91, "height": 156, "weight": 58.5, "mmse": None}
    values |= {"symptoms": ["3", "12"], "medicines": "氨氯地平 5mg 每天一次", "glucose": 7.8}
    told = bundle_of(FORM, HER, values)
    bundle = Bundle.model_validate(told)
    resources: list[Any] = [entry.resource for entry in bundle.entry or []]
    patient, *observations = resources
    assert (patient.name[0].text, patient.gender, patient.birthDate) == ("王强", "female", date(1950, 5, 1))
    by_code = {coding.code: one for one in observations for coding in one.code.coding}
    assert len(observations) > 60
    glucose = by_code["14771-0"]
    assert (float(glucose.valueQuantity.value), glucose.valueQuantity.code) == (7.8, "mmol/L")
    assert glucose.interpretation[0].coding[0].code == "H"
    assert glucose.effectiveDateTime == date(2026, 3, 10)
    pressure = by_code["85354-9"]
    assert [float(part.valueQuantity.value) for part in pressure.component] == [152, 91]
    assert float(by_code["39156-5"].valueQuantity.value) == 24.0
    assert by_code["symptoms"].valueCodeableConcept.text == "头晕、体重下降"
    assert by_code["medicines"].valueString.startswith("氨氯地平")
    assert not {"outcome", "doctor", "told_on"} & set(by_code)
    assert all(one.subject.reference == f"urn:uuid:{HER.person}" for one in observations)


def test_each_code_of_loinc_stands_for_one_thing() -> None:
    codes = [field.loinc for field in FORM.fields.values() if field.loinc and not field.id.endswith("_left")]
    assert len(codes) == len(set(codes))
    assert LOINC == "http://loinc.org"
