"""A change that is too large to be read line by line is still told, and what was not read is said."""

import pytest
from handmade import RATING, change, commit, new

from analysis.facts.extract import facts_of
from analysis.language import Language
from analysis.models import Diff, FileChange
from analysis.results import Analysis, Depth
from analysis.types import types_of
from analysis.writing import write_from_facts
from analysis.writing.material import MOST_READ, gather

LARGE = "\n".join(["+x = 1"] * (MOST_READ // 7 + 1))


def written(*files: FileChange, depth: Depth = Depth.DEEP, language: Language = Language.EN) -> Analysis:
    """Return the analysis of a commit that changes `files`."""
    made = commit()
    facts = facts_of(made, Diff(files))
    return write_from_facts(made, facts, types_of(facts), RATING, depth, language)


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize(
    ("language", "words"), [(Language.EN, "1 of its 2 files"), (Language.ZH, "2 个文件中有 1 个")]
)
def test_files_that_were_not_read_are_said(depth: Depth, language: Language, words: str) -> None:
    notes = written(
        change("src/a.py", LARGE), change("src/b.py", "+y = 2"), depth=depth, language=language
    ).notes
    assert [words in note for note in notes] == [True]


def test_a_large_change_that_was_read_to_its_end_needs_no_note() -> None:
    assert written(change("src/b.py", "+y = 2"), change("src/a.py", LARGE)).notes == ()


def test_one_file_is_read_however_large() -> None:
    assert written(change("src/a.py", LARGE + LARGE)).notes == ()


def test_names_of_files_that_were_not_read_are_told_all_the_same() -> None:
    told = written(change("src/a.py", LARGE), new("src/pool.py", "def drain():\n    pass"))
    assert "drain()" in " ".join(claim.text for claim in told.summary)


def test_nothing_is_said_of_all_lines_where_some_were_not_read() -> None:
    comments = "\n".join(["+# more"] * (MOST_READ // 8 + 1))
    said = " ".join(
        claim.text
        for claim in written(change("src/a.py", comments), change("src/b.py", "-x = 1\n+x = 2")).summary
    )
    assert "comment" not in said


def test_many_large_files_are_read_no_further_than_one() -> None:
    made, files = commit(), tuple(change(f"src/{number}.py", LARGE) for number in range(20))
    facts = facts_of(made, Diff(files))
    material = gather(made, facts, types_of(facts), RATING)
    assert material.files_unread == len(files) - 1
    assert 0 < sum(len(patch.text) for patch in material.patches.values()) <= MOST_READ
