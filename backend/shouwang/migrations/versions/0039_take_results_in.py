"""Take checkup results in from workbooks, keep family doctors' contracts and the route of the bus."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

CONTRACT = (("contract_doctor", sa.String()), ("contract_on", sa.Date()), ("contract_until", sa.Date()))


def upgrade() -> None:
    """Makes the tables, and the columns of contracts."""

    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "checkup_import",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "township")),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        *(sa.Column(n, sa.Integer(), nullable=False) for n in ("rows", "people", "fields", "conflicts", "refused")),
        sa.Column("undone_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_checkup_import_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_import")),
    )
    op.create_index(op.f("ix_checkup_import_township"), "checkup_import", ["township"], unique=False)
    op.create_table(
        "checkup_import_wrote",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("import_id", "section", "person")),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("filled", "clashes")),
        sa.ForeignKeyConstraint(["import_id"], ["checkup_import.id"], name=op.f("fk_checkup_import_wrote_import_id")),
        sa.PrimaryKeyConstraint("import_id", "section", name=op.f("pk_checkup_import_wrote")),
    )
    op.create_table(
        "checkup_route",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("villages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["place.code"], name=op.f("fk_checkup_route_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkup_route")),
    )
    for name, kind in CONTRACT:
        op.add_column("checkup", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Takes them back."""

    with op.batch_alter_table("checkup") as table:
        for name, _ in reversed(CONTRACT):
            table.drop_column(name)
    for table_name in ("checkup_route", "checkup_import_wrote", "checkup_import"):
        op.drop_table(table_name)
