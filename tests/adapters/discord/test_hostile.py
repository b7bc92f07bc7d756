"""What strangers write or send: it is shown as it stands, and reaches nothing that is not theirs."""

import re

import discordtext
import pytest
from digesting import digests
from discordbot import Listening, listening
from discordrules import complaints, nested, units
from discordserver import DiscordServer, until
from discordwords import CHANNEL, USER, Interaction, Json
from fakes import FakeSource, commit_
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import texts

from adapters.discord.incoming import pressed
from adapters.discord.limits import CUSTOM_ID
from adapters.discord.marks import carries, marked, nonce_of
from adapters.discord.render import parts_of
from adapters.discord.titles import title_of
from analysis.results import Digest
from bot.messages import Menu, MenuOption, Message
from bot.presenters.digest import digest_thread

OURS = {"text", "line", "strong", "code", "link", "fence"}
PINGS = "@everyone <@1> <@&2> <#3> </digest:4> <t:1:R>"
DAY = "2026-02-04"


def said(messages: list[Json]) -> str:
    """Return what messages say, as Discord's client reads them."""
    texts_ = (str(one["content"]) for each in messages for one in nested(each) if "content" in one)
    return "\n".join(map(discordtext.words, texts_))


@settings(max_examples=60, deadline=None)
@given(digests)
def test_no_name_of_a_commit_means_anything_to_discord(digest: Digest) -> None:
    """Branches, tags, authors, files, subjects, claims: no ping, no link of theirs, no form of theirs."""
    thread = digest_thread(digest, offer_follow=True)
    for message in (thread.parent, *thread.replies):
        for part in parts_of(message):
            assert not complaints(part.payload)
            for text in discordtext.contents(part):
                assert discordtext.kinds(text) <= OURS
                links = [mark.url for mark in discordtext.marks(text) if mark.kind == "link"]
                assert all(re.match(r"https://(github\.com|example\.org)/", url) for url in links)


@settings(max_examples=200, deadline=None)
@given(texts)
@example(PINGS)
@example("## 🔴 \n# x")
@example("\u202e\u200b")
@example("x" * 300)
def test_a_thread_is_named_by_one_line_that_discord_takes(title: str) -> None:
    """However long or strange: no thread is refused for its name."""
    name = title_of(parts_of(Message(title))[0].payload)

    assert 1 <= units(name) <= 100
    assert "\n" not in name
    assert name == name.strip()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_a_nonce_is_short_always_the_same_and_nobody_elses(key: str, other: str) -> None:
    """Whatever the key is: twenty-five characters is what Discord takes."""
    assert len(nonce_of(key)) <= 25
    assert nonce_of(key) == nonce_of(str(key))
    assert (nonce_of(key) == nonce_of(other)) == (key == other)


def test_a_nonce_outlives_a_release() -> None:
    """A part that was sent before an upgrade is the same part after it."""
    assert nonce_of("s1:2026-02-04:1:0") == "fc63e9b0f1f35de530cea0ba"


@settings(max_examples=200, deadline=None)
@given(texts, texts, st.text(min_size=1, max_size=60))
def test_what_is_chosen_from_a_posted_menu_is_what_was_offered(label: str, value: str, key: str) -> None:
    """Its custom id carries the posting's mark too, within the limit."""
    menu = Menu(label, "explain", (MenuOption(label, value),))
    for part in parts_of(Message("T", controls=(menu,))):
        payload = marked(part.payload, key)
        assert carries(payload, key)
        assert not complaints(payload)
        for one in nested(payload):
            if one["type"] == 3:
                assert units(one["custom_id"]) <= CUSTOM_ID
                offered = one["options"][0]["value"]
                assert pressed({"custom_id": one["custom_id"], "values": [offered]}) == ("explain", offered)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120) | st.from_regex(r"[a-z]{1,9}:.{0,80}(:.{0,30})?", fullmatch=True), st.data())
def test_any_custom_id_is_read_or_passed_over(custom_id: str, data: st.DataObject) -> None:
    """Nothing that a client can send raises."""
    values = data.draw(st.none() | st.lists(st.text(max_size=30), max_size=2) | st.text(max_size=5))
    found = pressed({"custom_id": custom_id, "values": values})

    assert found is None or all(found)


async def told(it: Listening, one: Interaction) -> str:
    """Return what the asker alone was told, once the request is answered."""
    seen = len(it.log.lines)
    await until(lambda: one.followups or len(it.log.lines) > seen)
    await until(lambda: one.followups)
    return said(one.followups)


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("explain:acme/secret@abc1234", ()),
        ("explain::0", ("nobody/secret@abc1234",)),
        ("explain::0", ("/etc/passwd",)),
        ("explain::0", (f"{PINGS} `x` **y**",)),
        ("explain::0", ("acme/api@abc1234 --repo nobody/secret \u202e",)),
        ("explain::9:0123456789abcdef", ("x" * 100,)),
    ],
)
async def test_a_forged_press_reaches_nothing_more_than_typing(
    server: DiscordServer, custom_id: str, values: tuple[str, ...]
) -> None:
    """It is read as what would be typed: refused to the asker alone, and shown as it stands."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
        (parent,) = server.posted()
        one = await server.press(parent, custom_id, *values)
        await told(it, one)

    assert it.digests.explained == []
    assert len(server.posted()) == 1
    assert len(server.posted(parent["id"])) == 2
    for text in (str(each["content"]) for m in one.followups for each in nested(m) if "content" in each):
        assert discordtext.kinds(text) <= OURS


@pytest.mark.parametrize("value", ["nobody/secret", "acme/api branch ../../x", "x" * 90, PINGS])
async def test_a_forged_follow_follows_nothing(server: DiscordServer, value: str) -> None:
    """Not even for somebody who may follow."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date=DAY)
        await until(server.posted)
        one = await server.press(server.posted()[0], f"follow:{value}")
        if value.count(":") == 0:
            await told(it, one)

        assert not await it.stores.subscriptions.every()


async def test_a_private_repository_looks_like_none(server: DiscordServer) -> None:
    """Whether it is there is nobody's to learn: by a command, a press, or typing."""
    async with listening(server) as it:
        it.services.sources.sources["nobody/secret"] = FakeSource("nobody/secret", private=True)  # type: ignore[attr-defined] # the fake's
        hidden = await server.command("digest", repo="nobody/secret", date=DAY)
        nothing = await server.command("digest", repo="nobody/nothing", date=DAY)
        first, second = await told(it, hidden), await told(it, nothing)

    assert first.replace("secret", "nothing") == second
    assert not server.posted()


async def test_a_message_of_somebody_else_gets_no_thread(server: DiscordServer) -> None:
    """A press on what is not ours is answered where it was made, and not below it."""
    async with listening(server):
        await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
        foreign = {
            **server.posted()[0],
            "author": {"id": "999", "username": "mallory", "discriminator": "0", "avatar": None},
        }
        await server.press({**foreign, "id": "12345"}, "explain:acme/api@abc1234")
        await until(lambda: len(server.posted()) == 2)

    assert server.count("POST", r".*/threads") == 1


async def test_a_message_of_another_channel_is_not_found_in_this_one(server: DiscordServer) -> None:
    """Discord would not send it; then nothing is posted there, and the asker is told."""
    server.add_channel("301", 0)
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date=DAY)
        await until(server.posted)
        elsewhere = {**server.posted()[0], "channel_id": "301"}
        one = await server.press(elsewhere, "explain:acme/api@abc1234")
        await told(it, one)

    assert not server.posted("301")
    assert not [line for line in it.log.lines if line[0] == "exception" and "Traceback" in str(line)]


@pytest.mark.parametrize("length", [400, 6_000])
async def test_what_is_far_too_long_is_refused_in_few_words(server: DiscordServer, length: int) -> None:
    """Discord lets a user type six thousand characters into an option."""
    async with listening(server) as it:
        one = await server.command("digest", repo="acme/" + "x" * length, date=DAY)
        words = await told(it, one)

    assert len(words) < 2_000
    assert not server.posted()


async def test_subjects_of_strangers_are_plain_in_choices_menus_and_threads(server: DiscordServer) -> None:
    """Where there is no markdown nothing is escaped, and nobody is mentioned."""
    async with listening(server) as it:
        it.source.commits = (commit_("abc1234", f"{PINGS} **x** \u202egnp.exe\r\n"),)
        data = {"id": "1", "name": "explain", "type": 1}
        options = [
            {"name": "sha", "type": 3, "value": "", "focused": True},
            {"name": "repo", "type": 3, "value": "acme/api"},
        ]
        typing = await server.interact(4, {**data, "options": options})
        await until(lambda: typing.choices)
        await server.command("digest", repo="acme/api", date=DAY)
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
        (parent,) = server.posted()

    labels = [typing.choices[0]["name"] if typing.choices else ""]
    labels += [each["label"] for one in nested(parent) if one["type"] == 3 for each in one["options"]]
    assert labels == [f"abc1234 {PINGS} **x** gnp.exe"] * 2
    assert USER not in str(parent["mentions"])
    assert CHANNEL in server.channels
