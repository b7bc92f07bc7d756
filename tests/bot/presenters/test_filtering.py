"""Which commits a channel wants to see."""

from dataclasses import replace

import pytest
from digesting import digest, made, note

from analysis.facts.models import FileClass, FileFacts
from analysis.language import Language
from analysis.models import FileChange, FileStatus
from analysis.results import DigestCommit, Level
from bot.messages import plain
from bot.presenters.filtering import ALL, Filter


def touching(*paths: str, old: str | None = None) -> DigestCommit:
    """Return a commit that changes `paths`."""
    files = tuple(
        FileFacts(
            FileChange(path, FileStatus.RENAMED if old else FileStatus.MODIFIED, old_path=old),
            FileClass.SOURCE,
        )
        for path in paths
    )
    one = made()
    return replace(one, facts=replace(one.facts, files=files))


def test_without_a_choice_everything_is_shown() -> None:
    day = digest(made("a", Level.HIGH), made("b", Level.LOW))
    assert ALL.lets_all_through
    assert ALL.commits(day) == day.commits


def test_a_level_shows_what_matters_as_much_or_more() -> None:
    day = digest(made("a", Level.HIGH), made("b", Level.MEDIUM), made("c", Level.LOW))
    assert Filter(Level.MEDIUM).commits(day) == day.commits[:2]


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("src/**", "src/pool/a.py"),
        ("src/*", "src/pool/a.py"),
        ("src/", "src/pool/a.py"),
        ("src", "src/pool/a.py"),
        ("*.py", "src/pool/a.py"),
        ("src/pool/a.py", "src/pool/a.py"),
    ],
)
def test_a_path_is_a_glob_or_a_name(glob: str, path: str) -> None:
    day = digest(touching(path))
    assert Filter(paths=(glob,)).commits(day) == day.commits


@pytest.mark.parametrize("glob", ["docs/**", "sr", "SRC/*", "[", "src/pool/a.pyc"])
def test_a_path_that_no_file_has_shows_nothing(glob: str) -> None:
    assert Filter(paths=(glob,)).commits(digest(touching("src/pool/a.py"))) == ()


def test_one_of_several_paths_is_enough() -> None:
    day = digest(touching("src/a.py", "docs/b.md"))
    assert Filter(paths=("none", "docs")).commits(day) == day.commits


def test_a_renamed_file_counts_under_its_old_name_too() -> None:
    day = digest(touching("new/a.py", old="old/a.py"))
    assert Filter(paths=("old",)).commits(day) == day.commits


def test_upgrade_notes_are_shown_whatever_the_level_but_within_the_paths() -> None:
    low = replace(made("a", Level.LOW), upgrade_notes=(note(),))
    assert len(Filter(Level.HIGH).notes(digest(low))) == 1
    assert Filter(paths=("docs",)).notes(digest(low)) == ()


def test_a_choice_is_said_in_words() -> None:
    wanted = Filter(Level.HIGH, ("src/**", "docs"))
    assert plain(wanted.said(Language.EN)) == "level high and above; path src/**, docs"
    assert plain(wanted.said(Language.ZH)) == "级别：高及以上；路径：src/**、docs"
