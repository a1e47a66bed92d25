"""Use cases of forms: adopt a version, and know those that records name."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.forms import queries
from shouwang.forms.definition import Form
from shouwang.forms.models import AdoptedForm
from shouwang.forms.shipped import COUNTYS_OWN, FormError, Version, form_as_json, parse_form, shipped
from shouwang.sync.synced import COUNTY_BUCKET
from shouwang.sync.write import Author, lock_buckets, write


def adopt(session: Session, form: Form, by: Author) -> AdoptedForm:
    """The county asks a form from now on, as the next version of its own. The newest again changes nothing.

    Raises `FormError` for a form that nothing of the program asks.
    """
    known = sorted({name for name, _ in shipped()})
    if form.id not in known:
        raise FormError(f"id: is none of {', '.join(known)}")
    lock_buckets(session, [COUNTY_BUCKET])
    newest, body = queries.newest_version(session, form.id), form_as_json(form)
    standing = queries.forms_by_id(session, [form_row_id(form.id, newest)])
    if standing and (row := next(iter(standing.values()))).body == body:
        return row
    number = max(newest, COUNTYS_OWN - 1) + 1
    row = AdoptedForm(
        id=form_row_id(form.id, number), form=form.id, form_version=number, adopted_at=clock.now(), body=body
    )
    write(session, [row], by)
    return row


def forms_named(session: Session, versions: Collection[Version]) -> dict[Version, Form]:
    """These versions, as far as anybody here knows them."""
    ours = shipped()
    own = {form_row_id(*version): version for version in versions if version not in ours}
    rows: Mapping[str, AdoptedForm] = queries.forms_by_id(session, own)
    adopted = {own[row.id]: parse_form(row.body) for row in rows.values()}
    return {version: ours[version] for version in versions if version in ours} | adopted


def form_row_id(form: str, version: int) -> str:
    """How a version is named where one word must do."""
    return f"{form}-{version}"
