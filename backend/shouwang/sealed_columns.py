"""Columns that are sealed in the database and plain in the code (docs/decisions/0063).

    note: str | None = Field(default=None, sa_type=sealed_text("record.note"))

The name is authenticated with the content: what was sealed for one column opens in no other. Nothing can be searched
or sorted by such a column. It is sealed when a statement is bound and opened when a row is read.
"""

import zlib
from base64 import b85decode, b85encode
from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from shouwang.sealing import sealer


def sealed_text(name: str) -> Any:
    """The type of a column of text; `name` is `table.column`."""
    return SealedText(name)


def sealed_json(name: str) -> Any:
    """The type of a column of JSON."""
    return SealedJson(name)


def sealed_packed(name: str) -> Any:
    """The type of a column of bytes that pack well."""
    return SealedPacked(name)


class SealedText(TypeDecorator[str]):
    """Text, sealed. What is null stays null."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes | None]:
        """Seals. Both drivers take bytes as they are."""
        name = self.name

        def sealed(value: str | None) -> bytes | None:
            return None if value is None else sealer().seal(value, name)

        return sealed

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str | None]:
        """Opens. Raises `cryptography.exceptions.InvalidTag` for what was not sealed for this column."""
        name = self.name

        def opened(sealed: bytes | None) -> str | None:
            return None if sealed is None else sealer().open(sealed, name)

        return opened


class SealedPacked(SealedText):
    """Bytes, made small and sealed: for what is long and seldom read. None is null."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes | None]:
        """Packs and seals."""
        sealed = super().bind_processor(dialect)
        return lambda value: None if value is None else sealed(b85encode(zlib.compress(value)).decode())

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Opens and unpacks."""
        opened = super().result_processor(dialect, coltype)
        return lambda sealed: None if sealed is None else zlib.decompress(b85decode(opened(sealed) or ""))


class SealedJson(SealedText):
    """Whatever JSON can say, sealed. None is null."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes | None]:
        """Writes and seals."""
        sealed = super().bind_processor(dialect)
        return lambda value: None if value is None else sealed(orjson.dumps(value).decode())

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Opens and reads."""
        opened = super().result_processor(dialect, coltype)
        return lambda sealed: None if sealed is None else orjson.loads(opened(sealed) or "null")
