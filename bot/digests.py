"""From a commit source to a digest or an explained commit: read, rate, write, assemble."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from analysis.analyst import added
from analysis.days import Day
from analysis.digest import assemble, continued
from analysis.errors import CommitNotShownError
from analysis.language import Language
from analysis.models import Commit, Diff, LandedNote
from analysis.ports import CommitSource
from analysis.rated import RatedCommit, rate_commit
from analysis.results import Depth, Digest, DigestCommit
from analysis.sequel import Sequel
from analysis.unseen import unseen, unseen_notes
from bot.past import Past
from bot.ports import Progress
from bot.telling import Telling, weighed
from bot.writing import Headline, HeadlineWriter, Writer, Written


@dataclass(frozen=True, slots=True)
class Digests:
    """Builds digests and explanations with one writer; without `headlines`, facts make the headline.

    Without `past`, nothing is known of the days before.
    """

    writer: Writer
    headlines: HeadlineWriter | None = None
    past: Past | None = None

    async def build(
        self,
        source: CommitSource,
        day: Day,
        *,
        language: Language,
        branch: str | None,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of `day`; a `SourceError` is never taken for a quiet day.

        A commit whose change cannot be seen is listed with what is known of it.
        """
        telling = Telling(await source.landed(day, branch))
        return await self.tell(source, day, telling, language=language, now=now, progress=progress)

    async def tell(
        self,
        source: CommitSource,
        day: Day,
        telling: Telling,
        *,
        language: Language,
        now: dt.datetime,
        progress: Progress,
    ) -> Digest:
        """Return the digest of what landed on `day` as far as it is to be told, with what came late."""
        landed, late = telling.landed, {commit.sha for commit in telling.late}
        steps = _Steps(progress, len(telling.commits))
        seen, missed = await _rated(source, telling.commits, steps)
        seen = [weighed(one, telling.sequel) for one in seen]
        written = await self.writer.write(seen, language, steps.writing())
        known = [_joined(one, written) for one in seen]
        own = [one for one in known if one.commit.sha not in late]
        top = await self._headline(own, written, language)
        past = await self.past.days(source, day, landed.branch, self.rated) if self.past else ()
        commits = known + [unseen(one, language) for one in missed]
        digest = await asyncio.to_thread(  # a huge day takes a while
            assemble,
            source.repo,
            landed.branch,
            day,
            language,
            [one for one in commits if one.commit.sha not in late],
            landed_notes=landed.notes | ({LandedNote.INCOMPLETE} if missed else frozenset()),
            now=now,
            usage=added(written.usage, top.usage),
            notes=(*written.notes, *unseen_notes(missed, language)),
            headline=top.text,
        )
        told_late = [one for one in commits if one.commit.sha in late]
        digest = replace(continued(digest, told_late, telling.sequel), past=past)
        return replace(digest, waits_for_model=bool(written.waiting))

    async def _headline(
        self, commits: Sequence[DigestCommit], written: Written, language: Language
    ) -> Headline:
        if written.headline or self.headlines is None:
            return Headline(written.headline)
        return await self.headlines.headline(commits, language)

    async def rated(
        self, source: CommitSource, commits: Sequence[Commit], sequel: Sequel | None = None
    ) -> list[RatedCommit]:
        """Return those of `commits` whose change can be seen, rated in the light of the `sequel`."""
        seen, _ = await _rated(source, commits, _Steps(_Silent(), len(commits)))
        return [weighed(one, sequel) for one in seen] if sequel else seen

    async def explain(self, source: CommitSource, prefix: str, *, language: Language) -> DigestCommit:
        """Return the deep analysis of a commit, whatever its level.

        Raises a `SourceError`, `CommitNotShownError` for the last commit of a shallow clone.
        """
        commit = await source.commit(prefix)
        seen, _ = await _rated(source, (commit,), _Steps(_Silent(), 1))
        if not seen:
            raise CommitNotShownError(source.repo, commit.sha, "its change cannot be seen")
        written = await self.writer.write(seen, language, _Silent(), Depth.DEEP)
        return _joined(seen[0], written)


def _joined(one: RatedCommit, written: Written) -> DigestCommit:
    sha = one.commit.sha
    return DigestCommit(
        one.commit, one.facts, one.types, written.ratings[sha], written.analyses[sha], one.upgrade_notes
    )


async def _rated(
    source: CommitSource, commits: Sequence[Commit], steps: "_Steps"
) -> tuple[list[RatedCommit], list[Commit]]:
    """Return the rated commits and those whose change cannot be seen; facts are found off the event loop."""
    seen, missed = list[RatedCommit](), [commit for commit in commits if commit.boundary]
    await steps.read(len(missed))
    async for commit, diff in _diffs(source, [commit for commit in commits if not commit.boundary]):
        if diff is None:
            missed.append(commit)
        else:
            seen.append(await asyncio.to_thread(rate_commit, commit, diff))
        await steps.read(len(seen) + len(missed))
    return seen, missed


async def _diffs(source: CommitSource, commits: list[Commit]) -> AsyncIterator[tuple[Commit, Diff | None]]:
    """Yield every commit, with `None` for a change that cannot be shown: the others must not suffer."""
    while commits:
        try:
            async for commit, diff in source.diffs(tuple(commits)):
                commits = commits[1:]
                yield commit, diff
        except CommitNotShownError:
            yield commits[0], None
            commits = commits[1:]
        else:
            return


@dataclass(frozen=True, slots=True)
class _Steps:
    """Progress over two rounds, reading and writing: a commit is ready after both."""

    progress: Progress
    total: int

    async def read(self, done: int) -> None:
        await self.progress.update(done // 2, self.total)

    def writing(self) -> Progress:
        return _Writing(self.progress, self.total)


@dataclass(frozen=True, slots=True)
class _Writing:
    progress: Progress
    total: int

    async def update(self, done: int, total: int | None) -> None:
        left = (total or 0) - done
        await self.progress.update(self.total - (left + 1) // 2, self.total)


class _Silent:
    async def update(self, done: int, total: int | None) -> None:
        """Tell nobody."""
