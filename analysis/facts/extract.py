"""Everything code knows about one commit, gathered from its message and its diff."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from analysis.diff import Patch, parse
from analysis.facts.automation import is_automated
from analysis.facts.classes import classify
from analysis.facts.coauthors import co_authors_of
from analysis.facts.conditions import conditions_of
from analysis.facts.dependencies import dependencies, merged
from analysis.facts.links import links_of
from analysis.facts.marks import marks_of
from analysis.facts.message import Wording, wording
from analysis.facts.migrations import migrations
from analysis.facts.models import Facts, FileFacts
from analysis.facts.options import options, settled
from analysis.facts.parameters import parameters
from analysis.facts.secrets import secrets
from analysis.facts.symbols import symbols
from analysis.facts.title import title_of
from analysis.models import Commit, Diff
from analysis.subjects import is_bare_merge, telling

_Fact = TypeVar("_Fact")
_Read = Sequence[tuple[FileFacts, Patch]]


def facts_of(commit: Commit, diff: Diff) -> Facts:
    """Return the facts of `commit`, whose change against its first parent is `diff`; nothing raises."""
    said = _spoken(commit)
    title = title_of(said.subject)
    automated = is_automated(commit.author, said.branch)
    patches = ((change, parse(change)) for change in diff.files)
    read = [(classify(change, patch), patch) for change, patch in patches]
    altered = _each(symbols, read)
    return Facts(
        title=title,
        links=links_of(said, commit.pull_request),
        files=tuple(file for file, _ in read),
        symbols=altered,
        options=(*settled(_each(options, read)), *parameters(altered)),
        dependencies=merged(_each(dependencies, read)),
        migrations=_each(migrations, read),
        marks=marks_of(said, title, automated=automated),
        conditions=conditions_of(said, read),
        secrets=_each(secrets, read),
        co_authors=co_authors_of(said, commit.author),
        automated=automated,
    )


def _spoken(commit: Commit) -> Wording:
    """Return the words of `commit`; a merge that only says so speaks through what it brought in."""
    said = wording(commit.message)
    brought = telling(inner.subject for inner in commit.inner_commits)
    return said._replace(subject=brought[0]) if brought and is_bare_merge(said.subject) else said


def _each(find: Callable[[FileFacts, Patch], Iterable[_Fact]], read: _Read) -> tuple[_Fact, ...]:
    return tuple(fact for file, patch in read for fact in find(file, patch))
