"""Who decides in Slack what a channel follows: its members and the operators, however they ask."""

from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from blockkit import words_of_blocks
from slackdesk import OPERATOR
from slackpeople import Person, until
from slackserver import Fault, Json, Place, SlackServer

from bot.chats import Desk
from bot.memory import MemorySubscriptions
from bot.subscriptions import Channel

Ask = Callable[[Person], Awaitable[object]]


async def types_follow(person: Person) -> None:
    await person.types("/digest", "follow acme/api")


async def types_unfollow(person: Person) -> None:
    await person.types("/digest", "unfollow acme/api")


async def presses_follow(person: Person) -> None:
    old: Json = {"ts": "1770000000.000001", "text": "digest", "blocks": []}
    await person.presses(old, "follow#1", "acme/api")


BEGIN = pytest.mark.parametrize("ask", [types_follow, presses_follow])


def kept(desk: Desk) -> MemorySubscriptions:
    return cast("MemorySubscriptions", desk.services.subscriptions)


async def followed(desk: Desk, channel: str = "C1") -> list[str]:
    return [one.repo for one in await kept(desk).of_channel(Channel("slack", channel))]


async def refusal(person: Person) -> str:
    """Return what the asker alone is told."""
    await until(person.read)
    (answer,) = person.read()
    assert answer["response_type"] == "ephemeral"
    return words_of_blocks(answer["blocks"])


async def test_a_member_follows_by_typing_and_by_pressing(
    slack: SlackServer, bot: Person, desk: Desk
) -> None:
    await types_follow(bot)
    await until(lambda: slack.said("chat.update"))
    assert await followed(desk) == ["acme/api"]
    await types_unfollow(bot)
    await until(lambda: len(slack.parents()) == 2)
    assert await followed(desk) == []
    await presses_follow(bot)
    await until(lambda: len(slack.said("chat.update")) == 2)
    assert await followed(desk) == ["acme/api"]


@BEGIN
async def test_who_is_no_member_cannot_have_a_channel_follow(
    slack: SlackServer, bot: Person, desk: Desk, ask: Ask
) -> None:
    """They are told alone, and the channel sees nothing."""
    slack.outsiders.add(bot.id)
    await ask(bot)

    assert "not a member of this channel" in await refusal(bot)
    assert await followed(desk) == []
    assert slack.said("chat.postMessage") == []


async def test_who_is_no_member_cannot_stop_it_either(slack: SlackServer, bot: Person, desk: Desk) -> None:
    await types_follow(bot)
    await until(lambda: slack.said("chat.update"))
    slack.outsiders.add("U2")
    stranger = Person(slack, "U2")
    await types_unfollow(stranger)

    assert "not a member of this channel" in await refusal(stranger)
    assert await followed(desk) == ["acme/api"]


@BEGIN
async def test_an_operator_may_from_outside(slack: SlackServer, bot: Person, desk: Desk, ask: Ask) -> None:
    del bot
    slack.outsiders.add(OPERATOR)
    await ask(Person(slack, OPERATOR))
    await until(lambda: slack.said("chat.update"))

    assert await followed(desk) == ["acme/api"]


@BEGIN
@pytest.mark.parametrize("private", [True, False])
async def test_where_the_bot_is_no_member_it_asks_to_be_invited(
    slack: SlackServer, bot: Person, desk: Desk, ask: Ask, *, private: bool
) -> None:
    """Else tomorrow's digest could not be posted; an operator cannot change that."""
    slack.places["C1"] = Place("C1", member=False, private=private)
    await ask(bot)

    assert "/invite @commit-digest" in await refusal(bot)
    operator = Person(slack, OPERATOR)
    await ask(operator)
    assert "/invite @commit-digest" in await refusal(operator)
    assert await followed(desk) == []


@BEGIN
async def test_an_archived_channel_says_that_it_is_archived(
    slack: SlackServer, bot: Person, desk: Desk, ask: Ask
) -> None:
    """Nobody is told to join it."""
    slack.places["C1"] = Place("C1", archived=True)
    await ask(bot)

    said = await refusal(bot)
    assert "archived" in said
    assert "oin" not in said
    assert await followed(desk) == []


@pytest.mark.parametrize("place", [Place("C1", member=False, private=True), Place("C1", archived=True)])
async def test_what_can_get_no_digest_any_more_can_still_stop_following(
    slack: SlackServer, bot: Person, desk: Desk, place: Place
) -> None:
    """The bot was removed, or the channel closed; Slack lists no members of it."""
    await types_follow(bot)
    await until(lambda: slack.said("chat.update"))
    slack.places["C1"] = place
    await types_unfollow(bot)
    await until(bot.read)

    assert await followed(desk) == []


@pytest.mark.parametrize("kind", ["im", "mpim"])
async def test_a_conversation_with_the_bot_may_follow(
    slack: SlackServer, bot: Person, desk: Desk, kind: str
) -> None:
    """Slack lists the people of none, and nobody else can type there."""
    del bot
    name = "D1" if kind == "im" else "C7"
    slack.places[name] = Place(name, direct=kind)
    await types_follow(Person(slack, channel=name))
    await until(lambda: slack.said("chat.update"))

    assert await followed(desk, name) == ["acme/api"]


@pytest.mark.parametrize("kind", ["im", "mpim"])
async def test_a_conversation_without_the_bot_says_where_to_ask_instead(
    slack: SlackServer, bot: Person, desk: Desk, kind: str
) -> None:
    """Nobody is told to join what cannot be joined."""
    del bot
    name = "D1" if kind == "im" else "C7"
    slack.places[name] = Place(name, direct=kind, member=False)
    person = Person(slack, channel=name)
    await types_follow(person)

    said = await refusal(person)
    assert ("direct conversation" in said) == (kind == "im")
    assert "oin" not in said
    assert await followed(desk, name) == []


FAULTS = pytest.mark.parametrize(
    "fault",
    [Fault("missing_scope"), Fault("ratelimited", 429), Fault(silent=True), Fault(status=502, html=True)],
    ids=str,
)


@FAULTS
async def test_where_slack_does_not_tell_a_press_is_refused_for_now(
    slack: SlackServer, bot: Person, desk: Desk, fault: Fault
) -> None:
    """Nobody is told that they are no member."""
    slack.faults["users.conversations"].append(fault)
    await presses_follow(bot)

    assert "does not say just now" in await refusal(bot)
    assert await followed(desk) == []


@FAULTS
async def test_where_slack_does_not_tell_who_could_type_is_believed(
    slack: SlackServer, bot: Person, desk: Desk, fault: Fault
) -> None:
    """Its clients let nobody but members type in a channel."""
    slack.faults["users.conversations"].append(fault)
    await types_follow(bot)
    await until(lambda: slack.said("chat.update"))

    assert await followed(desk) == ["acme/api"]


async def test_a_member_of_very_many_channels_is_found(slack: SlackServer, bot: Person, desk: Desk) -> None:
    """On whichever page of them."""
    del slack.places["C1"]
    slack.places |= {f"X{number}": Place(f"X{number}") for number in range(450)}
    slack.places["C1"] = Place("C1")
    await presses_follow(bot)
    await until(lambda: slack.said("chat.update"))

    assert len(slack.said("users.conversations")) == 3
    assert await followed(desk) == ["acme/api"]
