"""Whom of an office a confidential report names: of two careful readings the safer one, for he must not read it. Pure.

A name may be typed with a title ("郝建主任"), with blanks or dots in it, in wide letters, or as the surname alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from unicodedata import normalize

from shouwang.concerns.words import Whom

SILENT = frozenset({"id", "kind", "whom", "person", "only_county"})
"""Parts of a body that are no words about anybody."""


class Somebody(Protocol):
    """A user, as far as names go."""

    @property
    def id(self) -> str:
        """Her id."""

    @property
    def name(self) -> str:
        """Her name as the office wrote it."""


def named_of(said: Any, worker: Somebody | None, staff: Iterable[Somebody]) -> frozenset[str]:
    """Ids of all of an office whom a body names anywhere, all who have the same name among them.

    `said` is the body as it came, also one that no form fits; `worker` is the user whom it names by id.
    """
    texts = [*_texts(said), *([worker.name] if worker else [])]
    plain = [text for text in map(_plain, texts) if text]
    office = [(each.id, _plain(each.name), each.name) for each in staff]
    full = {user for user, name, _ in office if name and any(name in text for text in plain)}
    if worker and any(user == worker.id for user, *_ in office):
        full.add(worker.id)
    return frozenset(full or _by_part_of_a_name(said, office))


def _by_part_of_a_name(said: Any, office: list[tuple[str, str, str]]) -> set[str]:
    """Where nobody is named in full: "Hao" for "Hao Jian", and of somebody of an office "郝主任" for "郝建"."""
    fields = said if isinstance(said, Mapping) else {}
    typed = _plain(str(fields.get("name") or ""))
    is_of_office = fields.get("whom") == Whom.OFFICE
    return {
        user
        for user, plain, name in office
        if plain and typed and ((len(typed) > 1 and typed in plain) or (is_of_office and _surname(name) in typed))
    }


def _surname(name: str) -> str:
    """The first word of a name in Latin letters, the first character of any other."""
    first = _plain(name.split()[0])
    return first if first.isascii() else first[:1]


def _plain(text: str) -> str:
    """Letters and digits alone, alike in width and case."""
    return "".join(letter for letter in normalize("NFKC", text).casefold() if letter.isalnum())


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for key, value in said.items():
            if key not in SILENT:
                yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
