"""Which commits a merge brought in, told from a list."""

import datetime as dt
from collections.abc import Mapping

from fakes import NOON
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.github.inner import inner_commits, newest_first
from analysis.models import Commit, Person

ADA = Person("Ada", "ada@example.org")


def commit(number: int, parents: tuple[int, ...], minute: int) -> Commit:
    """Return commit `number`, landed `minute` minutes after noon."""
    at = NOON + dt.timedelta(minutes=minute)
    return Commit("acme/app", sha(number), tuple(map(sha, parents)), ADA, ADA, at, at, f"Commit {number}")


def sha(number: int) -> str:
    """Return the SHA of commit `number`."""
    return f"{number:040x}"


@st.composite
def histories(draw: st.DrawFn, *, straight: bool) -> tuple[Commit, Mapping[str, Commit]]:
    """Draw a merge and its history; `straight`: no commit is older than a parent of it."""
    size = draw(st.integers(2, 24))
    commits: dict[int, Commit] = {}
    for number in range(size):
        known = st.integers(0, number - 1)
        parents = draw(st.lists(known, min_size=1, max_size=2, unique=True)) if number else []
        minute = number if straight else draw(st.integers(0, 50))
        commits[number] = commit(number, tuple(parents), minute)
    ends = draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=3, unique=True))
    return commit(size, tuple(ends), size), {it.sha: it for it in commits.values()}


def ancestors(start: str, known: Mapping[str, Commit]) -> set[str]:
    """Return `start` and all its ancestors."""
    found, line = set[str](), [start]
    while line:
        if (one := line.pop()) not in found:
            found.add(one)
            line.extend(known[one].parents)
    return found


def brought(merge: Commit, known: Mapping[str, Commit]) -> set[str]:
    """Return what the definition says that `merge` brought in."""
    arms = set[str]().union(*(ancestors(parent, known) for parent in merge.parents[1:]))
    return arms - ancestors(merge.parents[0], known)


@given(histories(straight=False))
@settings(max_examples=200, deadline=None)
def test_a_merge_brought_what_its_first_parent_lacks_whatever_the_clocks_say(
    drawn: tuple[Commit, Mapping[str, Commit]],
) -> None:
    merge, known = drawn
    inner = inner_commits(merge, known.get)
    assert inner is not None
    assert {it.sha for it in inner} == brought(merge, known)


@given(histories(straight=True), st.integers(1, 24))
@settings(max_examples=200, deadline=None)
def test_a_list_that_ends_too_early_tells_nothing_rather_than_something_wrong(
    drawn: tuple[Commit, Mapping[str, Commit]], listed: int
) -> None:
    merge, known = drawn
    newest = sorted(known.values(), key=lambda it: it.landed_at, reverse=True)[:listed]
    inner = inner_commits(merge, {it.sha: it for it in newest}.get)
    assert inner is None or {it.sha for it in inner} == brought(merge, known)


@given(histories(straight=False))
@settings(max_examples=100, deadline=None)
def test_commits_come_newest_first_but_never_after_a_parent(
    drawn: tuple[Commit, Mapping[str, Commit]],
) -> None:
    _, known = drawn
    order = [it.sha for it in newest_first(list(known.values()))]
    assert sorted(order) == sorted(known)
    places = {one: place for place, one in enumerate(order)}
    assert all(places[it.sha] < places[parent] for it in known.values() for parent in it.parents)


def test_commits_of_one_second_have_one_order() -> None:
    twins = [commit(2, (), 0), commit(1, (), 0), commit(3, (), 1)]
    expected = [sha(3), sha(1), sha(2)]
    assert [it.sha for it in newest_first(twins)] == [it.sha for it in newest_first(twins[::-1])] == expected
