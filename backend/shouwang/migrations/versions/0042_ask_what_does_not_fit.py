"""Ask what does not fit together in records."""

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables of questions, of the records that they are about, and of what pictures were made from."""

    moment = shouwang.database.Moment(timezone=True)
    op.create_table(
        "question",
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "kind", "worker", "worker_name", "township")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("records", "people", "starts", "figures")),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", moment, nullable=True),
        sa.Column("decision_note", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("decided_by", "decided_by_name")),
        sa.Column("decided_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    for name in ("worker", "township"):
        op.create_index(op.f(f"ix_question_{name}"), "question", [name], unique=False)
    op.create_table(
        "question_record",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("record", "question")),
        sa.ForeignKeyConstraint(["question"], ["question.id"], name=op.f("fk_question_record_question")),
        sa.PrimaryKeyConstraint("record", "question", name=op.f("pk_question_record")),
    )
    op.create_table(
        "picture_print",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("record", "sha256")),
        sa.Column("original", sa.String(), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("print", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("record", "sha256", name=op.f("pk_picture_print")),
    )
    for name in ("original", "worker"):
        op.create_index(op.f(f"ix_picture_print_{name}"), "picture_print", [name], unique=False)


def downgrade() -> None:
    """Takes them back."""

    op.drop_table("picture_print")
    op.drop_table("question_record")
    op.drop_table("question")
