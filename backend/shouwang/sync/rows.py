"""New synced rows by the thousand, for imports: a dozen times as fast as their constructors."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy.orm import configure_mappers
from sqlalchemy.orm.instrumentation import manager_of_class

from shouwang.sync.synced import SyncedRow

Row = TypeVar("Row", bound=SyncedRow)


def new_row(table: type[Row], **values: Any) -> Row:
    """A row that is not written yet. Nothing is checked here: the one write function reads it into its shape.

    Fields whose default is made anew for each row have to be given: one list would be shared by all.
    """
    # the constructor sets each attribute by itself and tells the mapper of each
    row: Row = manager_of_class(table).new_instance()
    known = vars(row)
    known.update(_defaults(table))
    known.update(values)
    return row


@cache
def _defaults(table: type[SyncedRow]) -> dict[str, Any]:
    configure_mappers()
    fields = table.model_fields.items()
    return {name: field.default for name, field in fields if not field.is_required() and field.default_factory is None}
