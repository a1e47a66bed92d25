"""Something that cannot wait until the morning."""

from cast import CAST, TOWNSHIP
from reminders.stage import Stage
from shouwang import ids
from shouwang.database import writing
from shouwang.needs.models import Need


def urgent_need(stage: Stage, number: int = 0) -> None:
    """An urgent need of Wang's that came in at the stage's moment."""
    need = Need(
        id=ids.id_from("need", str(number)),
        person=CAST.wang,
        township=TOWNSHIP,
        kind="medicine",
        urgent=True,
        author=CAST.carer,
        author_name="沈天强",
        raised_at=stage.now,
        received_at=stage.now,
    )
    with writing(stage.engine) as session:
        session.add(need)
