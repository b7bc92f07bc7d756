"""Which repositories an asker can mean, and the way to one that they may see."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import SourceError, UnknownRepositoryError
from analysis.ports import CommitSource
from bot.access import AccessRule
from bot.conversation import Asker
from bot.errors import NoSuchRepositoryError
from bot.ports import Sources, Visibility
from bot.requests.nearest import nearest_repos
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The repositories that a place knows; `default` is the one it means when nobody says."""

    default: str | None
    known: tuple[str, ...]


async def surroundings(services: Services, asker: Asker) -> Surroundings:
    """Return what can be meant where `asker` is: the place's own repository, followed ones, local ones.

    The default is the place's own repository, else the only one that the channel follows.
    """
    followed = await _followed(services, asker)
    default = asker.repo or (followed[0] if len(followed) == 1 else None)
    own = (default,) if default else ()
    return Surroundings(default, tuple(dict.fromkeys((*own, *followed, *services.sources.known()))))


@dataclass(frozen=True, slots=True)
class PermittedSources:
    """Implements `bot.ports.Sources` for what is posted to chats: only what chat users may see is found.

    Whether they may is asked each time: a repository can become private after somebody followed it.
    """

    sources: Sources
    access: AccessRule

    async def find(self, repo: str) -> CommitSource:
        """Return the source of `repo`; `UnknownRepositoryError` where it is not for chats."""
        source = await self.sources.find(repo)
        if not self.access.permits(repo, source.repo, private=_is_private(source)):
            raise UnknownRepositoryError(repo)
        return source

    def known(self) -> tuple[str, ...]:
        """Return the names of the repositories that are known without asking anybody."""
        return self.sources.known()


async def reach(services: Services, asker: Asker, repo: str) -> CommitSource:
    """Return the source of `repo`; raise `NoSuchRepositoryError` if there is none or it is not for `asker`.

    The two look the same from outside, so that nobody learns which private repositories exist.
    """
    try:
        source = await services.sources.find(repo)
    except UnknownRepositoryError as error:
        raise await _no_such(services, asker, repo) from error
    if not asker.at_terminal and not services.access.permits(repo, source.repo, private=_is_private(source)):
        raise await _no_such(services, asker, repo)
    return source


async def shown_to(services: Services, asker: Asker, repos: Iterable[str]) -> tuple[str, ...]:
    """Return those of `repos` that `asker` may see now: what was followed can become private.

    One that cannot be looked at just now counts among them, so hand in what the place knows anyway.
    """
    repos = tuple(repos)
    seen = await asyncio.gather(*(_may_see(services, asker, repo) for repo in repos))
    return tuple(repo for repo, visible in zip(repos, seen, strict=True) if visible)


async def _may_see(services: Services, asker: Asker, repo: str) -> bool:
    if asker.at_terminal:
        return True
    try:
        source = await services.sources.find(repo)
    except UnknownRepositoryError:
        return False
    except SourceError:
        return True
    return services.access.permits(repo, source.repo, private=_is_private(source))


async def _followed(services: Services, asker: Asker) -> tuple[str, ...]:
    if services.subscriptions is None:
        return ()
    subscriptions = await services.subscriptions.of_channel(asker.channel)
    return tuple(dict.fromkeys(subscription.repo for subscription in subscriptions))


async def _no_such(services: Services, asker: Asker, repo: str) -> NoSuchRepositoryError:
    known = (await surroundings(services, asker)).known
    nearest = nearest_repos(repo, (name for name in known if name != repo))
    return NoSuchRepositoryError(repo, await shown_to(services, asker, nearest))


def _is_private(source: CommitSource) -> bool:
    return source.private if isinstance(source, Visibility) else True
