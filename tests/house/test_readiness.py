"""A process says whether it can do its work, apart from whether it lives."""

from httpx import Client
from sqlalchemy import Engine, text


def test_a_process_is_ready_only_on_its_own_revision(client: Client, settled: Engine) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}
    with settled.begin() as connection:
        head = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    early = client.get("/readyz")
    alive = client.get("/healthz")
    with settled.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})
    assert (early.status_code, early.json(), early.headers["retry-after"]) == (503, {"code": "busy"}, "5")
    assert alive.status_code == 200
    assert client.get("/readyz").status_code == 200
