"""Lay the foundations."""

import secrets

import sqlalchemy as sa
from alembic import op

import shouwang.database

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes all tables."""

    op.create_table(
        "adopted_policy",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("pack_version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("adopted_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_policy")),
    )
    with op.batch_alter_table("adopted_policy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adopted_policy_county"), ["county"], unique=False)

    op.create_table(
        "bucket",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_bucket")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    meta = sa.table("meta", sa.column("key", sa.String()), sa.column("value", sa.String()))
    # The epoch names this database's history; a restore gives it another, and phones send again what they hold.
    op.bulk_insert(meta, [{"key": "epoch", "value": secrets.token_hex(8)}])
    op.create_table(
        "mutation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("op", sa.String(), nullable=True),
        sa.Column("schema_version", sa.Integer(), nullable=True),
        sa.Column("received_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("envelope", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutation")),
    )
    with op.batch_alter_table("mutation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mutation_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_mutation_user"), ["user"], unique=False)

    op.create_table(
        "place",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_parent"), ["parent"], unique=False)

    op.create_table(
        "record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("start", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("end", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("captured_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("received_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("beneficiaries", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("mutation", sa.String(), nullable=True),
        sa.Column("trip", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index("ix_record_subject_service_date", ["subject", "service_date"], unique=False)
        batch_op.create_index("ix_record_township_service_date", ["township", "service_date"], unique=False)

    op.create_table(
        "row_version",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mutation", sa.String(), nullable=True),
        sa.Column("at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", "version", name=op.f("pk_row_version")),
    )
    op.create_table(
        "sync_row",
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "kind", "id", name=op.f("pk_sync_row")),
        sa.UniqueConstraint("bucket", "seq", name=op.f("uq_sync_row_bucket_seq")),
    )
    with op.batch_alter_table("sync_row", schema=None) as batch_op:
        batch_op.create_index("ix_sync_row_kind_id", ["kind", "id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
    )
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_account_place"), ["place"], unique=False)
        batch_op.create_index(batch_op.f("ix_user_account_role"), ["role"], unique=False)

    op.create_table(
        "device",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("enrolled_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("last_contact", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("watermark", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("app_version", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_device_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_user"), ["user"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("expires_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("used_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_enrolment_user")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_enrolment")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_user"), ["user"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["village"], ["place.code"], name=op.f("fk_household_village")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_village"), ["village"], unique=False)

    op.create_table(
        "issue",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mutation", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("resolved_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("resolution", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["mutation"], ["mutation.id"], name=op.f("fk_issue_mutation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("mutation", name=op.f("uq_issue_mutation")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_township"), ["township"], unique=False)

    op.create_table(
        "team",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["place"], ["place.code"], name=op.f("fk_team_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_place"), ["place"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("village_name", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("household", sa.String(), nullable=True),
        sa.Column("id_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.String(), nullable=True),
        sa.Column("bank_account_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["household"], ["household.id"], name=op.f("fk_person_household")),
        sa.ForeignKeyConstraint(["township"], ["place.code"], name=op.f("fk_person_township")),
        sa.ForeignKeyConstraint(["village"], ["place.code"], name=op.f("fk_person_village")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("id_number_index", name=op.f("uq_person_id_number_index")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_household"), ["household"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_township"), ["township"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_village"), ["village"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("is_leader", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_team_member_team")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_team_member_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_team"), ["team"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_member_user"), ["user"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_assignment_person")),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_assignment_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_user"), ["user"], unique=False)

    op.create_table(
        "fact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("entered_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("source_text", sa.String(), nullable=True),
        sa.Column("voided_at", shouwang.database.Moment(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_fact_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_person"), ["person"], unique=False)


def downgrade() -> None:
    """Drops all tables."""

    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_person"))

    op.drop_table("fact")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_user"))
        batch_op.drop_index(batch_op.f("ix_assignment_person"))

    op.drop_table("assignment")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_user"))
        batch_op.drop_index(batch_op.f("ix_team_member_team"))

    op.drop_table("team_member")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_village"))
        batch_op.drop_index(batch_op.f("ix_person_township"))
        batch_op.drop_index(batch_op.f("ix_person_household"))

    op.drop_table("person")
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_place"))

    op.drop_table("team")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_township"))

    op.drop_table("issue")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_village"))

    op.drop_table("household")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_user"))

    op.drop_table("enrolment")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_user"))

    op.drop_table("device")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_account_role"))
        batch_op.drop_index(batch_op.f("ix_user_account_place"))

    op.drop_table("user_account")
    with op.batch_alter_table("sync_row", schema=None) as batch_op:
        batch_op.drop_index("ix_sync_row_kind_id")

    op.drop_table("sync_row")
    op.drop_table("row_version")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_township_service_date")
        batch_op.drop_index("ix_record_subject_service_date")

    op.drop_table("record")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_parent"))

    op.drop_table("place")
    with op.batch_alter_table("mutation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mutation_user"))
        batch_op.drop_index(batch_op.f("ix_mutation_code"))

    op.drop_table("mutation")
    op.drop_table("meta")
    op.drop_table("bucket")
    with op.batch_alter_table("adopted_policy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adopted_policy_county"))

    op.drop_table("adopted_policy")
