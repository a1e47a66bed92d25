"""Assess abilities."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of assessments and of reported changes."""

    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "assessment",
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person", "township", "scale")),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("computed", sa.String(), nullable=True),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in ("reason", "note")),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessors", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("author", "author_name")),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("mutation", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("fact", "decided_by", "decided_by_name")),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decision_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_assessment_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "ability_change",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "person", "township")),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_certain", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("entered_by", "entered_by_name")),
        sa.Column("entered_at", moment, nullable=False),
        sa.Column("assessment", sa.String(), nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("close_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_ability_change_person")),
        sa.ForeignKeyConstraint(["assessment"], ["assessment.id"], name=op.f("fk_ability_change_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ability_change")),
    )
    for table in ("assessment", "ability_change"):
        for name in ("person", "township"):
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("ability_change")
    op.drop_table("assessment")
