"""Close months in versions."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of closed months, of their reopenings, and of what was changed in them at the desk."""

    def texts(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.String(), nullable=nullable) for name in names]

    def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
        return sa.Column(name, shouwang.database.Moment(timezone=True), nullable=nullable)

    op.create_table(
        "month_version",
        *texts("id", "township"),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        moment("closed_at"),
        *texts("closed_by", "closed_by_name", nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("policies", sa.JSON(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        *texts("rows_sha256"),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        *texts("inputs_sha256"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("expected", "credited", "misses", "unreported")),
        moment("signed_at", nullable=True),
        *texts("signed_by", "signed_by_name", nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_month_version_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_version")),
        sa.UniqueConstraint("township", "month", "number", name=op.f("uq_month_version_township_month_number")),
    )
    op.create_index(op.f("ix_month_version_township"), "month_version", ["township"], unique=False)
    op.create_table(
        "reopening",
        *texts("id", "township"),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        moment("at"),
        *texts("by", "by_name"),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        moment("ended_at", nullable=True),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_reopening_township")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
    )
    op.create_index(op.f("ix_reopening_township"), "reopening", ["township"], unique=False)
    op.create_table(
        "closed_month_change",
        *texts("id", "township"),
        sa.Column("first", sa.Date(), nullable=False),
        *texts("what", "row"),
        moment("at"),
        *texts("by", "by_name", nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_month_change")),
    )
    op.create_index(op.f("ix_closed_month_change_township"), "closed_month_change", ["township"], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("closed_month_change")
    op.drop_table("reopening")
    op.drop_table("month_version")
