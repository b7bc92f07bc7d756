"""What somebody may mean who is still typing: repositories, days with their counts, commits by subject."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.language import Language
from analysis.models import Commit
from analysis.ports import CommitSource
from bot.conversation import Asker
from bot.limits import RequestLimit
from bot.presenters import shown
from bot.presenters.actions import SHA_DIGITS
from bot.presenters.words import slash as words
from bot.recent import Recent
from bot.repositories import reach, shown_to, surroundings
from bot.services import Services

LETTERS = 120  # of one person …
WITHIN = dt.timedelta(minutes=1)  # … in this time: faster than anybody types
MOST = 25  # what the menus of chats hold


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to choose: `label` is shown, `value` typed."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Suggests what fits to what is typed; each may raise as `reach` and a source do.

    Every letter asks anew, so that one person may ask often, but not without end: beyond `limit` it raises
    `TooManyRequestsError`.
    """

    services: Services
    recent: Recent
    limit: RequestLimit = field(default_factory=lambda: RequestLimit(LETTERS, WITHIN))

    async def repositories(self, asker: Asker, typed: str) -> list[Suggestion]:
        """Return the repositories that can be meant here and may be seen, no more than a menu holds."""
        known = (await surroundings(self.services, asker)).known
        fitting = [name for name in known if typed.casefold() in name.casefold()]
        self._note(asker)
        return [Suggestion(name, name) for name in await shown_to(self.services, asker, fitting[:MOST])]

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
        self._note(asker)
        name = repo or (await surroundings(self.services, asker)).default
        return await reach(self.services, asker, name) if name else None

    def _note(self, asker: Asker) -> None:
        self.limit.note(f"{asker.channel.platform}:{asker.user}", self.services.clock.now())


def _counted(date: str, count: int, language: Language) -> str:
    return (words.DAY_ONE if count == 1 else words.DAY).to(language).format(date=date, count=count)


def _fitting(commits: Iterable[Commit], typed: str) -> Iterable[Commit]:
    return (one for one in commits if one.sha.startswith(typed) or typed in one.subject.casefold())


def _named(commit: Commit, language: Language) -> Suggestion:
    return Suggestion(f"{commit.short_sha} {shown.subject(commit, language)}", commit.sha[:SHA_DIGITS])
