"""Every table there is, imported once so that migrations and tests see them all."""

from sqlmodel import SQLModel

from shouwang.accounts import models as accounts
from shouwang.activities import models as activities
from shouwang.agreements import models as agreements
from shouwang.assessments import models as assessments
from shouwang.audit import models as audit
from shouwang.blobs import models as blobs
from shouwang.checkups import models as checkups
from shouwang.checkups import results_models as checkup_results
from shouwang.closing import models as closing
from shouwang.concerns import models as concerns
from shouwang.covers import models as covers
from shouwang.doors import models as doors
from shouwang.duties import models as duties
from shouwang.exports import models as exports
from shouwang.forms import models as forms
from shouwang.hygiene import models as hygiene
from shouwang.needs import models as needs
from shouwang.privacy import models as privacy
from shouwang.questions import models as questions
from shouwang.records import models as records
from shouwang.register import assigning_models, merge_models, roster_models
from shouwang.register import models as register
from shouwang.reminders import models as reminders
from shouwang.retention import models as retention
from shouwang.sync import models as sync
from shouwang.teams import models as teams

metadata = SQLModel.metadata

__all__ = [
    "accounts",
    "activities",
    "agreements",
    "assessments",
    "assigning_models",
    "audit",
    "blobs",
    "checkup_results",
    "checkups",
    "closing",
    "concerns",
    "covers",
    "doors",
    "duties",
    "exports",
    "forms",
    "hygiene",
    "merge_models",
    "metadata",
    "needs",
    "privacy",
    "questions",
    "records",
    "register",
    "reminders",
    "retention",
    "roster_models",
    "sync",
    "teams",
]
