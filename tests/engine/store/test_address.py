"""Every spelling of an address, and no password in what is shown."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from engine.core.errors import ExitCode, InvalidInput
from engine.store.address import resolve_database_url, shown, sqlite_path


def test_sqlite_in_the_data_folder_is_the_default(tmp_path) -> None:
    url = resolve_database_url(None, "", tmp_path)
    assert sqlite_path(url) == tmp_path / "trading_logs.db"


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://me:secret@db:5433/house",
        "postgres://me:secret@db:5433/house",
        "postgresql+psycopg://me:secret@db:5433/house",
        "host=db port=5433 user=me password=secret dbname=house",
    ],
)
def test_postgres_in_all_spellings(given: str) -> None:
    url = sa.make_url(resolve_database_url(None, given, "data"))
    assert (url.drivername, url.username, url.password) == ("postgresql+psycopg", "me", "secret")
    assert (url.host, url.port, url.database) == ("db", 5433, "house")
    assert sqlite_path(str(url)) is None
    assert "secret" not in shown(url.render_as_string(hide_password=False))


def test_database_url_comes_before_pg_dsn() -> None:
    assert resolve_database_url("sqlite:///a.db", "host=db", "data").startswith("sqlite")


def test_sockets_lists_and_further_libpq_settings() -> None:
    url = sa.make_url(resolve_database_url(None, "host=/run/pg port=5433 dbname=x sslmode=disable", "data"))
    assert url.host is None
    assert url.query == {"host": "/run/pg", "port": "5433", "sslmode": "disable"}
    many = sa.make_url(resolve_database_url(None, "host=a,b port=1,2 dbname=x", "data"))
    assert many.query == {"host": "a,b", "port": "1,2"}


def test_the_path_of_a_file_is_enough(tmp_path) -> None:
    wanted = tmp_path / "có dấu.db"
    assert sqlite_path(resolve_database_url(str(wanted), None, "data")) == wanted


@pytest.mark.parametrize(
    "given", ["mysql://me:secret@x/y", "sqlite://", "sqlite:///:memory:", "what", "://", "a=b=c d"]
)
def test_nonsense_is_bad_input_and_shows_no_password(given: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        resolve_database_url(given, None, "data")
    assert caught.value.exit_code == ExitCode.BAD_INPUT
    assert "secret" not in str(caught.value)
