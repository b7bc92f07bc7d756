"""How a digest becomes an edition: numbered, rendered for its channel, and frozen before it is posted."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from analysis.results import Digest
from bot.messages import Message, Picture, Thread
from bot.orders import Order
from bot.ports import Part
from bot.presenters.digest import digest_thread
from bot.presenters.filtering import Filter
from bot.stores import Edition, EditionStore, FrozenPart
from bot.subscriptions import Channel, Layout, Quiet


class Rendering(Protocol):
    """What turns messages into parts: a chat platform, or what stands before one."""

    def render(self, message: Message) -> tuple[Part, ...]:
        """Turn any message into parts that its platform accepts."""
        ...


def key_by_hand(channel: Channel, repo: str, branch: str, date: dt.date, number: int) -> str:
    """Return the key of edition `number` (from 1) that somebody posts by hand."""
    return f"{channel}:{repo}:{branch}:{date}:{number}"


async def newest_number(
    editions: EditionStore, channel: Channel, repo: str, branch: str, date: dt.date
) -> int:
    """Return the number of the newest edition that was frozen by hand; 0 when there is none."""
    number = 0
    while await editions.get(key_by_hand(channel, repo, branch, date, number + 1)):
        number += 1
    return number


def edition(
    order: Order, digest: Digest, platform: Rendering, now: dt.datetime, picture: Picture | None = None
) -> Edition:
    """Return `digest` as `platform` will be sent it; a quiet day may have no part at all."""
    parts = tuple(_parts(order, digest, platform, picture))
    return Edition(order.edition, order.channel, digest.repo, order.day.date, parts, now)


def parent_parts(
    order: Order, digest: Digest, platform: Rendering, picture: Picture | None
) -> tuple[Part, ...]:
    """Return the parts of the parent message alone."""
    thread = digest_thread(digest, order.layout, Filter(order.level, order.paths), picture=picture)
    return tuple(platform.render(thread.parent))


def _parts(
    order: Order, digest: Digest, platform: Rendering, picture: Picture | None
) -> Iterator[FrozenPart]:
    if not digest.commits and not digest.sequel.has_news and order.quiet is Quiet.SKIP:
        return
    thread = digest_thread(digest, order.layout, Filter(order.level, order.paths), picture=picture)
    rendered = (part for message in _messages(thread) for part in platform.render(message))
    for number, part in enumerate(rendered):
        in_thread = number > 0 and order.layout is Layout.THREAD
        yield FrozenPart(f"{order.edition}:{number}", part, in_thread)


def _messages(thread: Thread) -> Iterator[Message]:
    yield thread.parent
    yield from thread.replies
