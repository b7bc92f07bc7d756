"""`/unfollow`: hear of a repository, or of one of its branches, no longer."""

from collections.abc import Sequence
from contextlib import suppress

from analysis.errors import SourceError
from bot.commands.follow import followable_name, store_of
from bot.conversation import Conversation
from bot.errors import NotFollowedError
from bot.messages import Thread
from bot.presenters.following import unfollowed
from bot.requests import UnfollowRequest
from bot.requests.references import is_path
from bot.services import Services
from bot.subscriptions import Subscription


async def unfollow(services: Services, request: UnfollowRequest, conversation: Conversation) -> None:
    """Follow the repository no longer: all of its branches, unless the request names one."""
    asker = conversation.asker
    store = store_of(services, "unfollow")
    here = await store.of_channel(asker.channel)
    meant = _meant(here, request, await _names(services, request.repo))
    if not meant:
        raise NotFollowedError(request.repo, tuple(dict.fromkeys(one.repo for one in here)))
    for one in meant:
        await store.unfollow(asker.channel, one.repo, one.branch)
    left = await store.of_channel(asker.channel)
    await conversation.reply.answer(Thread(unfollowed(meant[0].repo, left, asker.language)), private=False)


async def _names(services: Services, repo: str) -> set[str]:
    """Return the names that `repo` may have been followed by; a path also by that of its repository."""
    names = {repo}
    if is_path(repo):
        with suppress(SourceError):
            names.add(followable_name(services, await services.sources.find(repo), repo))
    return {name.casefold() for name in names}


def _meant(here: Sequence[Subscription], request: UnfollowRequest, names: set[str]) -> list[Subscription]:
    named = [one for one in here if one.repo.casefold() in names]
    return [one for one in named if request.branch in (None, one.branch)]
