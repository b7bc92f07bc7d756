"""Whose turn it is: nobody's second comes before somebody else's first, and nobody is left out."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from orders import order

from bot.fairness import in_turns
from bot.orders import Order
from bot.subscriptions import Channel

CHANNELS = st.builds(Channel, st.sampled_from(["slack", "discord"]), st.sampled_from(["1", "2", "3"]))


def orders_of(channels: list[Channel]) -> list[Order]:
    """Return an order of each channel, each of its own."""
    return [replace(order(f"s{number}:1"), channel=one) for number, one in enumerate(channels)]


@given(st.lists(CHANNELS))
def test_nobody_is_left_out(channels: list[Channel]) -> None:
    orders = orders_of(channels)
    assert sorted(one.edition for one in in_turns(orders)) == sorted(one.edition for one in orders)


@given(st.lists(CHANNELS))
def test_within_a_platform_nobodys_next_comes_before_somebodys_first(channels: list[Channel]) -> None:
    for platform in ("slack", "discord"):
        seen, rounds = Counter[Channel](), list[int]()
        for one in in_turns(orders_of(channels)):
            if one.channel.platform == platform:
                rounds.append(seen[one.channel])
                seen[one.channel] += 1
        assert rounds == sorted(rounds)


@given(st.lists(CHANNELS))
def test_a_channels_own_keep_their_order(channels: list[Channel]) -> None:
    orders = orders_of(channels)
    dealt = in_turns(orders)
    for channel in set(channels):
        assert [one for one in dealt if one.channel == channel] == [
            one for one in orders if one.channel == channel
        ]


def test_platforms_take_turns() -> None:
    slack, discord = Channel("slack", "1"), Channel("discord", "1")
    dealt = in_turns(orders_of([slack, slack, discord, discord]))
    assert [one.channel.platform for one in dealt] == ["slack", "discord", "slack", "discord"]
