"""`/follow`: hear of a repository every day in this channel, or change how."""

import datetime as dt
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from analysis.errors import EmptyRepositoryError
from analysis.ports import CommitSource
from bot.conversation import Asker, Conversation
from bot.errors import NotAvailableHereError
from bot.messages import Thread
from bot.presenters.following import followed
from bot.repositories import reach
from bot.requests import FollowRequest
from bot.requests.references import is_path
from bot.services import Services
from bot.showing import ShownProgress
from bot.stores import SubscriptionStore
from bot.subscriptions import Subscription

USUAL_TIME = dt.time(9)
SAID = ("at", "zone", "language", "layout", "quiet", "level", "paths")


async def follow(services: Services, request: FollowRequest, conversation: Conversation) -> None:
    """Follow the repository; what the request leaves unsaid stays as it was, or is as usual here."""
    asker, reply = conversation.asker, conversation.reply
    store = store_of(services, "follow")
    await ShownProgress(services, reply, request.repo, "", asker.language).begin(private=False)
    source = await reach(services, asker, request.repo)
    await _look_at(source, request, asker)
    repo = followable_name(services, source, request.repo)
    old = await _old(store, asker, repo, request.branch)
    stored = await store.follow(changed(old or _usual(services, asker, repo, request), request))
    message = followed(
        stored, asker.language, asker.umbrella, new=old is None, by_itself=not asker.at_terminal
    )
    await reply.answer(Thread(message), private=False)


def store_of(services: Services, command: str) -> SubscriptionStore:
    """Return where subscriptions are; `NotAvailableHereError` where there is no such place."""
    if services.subscriptions is None:
        raise NotAvailableHereError(command)
    return services.subscriptions


def changed(subscription: Subscription, request: FollowRequest) -> Subscription:
    """Return `subscription` as `request` wants it."""
    said = {name: getattr(request, name) for name in SAID}
    return replace(subscription, **{name: value for name, value in said.items() if value not in (None, ())})


async def _look_at(source: CommitSource, request: FollowRequest, asker: Asker) -> None:
    """Make sure of the branch now: nobody wants to hear tomorrow that there is none."""
    with suppress(EmptyRepositoryError):
        await source.newest_day(request.zone or asker.zone, request.branch)


def followable_name(services: Services, source: CommitSource, asked: str) -> str:
    """Return the name under which the repository will be found tomorrow, also from another folder."""
    known = {name.casefold() for name in services.sources.known()}
    if is_path(asked) and source.repo.casefold() not in known:
        return str(Path(asked).expanduser().resolve())
    return source.repo


async def _old(store: SubscriptionStore, asker: Asker, repo: str, branch: str | None) -> Subscription | None:
    followed_here = await store.of_channel(asker.channel)
    same = (one for one in followed_here if one.repo.casefold() == repo.casefold() and one.branch == branch)
    return next(same, None)


def _usual(services: Services, asker: Asker, repo: str, request: FollowRequest) -> Subscription:
    return Subscription(
        secrets.token_hex(6),
        asker.channel,
        repo,
        USUAL_TIME,
        asker.zone,
        asker.language,
        request.branch,
        created_at=services.clock.now(),
        created_by=asker.user,
    )
