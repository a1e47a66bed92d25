"""Profiles and their conflicts with the telephones masked: for a page that does not need them."""

from shouwang.register.identity import mask_phone
from shouwang.register.models import PersonShape
from shouwang.register.schemas import ConflictLine


def masked(profile: PersonShape) -> PersonShape:
    """A profile of which no telephone can be read, her contacts' neither."""
    contacts = [contact.model_copy(update={"phone": mask_phone(contact.phone)}) for contact in profile.contacts]
    return profile.model_copy(update={"phone": profile.phone and mask_phone(profile.phone), "contacts": contacts})


def masked_conflict(line: ConflictLine) -> ConflictLine:
    """A conflict of which no telephone can be read."""
    if line.field != "phone":
        return line
    told = {name: getattr(line, name) for name in ("kept", "other", "current")}
    return line.model_copy(update={name: value and mask_phone(value) for name, value in told.items()})
