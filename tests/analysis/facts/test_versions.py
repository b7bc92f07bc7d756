"""What a version is, and which step between two is major."""

import pytest
from hypothesis import given
from strategies import versions

from analysis.facts.versions import is_major, revision, specification, version


@pytest.mark.parametrize(
    ("before", "after", "major"),
    [
        ("1.2", "2.0", True),
        ("1.2", "1.9", False),
        ("1", "2", True),
        ("v4", "v5", True),
        ("0.8.1", "0.9.0", True),
        ("0.8.1", "0.8.2", False),
        ("0", "0.1", True),
        ("2024.1", "2025.1", True),
        ("1.2", None, False),
        (None, "1.2", False),
        ("main", "next", False),
        ("5ccb29d8773c", "d27e3f3d7c64", False),
        (">=1.2,<2", ">=1.3,<2", False),
    ],
)
def test_a_major_step_changes_the_number_that_may_break(
    before: str | None, after: str | None, *, major: bool
) -> None:
    """The leading number, or the second one below 1.0."""
    assert is_major(before, after) is major


@pytest.mark.parametrize(
    ("text", "bare"), [(">=1.2,<2", "1.2"), ("^18.0.0", "18.0.0"), ("v1.2.3-rc.1", "1.2.3-rc.1"), ("*", "*")]
)
def test_a_specification_is_about_its_first_version(text: str, bare: str) -> None:
    """Operators are no part of the version."""
    assert version(text) == bare


def test_markers_and_comments_are_no_part_of_a_specification() -> None:
    """What stands behind `;` or ` #` limits or explains the requirement."""
    assert specification('>= 1.2 ; python_version < "3.9"') == ">=1.2"
    assert specification("==2.0  # pinned") == "==2.0"


@pytest.mark.parametrize(
    ("text", "comment", "expected"),
    [
        ("a" * 40, "v4.1.2", "4.1.2"),
        ("a" * 40, None, "a" * 12),
        ("v5", None, "5"),
        ("stable", None, "stable"),
    ],
)
def test_a_pinned_revision_is_told_as_people_name_it(text: str, comment: str | None, expected: str) -> None:
    """By the comment, the tag, or the first digits of the SHA."""
    assert revision(text, comment) == expected


@given(versions, versions)
def test_no_version_raises(before: str | None, after: str | None) -> None:
    """Any text can stand where a version is expected, and no step is major in one direction alone."""
    assert is_major(before, after) is is_major(after, before)
