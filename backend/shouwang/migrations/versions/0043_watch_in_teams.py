"""Say where teams watch, until when they are there, and tell members' phones of them."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

KEPT = ("team_name", "kind", "role", "user_name")


def upgrade() -> None:
    """Memberships become rows that travel; those that are there are told when somebody next changes their team."""

    op.add_column("team", sa.Column("ended_on", sa.Date(), nullable=True))
    op.create_table(
        "team_area",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "team", "village", "group_name")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team"], ["team.id"], name=op.f("fk_team_area_team")),
        sa.ForeignKeyConstraint(["village"], ["place.code"], name=op.f("fk_team_area_village")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_area")),
    )
    for name in ("team", "village"):
        op.create_index(op.f(f"ix_team_area_{name}"), "team_area", [name], unique=False)
    with op.batch_alter_table("team_member") as table:
        # They are there, so that the next change is their second version: the first one was told to nobody.
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        for name in KEPT:
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE team_member SET"
        " team_name = (SELECT name FROM team WHERE team.id = team_member.team),"
        " kind = (SELECT kind FROM team WHERE team.id = team_member.team),"
        ' user_name = (SELECT name FROM user_account WHERE user_account.id = team_member."user"),'
        ' role = (SELECT role FROM user_account WHERE user_account.id = team_member."user")'
    )
    with op.batch_alter_table("team_member") as table:
        for name in ("version", *KEPT):
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    """Takes it all back."""

    with op.batch_alter_table("team_member") as table:
        for name in (*KEPT, "version"):
            table.drop_column(name)
    op.drop_table("team_area")
    op.drop_column("team", "ended_on")
