"""Digests whose files are given by hand, and hostile ones, for what a day looks like at a glance."""

import datetime as dt
from dataclasses import replace

import strategies
from digesting import DAY, digest, digests, made
from hypothesis import strategies as st

from analysis.facts.models import Facts, FileClass, FileFacts, Links, Title
from analysis.language import Language
from analysis.models import FileChange, FileStatus
from analysis.results import Digest, DigestCommit, Level, PastDay, Stats


def touching(
    files: dict[str, int], level: Level = Level.MEDIUM, file_class: FileClass = FileClass.SOURCE
) -> DigestCommit:
    """Return a commit that changed so many lines of each file."""
    changed = tuple(
        FileFacts(FileChange(path, FileStatus.MODIFIED, lines), file_class) for path, lines in files.items()
    )
    return replace(made(level=level), facts=Facts(Title("x"), Links(), changed))


def day_of(
    *commits: DigestCommit, language: Language = Language.EN, past: dict[int, Stats] | None = None
) -> Digest:
    """Return a digest; `past` is what landed so many days before."""
    days = (PastDay(DAY.date - dt.timedelta(days=back), stats) for back, stats in (past or {}).items())
    return replace(digest(*commits, language=language), past=tuple(days))


past_days = st.dictionaries(
    st.integers(1, 29), st.builds(Stats, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
)


@st.composite
def hostile_days(draw: st.DrawFn) -> Digest:
    """Draw a digest with hostile files and any history."""
    told = draw(digests)
    facts = st.lists(strategies.facts, min_size=len(told.commits), max_size=len(told.commits))
    commits = [replace(one, facts=each) for one, each in zip(told.commits, draw(facts), strict=True)]
    return day_of(*commits, language=told.language, past=draw(past_days))
