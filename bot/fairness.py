"""Whose turn it is among many: nobody's second comes before somebody else's first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import TypeVar

from bot.orders import Order

T = TypeVar("T")


def in_turns(orders: Iterable[Order]) -> list[Order]:
    """Return `orders` in the order in which they shall begin: channel by channel, platform by platform.

    A channel takes about a message a second, however many digests wait for it: what stands side by side
    must be for different ones. Among equals the order stays as it was.
    """
    by_channel = _dealt(orders, lambda order: order.channel)
    return _dealt(by_channel, lambda order: order.channel.platform)


def _dealt(items: Iterable[T], owner: Callable[[T], Hashable]) -> list[T]:
    """Return the first of each owner, then the second of each, and so on."""
    seen = Counter[Hashable]()
    numbered = list[tuple[int, T]]()
    for item in items:
        numbered.append((seen[owner(item)], item))
        seen[owner(item)] += 1
    return [item for _, item in sorted(numbered, key=itemgetter(0))]
