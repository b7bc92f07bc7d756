"""The two holes of the core: where commits come from, and who writes prose."""

import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from analysis.days import Day
from analysis.models import Commit, Diff, Landed
from analysis.results import Usage
from analysis.since import Since


class CommitSource(Protocol):
    """One repository, wherever it lives; every method may raise a `SourceError`.

    `branch=None` means the default branch. Commits are immutable, so callers may cache by SHA.
    """

    @property
    def repo(self) -> str:
        """The repository's name: `owner/name`, or a folder's name where nothing better is known."""
        ...

    async def landed(self, day: Day, branch: str | None = None) -> Landed:
        """Return what landed on `day`: the whole first-parent chain filtered by `landed_at`."""
        ...

    async def newest_day(
        self, zone: str, branch: str | None = None, *, now: dt.datetime | None = None
    ) -> Day:
        """Return the day in `zone` of the newest `landed_at`; `EmptyRepositoryError` if none.

        Where `now` is told, a day after today is returned only if nothing landed on any other.
        """
        ...

    async def since(self, old: str, head: str) -> Since:
        """Return what became of the first-parent chain that once ended in `old` and now in `head`."""
        ...

    async def commit(self, prefix: str) -> Commit:
        """Return the commit whose SHA begins with `prefix` (hexadecimal digits).

        Raises `UnknownCommitError` or `AmbiguousCommitError`.
        """
        ...

    async def pull_request(self, number: int, branch: str | None = None) -> Commit:
        """Return the commit that landed pull request `number`; `UnknownCommitError` if none."""
        ...

    def diffs(self, commits: Sequence[Commit]) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield each commit with its diff, in the given order, without holding all at once."""
        ...

    def history(self, branch: str | None = None) -> AsyncIterator[tuple[Commit, Diff]]:
        """Yield the whole first-parent chain with diffs, newest first, in constant memory."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked: fixed words first, so that servers can cache them, then untrusted data.

    `schema` is a flat JSON schema of one object; `answer_tokens` is what the answer may take. `name`
    tells dumps and logs apart, e.g. `deep-1a2b3c4-zh`; it never reaches the model.
    """

    name: str
    instructions: str
    data: str
    schema: Mapping[str, object]
    answer_tokens: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The complete fields of a model's answer; `cut` when the model ran out of room before its end."""

    fields: Mapping[str, object]
    usage: Usage
    cut: bool = False


class LanguageModel(Protocol):
    """A model that answers with data; the caller checks what it says."""

    @property
    def name(self) -> str:
        """The model's name, part of the key under which its work is stored."""
        ...

    @property
    def window(self) -> int:
        """How many tokens prompt and answer may take together, as configured or learned."""
        ...

    def tokens(self, text: str) -> int:
        """Estimate the tokens of `text` with what was learned of this model; a reserve is the asker's."""
        ...

    async def ask(self, question: Question) -> Answer:
        """Return the answer, or raise a `ModelError`: nothing of a server's own words comes through."""
        ...
