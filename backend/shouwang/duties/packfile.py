"""Reading one table of a policy file: each known key is taken once, everything else is refused."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Never, TypeVar

Word = TypeVar("Word", bound=StrEnum)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PolicyError(ValueError):
    """A policy cannot be read. `duty` and `key` say where (either may be None), `reason` says why."""

    def __init__(self, reason: str, *, duty: str | None = None, key: str | None = None) -> None:
        self.reason, self.duty, self.key = reason, duty, key
        where = ", ".join(part for part in (duty and f"duty {duty}", key) if part)
        super().__init__(f"{where}: {reason}" if where else reason)


class Table:
    """A table being read. What is left when `close` is called was not understood and is an error.

    A key whose value is null counts as absent.
    """

    def __init__(self, content: object, *, duty: str | None = None, path: str = "") -> None:
        self.duty, self._path = duty, path
        if not isinstance(content, Mapping):
            raise PolicyError("must be a table", duty=duty, key=path.rstrip(".") or None)
        self._left: dict[str, Any] = {str(key): value for key, value in content.items() if value is not None}

    def refuse(self, key: str, reason: str) -> Never:
        """Raise for `key` of this table."""
        raise PolicyError(reason, duty=self.duty, key=f"{self._path}{key}")

    def close(self) -> None:
        """Refuse the first key that nobody took."""
        for key in self._left:
            self.refuse(key, "is not a known key")

    def has(self, key: str) -> bool:
        """Whether `key` is there and was not taken yet."""
        return key in self._left

    def table(self, key: str) -> "Table":
        """The table under `key`, an empty one where there is none."""
        return Table(self._left.pop(key, {}), duty=self.duty, path=f"{self._path}{key}.")

    def entries(self, key: str) -> list[Any]:
        """The list under `key`, an empty one where there is none."""
        return self.items(key) if self._left.get(key, []) != [] else self._left.pop(key, [])

    def items(self, key: str) -> list[Any]:
        """The list under `key`, which must be there and hold something."""
        value = self._take(key)
        if not isinstance(value, list | tuple) or not value:
            self.refuse(key, "must be a list with at least one entry")
        return list(value)

    def text(self, key: str) -> str:
        """The text under `key`, which must be there and not be blank."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, "must be a text")
        return value

    def text_if_given(self, key: str) -> str | None:
        """The text under `key`, or None."""
        return self.text(key) if self.has(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts listed under `key`; nothing where the key is not there (absent means any)."""
        if not self.has(key):
            return ()
        values = self.items(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.refuse(key, "must be a list of texts")
        return self._distinct(key, tuple(values))

    def word(self, key: str, words: type[Word], otherwise: Word | None = None) -> Word:
        """One of `words`; `otherwise` where the key is not there and may be absent."""
        if otherwise is not None and not self.has(key):
            return otherwise
        return self._known(key, self.text(key), words)

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """Some of `words`; nothing where the key is not there (absent means any)."""
        return tuple(self._known(key, text, words) for text in self.texts(key))

    def whole(self, key: str, otherwise: int, *, least: int) -> int:
        """A whole number of at least `least`."""
        value = self._left.pop(key, otherwise)
        if not _is_whole(value) or value < least:
            self.refuse(key, f"must be a whole number of at least {least}")
        return int(value)

    def number(self, key: str) -> float:
        """A number of at least 0; 0 where the key is not there."""
        value = self._left.pop(key, 0)
        if not (_is_whole(value) or isinstance(value, float)) or not 0 <= value < float("inf"):
            self.refuse(key, "must be a number of at least 0")
        return value  # type: ignore[no-any-return]

    def days_of_month(self, key: str) -> tuple[int, ...]:
        """Days of the month, in order; nothing where the key is not there."""
        if not self.has(key):
            return ()
        values = self.items(key)
        if not all(_is_whole(value) and 1 <= value <= 31 for value in values):
            self.refuse(key, "must be days of the month, 1 to 31")
        return self._distinct(key, tuple(sorted(values)))

    def day(self, key: str) -> date:
        """A date, written as a TOML date or as YYYY-MM-DD."""
        value = self._take(key)
        if isinstance(value, str) and _ISO_DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.refuse(key, "is no day of the calendar")
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(key, "must be a date, YYYY-MM-DD")
        return value

    def day_if_given(self, key: str) -> date | None:
        """The date under `key`, or None."""
        return self.day(key) if self.has(key) else None

    def _take(self, key: str) -> Any:
        if key not in self._left:
            self.refuse(key, "is missing")
        return self._left.pop(key)

    def _known(self, key: str, text: str, words: type[Word]) -> Word:
        try:
            return words(text)
        except ValueError:
            self.refuse(key, f"{text!r} is not one of {', '.join(words)}")

    def _distinct(self, key: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(set(values)) < len(values):
            self.refuse(key, "says the same twice")
        return values


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
