"""Say in a person's file which other entries she was, and keep the sealed values that a roster replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever has been merged is named by the one who was kept, through all that have been merged since."""

    op.add_column("person", sa.Column("also", sa.JSON(), nullable=True))
    person = sa.table("person", *(sa.column(name) for name in ("id", "merged_into")), sa.column("also", sa.JSON()))
    gone = sa.select(person.c.id, person.c.merged_into).where(person.c.merged_into.is_not(None))
    into = {row[0]: row[1] for row in op.get_bind().execute(gone)}
    also: dict[str, list[str]] = {}
    for each in into:
        kept = into[each]
        while kept in into:
            also.setdefault(kept, []).append(each)
            kept = into[kept]
        also.setdefault(kept, []).append(each)
    for kept, those in also.items():
        op.get_bind().execute(person.update().where(person.c.id == kept).values(also=those))
    op.create_table(
        "roster_replaced",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("import_id", "person")),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["roster_import.id"], name=op.f("fk_roster_replaced_import_id")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_roster_replaced_person")),
        sa.PrimaryKeyConstraint("import_id", "person", name=op.f("pk_roster_replaced")),
    )


def downgrade() -> None:
    """Takes both away."""

    op.drop_table("roster_replaced")
    op.drop_column("person", "also")
