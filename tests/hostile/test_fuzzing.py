"""Whatever bytes come, a parser says what is wrong with them or reads them: it neither breaks nor runs away."""

import gzip
import json
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import shouwang.duties
from shouwang.blobs.rules import objection_to
from shouwang.covers.codes import read_code
from shouwang.duties.check import check
from shouwang.duties.policy import parse_policy
from shouwang.errors import Failure, Refused
from shouwang.register.roster_reading import RosterRefused, read_sheets
from shouwang.sync.bodies import gunzip
from shouwang.sync.envelopes import opened, read_envelope, read_json
from shouwang.sync.rescue import opened as opened_rescue

pytestmark = pytest.mark.prove

TESTS = Path(__file__).parents[1]
ROSTERS = [each.read_bytes() for each in sorted((TESTS / "register" / "rosters").iterdir()) if each.is_file()]
PACKS = [each.read_text("utf-8") for each in sorted((Path(shouwang.duties.__file__).parent / "packs").glob("*.toml"))]
GOLDEN = [each.read_bytes() for each in sorted((TESTS / "sync" / "golden").glob("*.json"))]
CODES = [json.loads((TESTS / "covers" / "code.json").read_text("utf-8"))["code"]]
CAP = 100_000
PACKED = [gzip.compress(bytes(2 * CAP)), gzip.compress(b"{}")]
SLOW = settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))


def spoilt(originals: list[bytes]) -> SearchStrategy[bytes]:
    """One of them with bytes changed, taken out, doubled or cut off."""
    edit = st.tuples(st.sampled_from("=-+/"), st.floats(0, 1), st.integers(1, 64), st.binary(min_size=1, max_size=8))
    return st.builds(_spoil, st.sampled_from(originals), st.lists(edit, min_size=1, max_size=5))


def _spoil(original: bytes, edits: list[tuple[str, float, int, bytes]]) -> bytes:
    for how, where, length, other in edits:
        at = int(where * len(original))
        before, touched, after = original[:at], original[at : at + length], original[at + length :]
        new = {"=": before + other + after, "-": before + after, "+": before + touched * 2 + after, "/": before}[how]
        original = new
    return original


def spoilt_text(originals: list[str]) -> SearchStrategy[str]:
    """The same of texts."""
    return spoilt([each.encode() for each in originals]).map(lambda each: each.decode(errors="replace"))


@SLOW
@given(spoilt(ROSTERS) | st.binary(max_size=300))
def test_a_workbook_is_read_or_refused(content: bytes) -> None:
    with suppress(RosterRefused):
        read_sheets(content)


JSON: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)
FIELDS = ("id", "n", "op", "schema_version", "about", "body", "sealed", "created_at", "time", "device")


@MANY
@given(JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_an_envelope_is_always_kept(item: Any) -> None:
    envelope = read_envelope(item, "u", "d")
    assert envelope.id
    assert opened(envelope).raw == envelope.raw


@MANY
@given(spoilt(GOLDEN) | st.binary(max_size=300))
@example(b"[" * 100_000)
def test_a_body_is_json_or_malformed(body: bytes) -> None:
    with suppress(ValueError, RecursionError):
        read_envelope(read_json(body), "u", "d")


@MANY
@given(spoilt(PACKED) | st.binary(max_size=300))
def test_what_unpacks_is_never_more_than_the_cap(packed: bytes) -> None:
    with suppress(Failure):
        assert len(gunzip(packed, CAP)) <= CAP


@SLOW
@given(spoilt_text(PACKS) | st.text(max_size=300))
def test_a_pack_is_told_line_by_line_or_can_be_read(text: str) -> None:
    problems = check(text)
    assert all(problem.line >= 1 and problem.reason for problem in problems)
    if not problems:
        parse_policy(tomllib.loads(text))


@MANY
@given(spoilt_text(CODES) | st.text(max_size=300))
def test_a_code_of_a_cover_is_read_or_is_none(text: str) -> None:
    with suppress(ValueError):
        read_code(text)


@MANY
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"\x1aE\xdf\xa3", b""]), st.binary(max_size=400))
def test_a_picture_is_kept_or_refused(start: bytes, rest: bytes) -> None:
    objection_to(start + rest)


@MANY
@given(st.text(max_size=300))
def test_a_rescue_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        opened_rescue(text)
