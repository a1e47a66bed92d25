"""Where something is held about a person, and what of it goes when she is erased (docs/decisions/0154).

What the ledgers count by stays: whose record, when, which way, for how long; the facts with their days; the place and
the day of birth. It names nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from shouwang.agreements.models import Agreement
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.checkups.models import Checkup, CheckupSection
from shouwang.checkups.results_models import CheckupImportWrote
from shouwang.concerns.models import Concern
from shouwang.doors.models import Door, DoorCard
from shouwang.hygiene.models import HygienePoints
from shouwang.needs.models import Need
from shouwang.privacy.models import Consent, Showing
from shouwang.questions.models import Question
from shouwang.records.models import Record, YearSummary
from shouwang.register.models import Assignment, Fact, Household, Person, Report
from shouwang.register.roster_models import RosterReplaced, RosterSaid
from shouwang.reminders.models import Escalation
from shouwang.sync.models import Conflict, Issue

ERASED_NAME = "已删除"
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Held:
    """A table with rows about a person. `by` names the column with her id, `or_by` another that may have it;
    `wiped` says what stands there afterwards.

    What is not `copied` was told in confidence by somebody else.
    """

    table: type[SQLModel]
    by: str = "person"
    wiped: Mapping[str, Any] = field(default_factory=dict)
    copied: bool = True
    or_by: str = ""


HELD = (
    Held(
        Person,
        "id",
        {
            "name": ERASED_NAME,
            "group_name": "",
            "address": "",
            "phone": None,
            "contacts": [],
            "id_number_sealed": None,
            "id_number_index": None,
            "bank_account_sealed": None,
            "note": "",
        },
    ),
    Held(Household, "person", {"address": "", "head_name": "", "group_name": ""}),
    Held(Fact, wiped={"source_text": None, "void_reason": None}),
    Held(Assignment, wiped={"relation": None}),
    Held(
        Record,
        "subject",
        {
            "answers": {},
            "note": None,
            "position": None,
            "void_note": None,
            "pictures": [],
            "voice": None,
        },
        or_by="file",
    ),
    Held(Agreement, wiped={"number": None, "parties": [], "note": None, "end_note": None, "void_note": None}),
    Held(HygienePoints, wiped={"goods": None, "received_by": None}),
    Held(YearSummary),
    Held(Report, wiped={"note": None, "decision_reason": None}),
    Held(Need, wiped={"note": None, "outcome_note": None}),
    Held(CheckupSection, wiped={"answers": {}, "clashes": []}),
    Held(Checkup, wiped={"findings": {}}),
    Held(Assessment, wiped={"items": {}, "reason": None, "note": None, "assessors": [], "decision_reason": None}),
    Held(AbilityChange, wiped={"why": None, "close_reason": None}),
    Held(Concern, copied=False),
    Held(Conflict, wiped={"kept": None, "other": None}),
    Held(Issue, wiped={"note": None}),
    Held(Consent, wiped={"name": None, "relation": None}),
    Held(Showing),
    Held(RosterSaid, wiped={"texts": {}}),
    Held(RosterReplaced, wiped={"values": {}}),
    Held(CheckupImportWrote, wiped={"filled": {}, "clashes": []}),
    Held(Escalation, wiped={"reason": None}),
    Held(Door),
    Held(DoorCard),
)
"""Words of steps, sheets, envelopes and versions hang on these rows, and go with them (`service`)."""

QUESTIONS = Held(Question, "id", {"note": None, "decision_note": None})
"""What was asked about her records: found by these, for a question may be about several people."""
