"""What somebody may mean who is still typing: repositories, days with their counts, commits by subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.language import Language
from analysis.models import Commit
from analysis.ports import CommitSource
from bot.conversation import Asker
from bot.presenters import shown
from bot.presenters.actions import SHA_DIGITS
from bot.presenters.words import slash as words
from bot.recent import Recent
from bot.repositories import reach, surroundings
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose: `label` is shown, `value` typed."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggests what fits to what is typed; each may raise as `reach` and a source do."""

    services: Services
    recent: Recent

    async def repositories(self, asker: Asker, typed: str) -> list[Suggestion]:
        """Return the repositories that can be meant here."""
        known = (await surroundings(self.services, asker)).known
        return [Suggestion(name, name) for name in known if typed.casefold() in name.casefold()]

    async def dates(self, asker: Asker, repo: str | None, typed: str) -> list[Suggestion]:
        """Return the last days with how much landed on each."""
        source = await self._source(asker, repo)
        if source is None:
            return []
        days = await self.recent.days(source, asker.zone)
        all_days = (
            Suggestion(_counted(shown.date(day, asker.language), len(commits), asker.language), str(day.date))
            for day, commits in days
        )
        return [one for one in all_days if typed.casefold() in f"{one.value} {one.label}".casefold()]

    async def commits(self, asker: Asker, repo: str | None, typed: str) -> list[Suggestion]:
        """Return the newest commits whose SHA begins with what is typed, or whose subject has it."""
        source = await self._source(asker, repo)
        if source is None:
            return []
        days = await self.recent.days(source, asker.zone)
        newest = (commit for _, commits in days for commit in reversed(commits))
        return [_named(commit, asker.language) for commit in _fitting(newest, typed.casefold())]

    async def _source(self, asker: Asker, repo: str | None) -> CommitSource | None:
        name = repo or (await surroundings(self.services, asker)).default
        return await reach(self.services, asker, name) if name else None


def _counted(date: str, count: int, language: Language) -> str:
    return (words.DAY_ONE if count == 1 else words.DAY).to(language).format(date=date, count=count)


def _fitting(commits: Iterable[Commit], typed: str) -> Iterable[Commit]:
    return (one for one in commits if one.sha.startswith(typed) or typed in one.subject.casefold())


def _named(commit: Commit, language: Language) -> Suggestion:
    return Suggestion(f"{commit.short_sha} {shown.subject(commit, language)}", commit.sha[:SHA_DIGITS])
