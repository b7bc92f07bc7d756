"""Which repositories chat users may see."""

import pytest

from bot.access import AccessRule


def test_a_public_repository_is_for_everybody() -> None:
    """No pattern is needed."""
    assert AccessRule().permits("o/r", "o/r", private=False)


def test_a_private_repository_is_for_nobody_unless_allowed() -> None:
    """Silence of the settings means no."""
    assert not AccessRule().permits("o/r", "o/r", private=True)


@pytest.mark.parametrize(
    ("pattern", "permitted"),
    [
        ("acme/*", True),
        ("ACME/Api", True),
        ("*/api", True),
        ("acme/ap?", True),
        ("acme*", False),
        ("*", False),
        ("acme/web", False),
        ("acme", False),
        ("*/*/api", False),
    ],
)
def test_a_pattern_has_an_owner_and_a_name(pattern: str, *, permitted: bool) -> None:
    """A star does not cross the slash, and case makes no difference."""
    assert AccessRule((pattern,)).permits("acme/api", "acme/api", private=True) is permitted


def test_a_pattern_is_about_where_a_repository_is_now() -> None:
    """A repository that moved away from an allowed owner is allowed no longer."""
    rule = AccessRule(("acme/*",))

    assert not rule.permits("acme/api", "elsewhere/api", private=True)
    assert rule.permits("old/api", "acme/api", private=True)


def test_a_local_repository_goes_by_its_configured_name() -> None:
    """Whatever its origin calls it."""
    rule = AccessRule(local=("acme/api",))

    assert rule.permits("Acme/API", "api", private=True)
    assert not rule.permits("api", "acme/api", private=True)
