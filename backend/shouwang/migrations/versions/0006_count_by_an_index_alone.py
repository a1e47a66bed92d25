"""Count by an index alone: it holds all of a record that the engine counts by."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AS_COUNTED = ["subject", "service_date", "kind", "status", "mode", "role", "minutes", "value", "beneficiaries"]


def upgrade() -> None:
    """Puts the wider index in the place of the one by subject and day."""
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_subject_service_date")
        batch_op.create_index("ix_record_as_counted", AS_COUNTED, unique=False)


def downgrade() -> None:
    """Puts the narrow index back."""
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_as_counted")
        batch_op.create_index("ix_record_subject_service_date", ["subject", "service_date"], unique=False)
