"""Somebody who means harm: values that no button had, names that would call people, a button of years ago."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from blockkit import nodes, words_of_blocks
from fakes import FakeDigests, FakeLog, commit_, digest_commit
from slackdesk import Known, make_desk
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, Json, Place, SlackServer
from slackwire import who_is_called

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.slack.platform import SlackPlatform
from adapters.slack.render import parts_of
from analysis.days import Day
from analysis.language import Language
from analysis.models import Person as Author
from analysis.results import Digest, DigestStatus, Level
from bot.chats import Desk
from bot.memory import MemorySubscriptions
from bot.messages import Attachment, Button, Menu, MenuOption, Message, Picture
from bot.ports import Target
from bot.presenters.digest import digest_thread
from bot.subscriptions import Channel, Layout

OLD: Json = {"ts": "1500000000.000001", "text": "digest", "blocks": []}
"""A message of years ago, which nothing but Slack remembers."""

CALLS = (
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<@U123ABC>",
    "<@W123ABC>",
    "<!subteam^S123|@team>",
    "<#C123|general>",
    "<!date^0^{date}|x>",
    "<https://evil.example|github.com>",
    "@channel @here @everyone",
    "&lt;!channel&gt;",
    "＠channel <\u200b!channel>",
    "*bold* _it_ ~s~ `c` > q",
)
ENDS = ("explain#0", "follow#1")


def kept(desk: Desk) -> MemorySubscriptions:
    return cast("MemorySubscriptions", desk.services.subscriptions)


@pytest.mark.parametrize("action_id", ENDS)
@pytest.mark.parametrize(
    "value",
    [
        "acme/secret",
        "acme/secret@feed123",
        "acme/nowhere@abcd1234",
        "../../etc/passwd",
        "/etc",
        "https://evil.example/acme/other",
        "acme/api@" + "a" * 5000,
        "x" * 5000,
        "unfollow acme/api",
        "acme/api\nfollow acme/secret",
        "<!channel> <@U1>",
        "\ud800\u202e\x00",
        " ",
        "",
    ],
)
async def test_a_value_that_no_button_had_is_refused_to_the_presser_alone(
    slack: SlackServer, bot: Person, desk: Desk, action_id: str, value: str
) -> None:
    """With a sentence; nothing is followed, and the channel sees nothing of it."""
    slack.messages["C1"].append(dict(OLD))
    await bot.presses(OLD, action_id, value)
    await until(bot.read)
    await until(lambda: len(slack.messages["C1"]) == 1)
    answer = bot.read()[-1]

    assert answer["response_type"] == "ephemeral"
    assert "went wrong" not in words_of_blocks(answer["blocks"])
    assert "Hide it" not in words_of_blocks(answer["blocks"])
    assert await kept(desk).every() == []


async def test_a_press_in_another_channel_is_about_that_channel(
    slack: SlackServer, bot: Person, desk: Desk
) -> None:
    """Slack says where it was made; a value cannot."""
    del bot
    slack.places["C2"] = Place("C2")
    await Person(slack, channel="C2").presses(OLD, "follow#1", "acme/api")
    await until(lambda: slack.said("chat.update"))
    (one,) = await kept(desk).every()

    assert one.channel == Channel("slack", "C2")
    assert slack.messages["C1"] == []


@pytest.mark.parametrize("action_id", ["unknown#0", "", "#", "explain", "follow#1#2", "unfollow:x"])
async def test_an_action_of_nobodys_is_acknowledged_and_no_more(
    bot: Person, desk: Desk, action_id: str
) -> None:
    """Those without a number are ours all the same, as older releases wrote them."""
    heard = await bot.presses(OLD, action_id, "acme/nowhere@abcd1234")

    assert heard.seconds < 1
    assert await kept(desk).every() == []


@pytest.mark.parametrize("missing", ["user", "channel", "actions", "message", "container", "response_url"])
async def test_a_press_that_lacks_something_breaks_nothing(
    slack: SlackServer, bot: Person, missing: str
) -> None:
    """The next one is answered."""
    body = bot.press_body(OLD, {"type": "button", "action_id": "explain#0", "value": "acme/api@abcd1234"})
    del body[missing]
    if missing != "actions":  # Bolt itself knows nothing of such a press
        await slack.sockets.send("interactive", body)
    await bot.types("/digest", "help")
    await until(lambda: any("/digest" in words_of_blocks(one["blocks"]) for one in bot.read()))


def controls(message: Json) -> Iterator[tuple[str, str]]:
    """Yield what the controls of a message as it stands carry: ids and values."""
    for node in nodes(message["blocks"]):
        if node.get("type") == "button" and "value" in node:
            yield str(node["action_id"]), str(node["value"])
        for option in node.get("options") or ():  # type: ignore[attr-defined] # JSON of Slack's own form
            yield str(node["action_id"]), str(option["value"])


async def test_what_a_digest_shows_today_works_for_a_bot_that_remembers_nothing(slack: SlackServer) -> None:
    """Each control of it, with another process, an empty database and a message of years ago."""
    async with (
        open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client,
        listening(client, Ears(APP_TOKEN, None), make_desk()),
    ):
        await Person(slack).types("/digest", "acme/api 2026-02-04")
        await until(lambda: slack.files and "title" in slack.files["F1"])
        shown = list(controls(slack.parents()[0]))
    slack.messages.clear()
    known = Known(FakeDigests(), FakeLog(), MemorySubscriptions())
    slack.messages["C1"].append(dict(OLD))
    async with (
        open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client,
        listening(client, Ears(APP_TOKEN, None), make_desk(known)),
    ):
        for action_id, value in shown:
            await Person(slack).presses(OLD, action_id, value)
        await until(lambda: len(slack.said("chat.update")) >= 1 + len(shown), 15)
        await until(lambda: len(slack.replies(OLD["ts"])) == 3, 15)
    said = "".join(words_of_blocks(one["blocks"]) for one in slack.replies(OLD["ts"]))

    assert len(shown) == 4
    assert all(subject in said for subject in ("Fix the pool", "Retry twice", "Close the socket"))
    assert [one.repo for one in await known.subscriptions.every()] == ["acme/api"]


def hostile_digest(call: str) -> Digest:
    """Return a day in which everything that somebody can name is called so."""
    author = Author(call, f"{call}@example.org")
    commits = [
        replace(
            digest_commit(
                replace(commit_(f"abcd{number}234", f"{call} {number}"), author=author, committer=author)
            ),
            rating=replace(digest_commit(commit_()).rating, level=level),
        )
        for number, level in enumerate(Level)
    ]
    return Digest(
        "acme/api",
        call,
        Day(dt.date(2026, 2, 4), "UTC"),
        Language.EN,
        DigestStatus.COMPLETE,
        commits=tuple(commits),
        headline=call,
    )


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("call", CALLS)
async def test_nobody_is_called_by_the_name_of_a_branch_an_author_or_a_commit(
    slack: SlackServer, platform: SlackPlatform, call: str, layout: Layout
) -> None:
    """Wherever a day shows it: parent, thread, file and its title. Our Slack looks at every call."""
    picture = Picture(f"{call}.png", b"\x89PNG", call)
    thread = digest_thread(hostile_digest(call), layout, picture=picture, offer_follow=True)
    parent: str | None = None
    for number, message in enumerate((thread.parent, *thread.replies)):
        for place, part in enumerate(parts_of(message)):
            ready = replace(part, file_id=await platform.upload(part))
            shown = await platform.send(Target("C1", parent), ready, f"k:{number}:{place}")
            parent = parent or shown

    assert len(slack.messages["C1"]) > 1
    assert slack.called_out == []


@pytest.mark.parametrize("call", CALLS)
async def test_nobody_is_called_by_a_name_in_any_place_of_a_message(
    slack: SlackServer, platform: SlackPlatform, call: str
) -> None:
    """Titles, labels, options, alternative texts, names and titles of files, the line of a notification."""
    message = Message(
        call,
        controls=(
            Button(call, "explain", call),
            Menu(call, "explain", (MenuOption(call, f"v {call}", call),)),
        ),
        attachment=Attachment(f"{call}.md", call, call),
        picture=Picture(call, b"\x89PNG", call),
        notification=call,
    )
    for number, part in enumerate(parts_of(message)):
        ready = replace(part, file_id=await platform.upload(part))
        await platform.send(Target("C1"), ready, f"k:{number}")
        await platform.whisper(Target("C1"), "U1", part)

    assert slack.messages["C1"]
    assert slack.called_out == []


async def test_what_somebody_typed_calls_nobody_when_it_is_given_back(
    slack: SlackServer, bot: Person
) -> None:
    for call in CALLS:
        await bot.types("/digest", f"{call} {call}")
    await until(lambda: len(bot.read()) == len(CALLS))

    assert slack.called_out == []


def test_our_slack_knows_what_calls() -> None:
    """Else the tests above would prove nothing."""
    for call in CALLS[:7]:
        assert who_is_called({"text": call}), call
    assert who_is_called({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>"}}]})
    assert who_is_called(
        {"blocks": [{"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]}]}
    )
    assert not who_is_called(
        {"text": "&lt;!channel&gt;", "blocks": [{"type": "plain_text", "text": "<!here>"}]}
    )


async def test_a_private_repository_is_reached_by_no_interaction(slack: SlackServer, bot: Person) -> None:
    """Typed, pressed or chosen, it looks as if there were none."""
    await bot.types("/digest", "follow acme/secret")
    await bot.types("/digest", "acme/secret yesterday")
    await bot.types("/explain", "feed123 acme/secret")
    slack.messages["C1"].append(dict(OLD))
    await bot.presses(OLD, "follow#1", "acme/secret")
    await bot.chooses(OLD, "explain#0.0", "acme/secret@feed123")
    await until(lambda: sum("cannot be seen" in words_of_blocks(one["blocks"]) for one in bot.read()) == 5)
    await until(lambda: len(slack.messages["C1"]) == 1)

    assert "Hide it" not in str(slack.responses)


async def test_a_person_who_asks_too_much_is_told_when_to_come_back(slack: SlackServer, bot: Person) -> None:
    """Others are answered."""
    for _ in range(21):
        await bot.types("/explain", "beef123 acme/api")
    await until(lambda: any("asking too fast" in words_of_blocks(one["blocks"]) for one in bot.read()), 20)
    other = Person(slack, "U2")
    await other.types("/explain", "beef123 acme/api")
    await until(other.read, 20)

    assert "asking too fast" not in words_of_blocks(other.read()[-1]["blocks"])
