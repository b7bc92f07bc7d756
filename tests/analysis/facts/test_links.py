"""A message tells which commits, issues and pull requests it refers to."""

import pytest
from hypothesis import given
from strategies import messages

from analysis.facts.links import links_of
from analysis.facts.message import wording
from analysis.facts.models import Links

SHA = "0123456789abcdef0123456789abcdef01234567"


def _links(message: str, pull_request: int | None = None) -> Links:
    return links_of(wording(message), pull_request)


@pytest.mark.parametrize(
    ("message", "closed"),
    [
        ("a\n\nfixes #1", (1,)),
        ("a\r\n\r\ncloses 12\r\n", (12,)),
        ("a\n\nResolves: #3", (3,)),
        ("a\n\nFixed https://github.com/acme/api/issues/7", (7,)),
        ("closes #1, #2 and #3", (1, 2, 3)),
        ("Fix issue #5 & #6", (5, 6)),
        ("a\n\nCloses: GH-12", (12,)),
        ("fix #12: keep the session", (12,)),
        ("a\n\n修复 #4", (4,)),
        ("a\n\n关闭了 #5", (5,)),
    ],
)
def test_closed_issues_are_found_in_each_spelling(message: str, closed: tuple[int, ...]) -> None:
    assert _links(message).closes == closed


@pytest.mark.parametrize(
    "message",
    [
        "fix 3 typos",
        "Fix 404 error",
        "fixes 2038 problem",
        "this fixes 32-bit builds",
        "see #12",
        f'Fixes: {SHA[:12]} ("x")',
        "resolved 3.5 problem",
    ],
)
def test_a_number_that_counts_something_closes_no_issue(message: str) -> None:
    assert _links(message).closes == ()


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Keep two (#1234)", 1234),
        ("Keep two (!7)", 7),
        ("Merge pull request #12 from acme/x\n\nKeep two", 12),
        ("Merge branch 'x' into 'main'\n\nKeep two\n\nSee merge request acme/api!77", 77),
        ("Auto merge of #99 - acme:x, r=me\n\nKeep two", 99),
        ("Merged PR 31: Keep two", 31),
        ("Keep #3 of them", None),
    ],
)
def test_the_pull_request_is_read_where_each_forge_writes_it(message: str, number: int | None) -> None:
    assert _links(message).pull_request == number


def test_the_number_that_the_source_knows_wins() -> None:
    assert _links("Keep two (#1)", 9).pull_request == 9


@pytest.mark.parametrize(
    ("message", "sha", "subject"),
    [
        (f'Revert "fix: x (#11)" (#12)\n\nThis reverts commit {SHA}.', SHA, "fix: x (#11)"),
        (f"revert: add x\n\nThis reverts commit {SHA[:7]}.", SHA[:7], "add x"),
        ("Reverts the new parser", None, "the new parser"),
        ("Revert of #12", None, "#12"),
        ('Revert "Revert "x""', None, 'Revert "x"'),
    ],
)
def test_a_revert_names_what_it_takes_back(message: str, sha: str | None, subject: str) -> None:
    links = _links(message)
    assert (links.is_revert, links.reverts_sha, links.reverts_subject) == (True, sha, subject)


@pytest.mark.parametrize(
    "message", ['Reapply "x"', "Revert to the old default", "Fix revert button", f"x\n\nThis reverts {SHA}"]
)
def test_other_uses_of_the_word_are_no_revert(message: str) -> None:
    assert not _links(message).is_revert


@pytest.mark.parametrize(
    ("subject", "part"),
    [
        ("Add x, part 2 of 3", (2, 3)),
        ("Add x (part 2)", (2, None)),
        ("[2/3] Add x", (2, 3)),
        ("Add x (2/3)", (2, 3)),
        ("Describe part 3 of the tutorial", None),
        ("Use 1/3 of the pool", None),
        ("Partial 2 fix", None),
    ],
)
def test_a_part_of_a_series_is_told_from_other_numbers(
    subject: str, part: tuple[int, int | None] | None
) -> None:
    assert _links(subject).part == part


@pytest.mark.parametrize(
    ("message", "follows"),
    [
        ("Follow-up to #12", ("#12",)),
        ("x\n\nThis follows up on acme/api#7.", ("acme/api#7",)),
        (f"Follow up of {SHA[:9]}", (SHA[:9],)),
        ("x\n\nFollowing feedback from defaced", ()),
        ("Follow redirects", ()),
    ],
)
def test_a_follow_up_names_what_it_follows(message: str, follows: tuple[str, ...]) -> None:
    assert _links(message).follows == follows


def test_a_cherry_pick_names_its_origin() -> None:
    assert _links(f"x\n\n(cherry picked from commit {SHA})").picked_from == SHA


@given(messages)
def test_no_message_raises(message: str) -> None:
    assert isinstance(_links(message), Links)


def test_a_revert_with_an_area_before_it_is_a_revert() -> None:
    """Some projects put the part of the code first, whatever the commit does."""
    assert links_of(wording('sync: Revert "Wake all waiters"')).reverts_subject == "Wake all waiters"
