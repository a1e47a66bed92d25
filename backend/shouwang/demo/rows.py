"""Rows by the hundred thousand."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import configure_mappers
from sqlalchemy.orm.instrumentation import manager_of_class

from shouwang.sync.synced import SyncedRow

Row = TypeVar("Row", bound=SyncedRow)


def maker(table: type[Row]) -> Callable[..., Row]:
    """Makes new rows of a table from all their values that have no default, a dozen times as fast as the constructor.

    Nothing is checked here: the one write function reads each row into its shape.
    """
    configure_mappers()
    blank = manager_of_class(table).new_instance  # the constructor sets each attribute by itself and tells the mapper
    names = table.model_fields
    defaults = {name: field.default for name, field in names.items() if not field.is_required()}
    made_anew = [name for name, field in names.items() if field.default_factory is not None]

    def make(**values: Any) -> Row:
        row: Row = blank()
        known = vars(row)
        known.update(defaults)
        known.update(values)
        return row

    for name in made_anew:
        del defaults[name]  # one list for all rows would be shared: these have to be given
    return make
