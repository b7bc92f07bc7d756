"""The forms in which a database may be named."""

import pytest

from bot.settings import normalised_database_url
from bot.settings.database import database_password


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("sqlite:///data/x.db", "sqlite+aiosqlite:///data/x.db"),
        ("sqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://u:p@h:5432/x", "postgresql+psycopg://u:p@h:5432/x"),
        ("postgresql+psycopg://h/x?sslmode=require", "postgresql+psycopg://h/x?sslmode=require"),
        ("postgres://h/x", "postgresql+psycopg://h/x"),
        (" POSTGRESQL:///x ", "postgresql+psycopg:///x"),
    ],
)
def test_every_form_becomes_the_one_that_the_store_takes(given: str, expected: str) -> None:
    """Whatever a hosting service hands out can be used."""
    assert normalised_database_url(given) == expected


@pytest.mark.parametrize(
    "given", ["", "x.db", "mysql://u:hush@h/x", "sqlite://", "sqlite:///", "postgresql://", "sqlite:hush"]
)
def test_what_cannot_be_used_is_refused_without_repeating_it(given: str) -> None:
    """An address may hold a password."""
    with pytest.raises(ValueError, match=r"^must ") as caught:
        normalised_database_url(given)

    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "password"),
    [
        ("postgresql+psycopg://u:p@w@h/x", "p@w"),
        ("postgresql+psycopg://u@h/x", ""),
        ("sqlite+aiosqlite:///x:y@z", ""),
    ],
)
def test_the_password_of_an_address_is_known(url: str, password: str) -> None:
    """Logs must keep it out."""
    assert database_password(url) == password
