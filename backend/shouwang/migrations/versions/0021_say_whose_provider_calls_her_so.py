"""Keep of which identity provider a value is."""

import sqlalchemy as sa
from alembic import op

import shouwang.database
from shouwang.settings import settings

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table anew. Whoever is bound is bound to the provider that the settings name now."""

    bound = _all()
    op.drop_table("oidc_identity")
    _make(sa.Column("issuer", sa.String(), nullable=False), keys=["issuer", "value"])
    _fill([{**row, "issuer": settings().oidc_issuer} for row in bound])


def downgrade() -> None:
    """Takes it back."""

    bound = {row["value"]: {name: row[name] for name in ("value", "user", "created_at")} for row in _all()}
    op.drop_table("oidc_identity")
    _make(keys=["value"])
    _fill(list(bound.values()))


def _make(*more: sa.Column[str], keys: list[str]) -> None:
    op.create_table(
        "oidc_identity",
        *more,
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("created_at", shouwang.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user_account.id"], name=op.f("fk_oidc_identity_user")),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_oidc_identity")),
        sa.UniqueConstraint("user", name=op.f("uq_oidc_identity_user")),
    )


def _table() -> sa.Table:
    return sa.Table("oidc_identity", sa.MetaData(), autoload_with=op.get_bind())


def _all() -> list[dict[str, object]]:
    return [dict(row) for row in op.get_bind().execute(sa.select(_table())).mappings()]


def _fill(rows: list[dict[str, object]]) -> None:
    if rows:
        op.bulk_insert(_table(), rows)
