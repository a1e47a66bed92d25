"""Seal what is said of people."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from shouwang.sealing import check_key, sealer

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

CHUNK = 5_000
TEXT, MAY_BE_NULL, JSON = "text", "text or null", "json"
SEALED = {
    "user_account": {"phone": MAY_BE_NULL},
    "person": {"phone": MAY_BE_NULL, "contacts": JSON, "note": TEXT},
    "fact": {"source_text": MAY_BE_NULL, "void_reason": MAY_BE_NULL},
    "report": {"note": MAY_BE_NULL, "decision_reason": MAY_BE_NULL},
    "roster_said": {"texts": JSON},
    "record": {"answers": JSON, "note": MAY_BE_NULL, "void_note": MAY_BE_NULL},
    "paper_sheet": {"note": MAY_BE_NULL},
    "issue": {"note": MAY_BE_NULL},
    "conflict": {"kept": MAY_BE_NULL, "other": MAY_BE_NULL},
    "row_version": {"body": TEXT},
    "mutation": {"envelope": TEXT},
}
"""By table: the columns, and what they are without a seal."""
KEYS = {"roster_said": ("person",), "row_version": ("kind", "id", "version")}

Types = Mapping[str, Any]


def upgrade() -> None:
    """Seals the columns with what is in them."""

    if op.get_bind().dialect.name == "sqlite":
        # What stood there in the clear is overwritten, not only forgotten.
        op.execute("PRAGMA secure_delete = ON")
    for table, columns in SEALED.items():
        _replace(table, _plain(columns), dict.fromkeys(columns, sa.LargeBinary()), _sealed)


def downgrade() -> None:
    """Opens them again."""

    for table, columns in SEALED.items():
        _replace(table, dict.fromkeys(columns, sa.LargeBinary()), _plain(columns), _opened)


def _plain(columns: Mapping[str, str]) -> Types:
    return {name: sa.JSON() if kind == JSON else sa.String() for name, kind in columns.items()}


def _sealed(value: Any, name: str, kind: str) -> bytes:
    return sealer().seal(orjson.dumps(value).decode() if kind == JSON else value, name)


def _opened(value: Any, name: str, kind: str) -> Any:
    plain = sealer().open(value, name)
    return orjson.loads(plain) if kind == JSON else plain


def _replace(table: str, old: Types, new: Types, turned: Callable[[Any, str, str], Any]) -> None:
    """Column by column, for SQLite cannot make a table anew to which others refer: add, fill, drop, rename."""
    kinds = SEALED[table]
    for name, kind in kinds.items():
        empty = None if kind == MAY_BE_NULL else "{}" if isinstance(new[name], sa.JSON) else ""
        op.add_column(table, sa.Column(f"new_{name}", new[name], nullable=kind == MAY_BE_NULL, server_default=empty))
    _fill(table, old, new, lambda value, name: turned(value, f"{table}.{name}", kinds[name]))
    for name in kinds:
        op.drop_column(table, name)
        op.execute(f"ALTER TABLE {table} RENAME COLUMN new_{name} TO {name}")


def _fill(table: str, old: Types, new: Types, turned: Callable[[Any, str], Any]) -> None:
    keys = KEYS.get(table, ("id",))
    columns = [*(sa.column(name, kind) for name, kind in old.items())]
    columns += [sa.column(f"new_{name}", kind) for name, kind in new.items()]
    rows = sa.table(table, *map(sa.column, keys), *columns)
    change = (
        sa.update(rows)
        .where(*(rows.c[key] == sa.bindparam(f"key_{key}") for key in keys))
        .values({f"new_{name}": sa.bindparam(f"to_{name}") for name in new})
    )
    for found in _chunks(rows, keys, list(old)):
        # Only here: an empty database has no key yet, and one with people in it must be met with its own.
        check_key(Session(op.get_bind()))
        op.get_bind().execute(
            change,
            [
                {f"key_{key}": row[key] for key in keys}
                | {f"to_{name}": None if row[name] is None else turned(row[name], name) for name in old}
                for row in found
            ],
        )


def _chunks(rows: Any, keys: tuple[str, ...], names: list[str]) -> Iterator[list[Any]]:
    order = [rows.c[key] for key in keys]
    page = sa.select(*order, *(rows.c[name] for name in names)).order_by(*order).limit(CHUNK)
    found = op.get_bind().execute(page).mappings().all()
    while found:
        yield list(found)
        last = sa.tuple_(*(sa.literal(found[-1][key]) for key in keys))
        found = op.get_bind().execute(page.where(sa.tuple_(*order) > last)).mappings().all()
