"""Who may do what, as one table: what `docs/rights.md` shows, and what the tests hold every route against.

`access` decides by these roles; which rows a phone gets, `sync.pull.scope` does.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from shouwang.accounts.bucket_rights import BUCKETS
from shouwang.accounts.roles import COUNTY_ROLES, OFFICE_ROLES, OVERSIGHT_ROLES, STAFF, Role


class Permission(StrEnum):
    """What a route asks for, from the least to the most."""

    ANYBODY = "anybody"
    HANDS_IN = "hands_in"
    SIGNED_IN = "signed_in"
    AT_THE_DOOR = "at_the_door"
    STAFF = "staff"
    OFFICE = "office"
    COUNTY = "county"
    OVERSIGHT = "oversight"


ROLES: Mapping[Permission, frozenset[Role]] = {
    Permission.ANYBODY: frozenset(Role),
    Permission.HANDS_IN: frozenset(Role),
    Permission.SIGNED_IN: frozenset(Role),
    Permission.AT_THE_DOOR: STAFF,
    Permission.STAFF: STAFF,
    Permission.OFFICE: OFFICE_ROLES,
    Permission.COUNTY: COUNTY_ROLES,
    Permission.OVERSIGHT: OVERSIGHT_ROLES,
}
"""Whose routes these are; `ANYBODY` needs no token at all, `HANDS_IN` is met by a revoked or deactivated one too,
`AT_THE_DOOR` by an office before it has a password."""


class Where(StrEnum):
    """Whose data a route may touch; what lies elsewhere answers as unknown."""

    NOBODYS = "nobody's"
    OWN = "her own"
    PLACES = "her places'"
    ASSIGNED = "the people's whom she cares for, and her own"
    SEEN = "the people's whom she cares for or who are in her places, and her own"


class Right(NamedTuple):
    """Who may call a route, and about what."""

    permission: Permission
    where: Where


_LINK = Right(Permission.ANYBODY, Where.NOBODYS)
_OWN = Right(Permission.SIGNED_IN, Where.OWN)
_SEES = Right(Permission.STAFF, Where.PLACES)
_CHANGES = Right(Permission.OFFICE, Where.PLACES)

RIGHTS: Mapping[str, Right] = {
    "GET /healthz": _LINK,
    "GET /readyz": _LINK,
    "GET /metrics": _LINK,
    "POST /api/accounts/enrol": _LINK,
    "POST /api/accounts/sign-in": _LINK,
    "GET /api/accounts/sign-in-ways": _LINK,
    "POST /api/accounts/oidc/begin": _LINK,
    "GET /api/accounts/oidc/return": _LINK,
    "POST /api/accounts/oidc/finish": _LINK,
    "GET /api/accounts/me": _OWN,
    "POST /api/accounts/password": Right(Permission.AT_THE_DOOR, Where.OWN),
    "POST /api/accounts/totp": Right(Permission.STAFF, Where.OWN),
    "POST /api/accounts/totp/confirm": Right(Permission.STAFF, Where.OWN),
    "POST /api/accounts/totp/end": Right(Permission.STAFF, Where.OWN),
    "POST /api/accounts/sign-out": Right(Permission.HANDS_IN, Where.OWN),
    "POST /api/accounts/devices/{device}/revoke": _CHANGES,
    "GET /api/accounts/users": _SEES,
    "POST /api/accounts/users": _CHANGES,
    "POST /api/accounts/users/{user}/enrolments": _CHANGES,
    "POST /api/accounts/users/{user}/deactivate": _CHANGES,
    "POST /api/accounts/users/{user}/reactivate": _CHANGES,
    "POST /api/register/people/{person}/facts": _CHANGES,
    "GET /api/register/people/{person}": _CHANGES,
    "PATCH /api/register/people/{person}": _CHANGES,
    "GET /api/register/people/{person}/history": _SEES,
    "POST /api/register/facts/{fact}/end": _CHANGES,
    "POST /api/register/facts/{fact}/void": _CHANGES,
    "GET /api/register/conflicts": _SEES,
    "POST /api/register/conflicts/{conflict}/settle": _CHANGES,
    "GET /api/register/reports": _SEES,
    "POST /api/register/reports/{report}/confirm": _CHANGES,
    "POST /api/register/reports/{report}/decline": _CHANGES,
    "GET /api/register/rosters": _SEES,
    "POST /api/register/rosters": _CHANGES,
    "POST /api/register/rosters/{import_id}/undo": _CHANGES,
    "GET /api/register/villages": _SEES,
    "POST /api/register/villages": _CHANGES,
    "POST /api/register/villages/{code}/rename": _CHANGES,
    "POST /api/register/villages/{code}/merge": _CHANGES,
    "POST /api/register/households": _CHANGES,
    "POST /api/register/households/{household_id}/move-in": _CHANGES,
    "POST /api/register/households/{household_id}/move-out": _CHANGES,
    "POST /api/register/households/{household_id}/change": _CHANGES,
    "POST /api/register/villages/{code}/settle": _CHANGES,
    "GET /api/teams": _SEES,
    "POST /api/teams": _CHANGES,
    "GET /api/teams/{team}": _SEES,
    "POST /api/teams/{team}/rename": _CHANGES,
    "POST /api/teams/{team}/members": _CHANGES,
    "POST /api/teams/{team}/members/{member}/leave": _CHANGES,
    "POST /api/teams/{team}/areas": _CHANGES,
    "POST /api/teams/{team}/areas/{area}/end": _CHANGES,
    "POST /api/teams/{team}/end": _CHANGES,
    "GET /api/register/twins": _SEES,
    "GET /api/register/twins/chosen": _SEES,
    "GET /api/register/merges": _SEES,
    "POST /api/register/merges": _CHANGES,
    "POST /api/register/merges/{merge_id}/undo": _CHANGES,
    "GET /api/register/assignings": _SEES,
    "POST /api/register/assignings": _CHANGES,
    "POST /api/register/assignings/{assigning_id}/undo": _CHANGES,
    "POST /api/records/{record}/void": _CHANGES,
    "POST /api/records/sheets": _CHANGES,
    "GET /api/records/sheets/{sheet}": _SEES,
    "POST /api/records/sheets/{sheet}/picture": _CHANGES,
    "GET /api/blobs/missing": _SEES,
    "POST /api/blobs/missing/{record}/ask": _CHANGES,
    "POST /api/blobs/missing/{record}/give-up": _CHANGES,
    "HEAD /api/blobs/{sha256}": Right(Permission.HANDS_IN, Where.NOBODYS),
    "PATCH /api/blobs/{sha256}": Right(Permission.HANDS_IN, Where.NOBODYS),
    "GET /api/blobs/{sha256}": Right(Permission.SIGNED_IN, Where.SEEN),
    "GET /api/blobs/{sha256}/small": Right(Permission.SIGNED_IN, Where.SEEN),
    "GET /api/needs": _SEES,
    "GET /api/needs/unreached": _SEES,
    "GET /api/needs/{need}": _SEES,
    "GET /api/needs/{need}/hands": _SEES,
    "POST /api/needs/{need}/give": _CHANGES,
    "POST /api/needs/{need}/take": _CHANGES,
    "POST /api/needs/{need}/release": _CHANGES,
    "POST /api/needs/{need}/note": _CHANGES,
    "POST /api/needs/{need}/close": _CHANGES,
    "POST /api/needs/{need}/reopen": _CHANGES,
    "GET /api/questions": _SEES,
    "POST /api/questions/{question}/decide": _CHANGES,
    "POST /api/questions/{question}/reopen": _CHANGES,
    "GET /api/activities": _SEES,
    "POST /api/activities": _CHANGES,
    "GET /api/activities/{activity}": _SEES,
    "POST /api/activities/{activity}/change": _CHANGES,
    "POST /api/activities/{activity}/report": _CHANGES,
    "POST /api/activities/{activity}/cancel": _CHANGES,
    "GET /api/concerns": _SEES,
    "POST /api/concerns/{concern}/read": _SEES,
    "POST /api/concerns/{concern}/take": _CHANGES,
    "POST /api/concerns/{concern}/note": _CHANGES,
    "POST /api/concerns/{concern}/close": _CHANGES,
    "POST /api/privacy/people/{person}/show": _CHANGES,
    "GET /api/privacy/people/{person}/consents": _SEES,
    "POST /api/privacy/people/{person}/consents": _CHANGES,
    "GET /api/privacy/showings": Right(Permission.OVERSIGHT, Where.PLACES),
    "POST /api/sync/push": Right(Permission.HANDS_IN, Where.ASSIGNED),
    "POST /api/sync/rescue": _CHANGES,
    "POST /api/sync/pull": Right(Permission.SIGNED_IN, Where.ASSIGNED),
    "GET /api/sync/issues": _SEES,
    "POST /api/sync/issues/{issue}/retry": _CHANGES,
    "POST /api/sync/issues/{issue}/accept": _CHANGES,
    "POST /api/sync/issues/{issue}/resolve": _CHANGES,
    "GET /api/duties/policies": Right(Permission.STAFF, Where.NOBODYS),
    "GET /api/duties/festivals": Right(Permission.SIGNED_IN, Where.NOBODYS),
    "GET /api/duties/extra": _SEES,
    "POST /api/duties/extra": _CHANGES,
    "POST /api/duties/extra/{extra_id}/end": _CHANGES,
    "GET /api/ledger/townships": _SEES,
    "GET /api/ledger/townships/{code}": _SEES,
    "GET /api/ledger/extra/{extra_id}": _SEES,
    "GET /api/ledger/households": _SEES,
    "GET /api/ledger/households/{household_id}": _SEES,
    "GET /api/ledger/workers/{user}": _SEES,
    "GET /api/ledger/workers/{user}/plan": _SEES,
    "GET /api/ledger/today": _SEES,
    "GET /api/ledger/carers": _SEES,
    "GET /api/ledger/people": _SEES,
    "GET /api/ledger/people/{person_id}": _SEES,
    "POST /api/covers/keys": _OWN,
    "GET /api/covers": _SEES,
    "POST /api/covers/{cover}/end": _CHANGES,
    "GET /api/doors": _SEES,
    "POST /api/doors/cards": _CHANGES,
    "POST /api/doors/cards/{card}/renew": _CHANGES,
    "GET /api/assessments": _SEES,
    "POST /api/assessments/people/{person}": _CHANGES,
    "POST /api/assessments/{assessment}/confirm": _CHANGES,
    "POST /api/assessments/{assessment}/signatures": _CHANGES,
    "POST /api/assessments/{assessment}/decline": _CHANGES,
    "POST /api/assessments/changes": _CHANGES,
    "POST /api/assessments/changes/{change}/close": _CHANGES,
    "GET /api/checkups": _SEES,
    "GET /api/checkups/route": _SEES,
    "POST /api/checkups/route": _CHANGES,
    "GET /api/checkups/results": _SEES,
    "GET /api/checkups/results/template": _SEES,
    "POST /api/checkups/results": _CHANGES,
    "POST /api/checkups/results/{results}/undo": _CHANGES,
    "GET /api/checkups/people/{person}": _CHANGES,
    "GET /api/checkups/people/{person}/fhir": _CHANGES,
    "POST /api/checkups/people/{person}": _CHANGES,
    "GET /api/exports": _SEES,
    "GET /api/exports/preview": _SEES,
    "POST /api/exports": _SEES,
    "POST /api/exports/screen": Right(Permission.STAFF, Where.NOBODYS),
    "POST /api/reminders/urgings": _CHANGES,
    "POST /api/reminders/urgings/{urging}/undo": _CHANGES,
    "GET /api/reminders/channels": _SEES,
    "POST /api/reminders/channels": _CHANGES,
    "POST /api/reminders/channels/{channel}/test": _CHANGES,
    "POST /api/reminders/channels/{channel}/confirm": _CHANGES,
    "POST /api/reminders/channels/{channel}/end": _CHANGES,
    "GET /api/reminders/calls": _SEES,
    "GET /api/reminders/escalations": _SEES,
    "POST /api/reminders/escalations/{escalation}/stop": _CHANGES,
    "GET /api/reminders/mine": _OWN,
    "POST /api/reminders/mine": _OWN,
    "POST /api/reminders/subscriptions": _OWN,
    "POST /api/reminders/subscriptions/end": _OWN,
    "POST /api/reminders/subscriptions/renew": _LINK,
    "POST /api/reminders/replies": _LINK,
    "POST /api/reminders/calendar": _OWN,
    "POST /api/reminders/calendar/end": _OWN,
    "GET /api/reminders/calendar/{secret}": _LINK,
    "GET /api/agreements": _SEES,
    "POST /api/agreements": _CHANGES,
    "GET /api/agreements/people/{person}": _SEES,
    "POST /api/agreements/{agreement}/end": _CHANGES,
    "POST /api/agreements/{agreement}/void": _CHANGES,
    "GET /api/hygiene": _SEES,
    "POST /api/hygiene/campaigns": _CHANGES,
    "GET /api/hygiene/points/{home}": _SEES,
    "POST /api/hygiene/points/{home}/redeem": _CHANGES,
    "POST /api/hygiene/points/{home}/correct": _CHANGES,
    "GET /api/patterns": _SEES,
    "GET /api/quality": _SEES,
    "GET /api/retention": Right(Permission.COUNTY, Where.PLACES),
    "GET /api/retention/people/{person}": Right(Permission.COUNTY, Where.PLACES),
    "POST /api/retention/people/{person}/copy": Right(Permission.COUNTY, Where.PLACES),
    "POST /api/retention/people/{person}/erase": Right(Permission.COUNTY, Where.PLACES),
    "GET /api/closing": _SEES,
    "GET /api/closing/standing": _SEES,
    "GET /api/closing/{township}/{month}": _SEES,
    "GET /api/closing/{township}/{month}/versions/{number}": _SEES,
    "POST /api/closing/{township}/{month}/close": _CHANGES,
    "POST /api/closing/{township}/{month}/sign": Right(Permission.COUNTY, Where.PLACES),
    "POST /api/closing/{township}/{month}/reopen": Right(Permission.COUNTY, Where.PLACES),
    "GET /api/audit": Right(Permission.OVERSIGHT, Where.PLACES),
}


def as_markdown() -> str:
    """The tables of `docs/rights.md`."""
    return "\n".join([*_HEAD, *_permissions(), "", *_routes(), "", *_IN_CONFIDENCE, "", *_buckets(), ""])


_HEAD = [
    "# Who may do what",
    "",
    "Made by `shouwang rights` from `accounts/rights.py`; `tests/accounts/test_rights.py` calls every route and asks",
    "for every kind of bucket as everybody of the cast. What lies in other places, or is nobody's, answers as unknown.",
    "",
]


_IN_CONFIDENCE = [
    "What was told in confidence (`/api/concerns`, and `/api/sync/issues` where it is parked) answers as unknown to",
    "everybody whom it names. If that is the county's only officer, its administrators and auditors read it.",
]


def _permissions() -> list[str]:
    rows = [f"| `{permission}` | {_roles(roles)} |" for permission, roles in ROLES.items()]
    return ["| permission | roles |", "| --- | --- |", *rows]


def _roles(roles: frozenset[Role]) -> str:
    return "all" if roles == frozenset(Role) else ", ".join(sorted(roles))


def _routes() -> list[str]:
    rows = [f"| `{route}` | `{right.permission}` | {right.where} |" for route, right in RIGHTS.items()]
    return ["| route | permission | about |", "| --- | --- | --- |", *rows]


def _buckets() -> list[str]:
    rows = [f"| `{each.bucket}` | {each.holds} | {each.whose} |" for each in BUCKETS]
    return ["| bucket | holds | on whose phone |", "| --- | --- | --- |", *rows]
