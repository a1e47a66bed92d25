"""When the office must hear that somebody was not met, without any database."""

from collections.abc import Sequence

IN_A_ROW = 2
"""So many attempts after each other, with no visit between them."""


def is_unreached(attempts: Sequence[bool], *, fully_dependent: bool) -> bool:
    """Whether somebody should look after a person now.

    `attempts` tells of her last visits, the latest first, which of them met nobody. One is enough where she cannot do
    without others (docs/decisions/0111).
    """
    wanted = 1 if fully_dependent else IN_A_ROW
    return len(attempts) >= wanted and all(attempts[:wanted])
