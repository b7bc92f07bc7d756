"""Commits whose change cannot be seen."""

from dataclasses import replace

import pytest
from digesting import made

from analysis.language import Language
from analysis.results import Level
from analysis.unseen import unseen, unseen_notes


@pytest.mark.parametrize("boundary", [True, False])
@pytest.mark.parametrize("language", Language)
def test_an_unseen_commit_is_low_for_a_reason_and_says_why(language: Language, *, boundary: bool) -> None:
    one = unseen(replace(made().commit, boundary=boundary), language)
    assert one.rating.level is Level.LOW
    assert len(one.rating.reasons) == 1
    assert one.analysis.summary[0].text


def test_the_end_of_a_shallow_clone_is_told_from_a_change_that_was_withheld() -> None:
    withheld, boundary = (
        unseen(replace(made().commit, boundary=flag), Language.EN).analysis.summary for flag in (False, True)
    )
    assert withheld != boundary


def test_what_was_not_seen_is_named() -> None:
    assert unseen_notes((made("ab").commit,), Language.EN)[0].endswith("`ab00000`.")


def test_nothing_is_noted_where_all_was_seen() -> None:
    assert unseen_notes((), Language.EN) == ()
