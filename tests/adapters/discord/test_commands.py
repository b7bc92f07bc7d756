"""Commands, presses and typing over the real gateway client: heard at once, answered in place."""

import datetime as dt

import pytest
from discordbot import listening
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import (
    CHANNEL,
    FORUM,
    GUILD,
    USER,
    Fault,
    Interaction,
    Json,
)
from fakes import commit_

from adapters.discord.commands import COMMANDS, definitions, differ, typed
from bot.subscriptions import Channel

EDIT = r"/webhooks/\d+/[^/]+/messages/@original"
CALLBACK = r"/interactions/\d+/[^/]+/callback"
HERE = Channel("discord", CHANNEL)
BELOW = r"/channels/\d+/messages"


def said(messages: list[Json]) -> str:
    """Return what messages say."""
    return "\n".join(
        str(one["content"]) for message in messages for one in nested(message) if "content" in one
    )


def menu_of(message: Json) -> Json:
    """Return the menu of a message."""
    return next(one for one in nested(message) if one["type"] == 3)


async def whispered(one: Interaction, words: str) -> None:
    """Wait until the asker alone was told so."""
    await until(lambda: words in said(one.followups))


async def test_a_digest_becomes_a_message_with_its_thread(server: DiscordServer) -> None:
    """Deferred, then in the place of the progress; replies and the report stand below."""
    async with listening(server):
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)

    (parent,) = server.posted()
    thread = server.posted(parent["id"])
    assert "2 landed." in said([parent])
    assert server.channels[parent["id"]]["name"] == "acme/api · Wed 2026-02-04"
    assert "Close the pool once" in said(thread).replace("\\", "").replace("`", "")
    assert [one["files"] for one in thread][-1]
    assert server.count("POST", CALLBACK) == 1


async def test_an_explanation_for_the_asker_alone(server: DiscordServer) -> None:
    """Nobody else sees any of it."""
    async with listening(server):
        one = await server.command("explain", sha="abc1234", repo="acme/api", private=True)
        await whispered(one, "Fix the pool")

    assert one.ephemeral
    assert not server.posted()


async def test_a_mistake_is_told_to_the_asker_alone(server: DiscordServer) -> None:
    """With what to type instead, and no public trace of the attempt."""
    async with listening(server):
        one = await server.command("digest", repo="acme/apj")
        await whispered(one, "acme/api")

    assert not server.posted()


async def test_help_is_answered(server: DiscordServer) -> None:
    """At once, without any work."""
    async with listening(server):
        one = await server.command("help")
        await until(lambda: server.posted() or one.followups)

    assert "/digest owner/name" in said(server.posted() + one.followups)


async def test_following_from_a_command_and_from_a_button(server: DiscordServer) -> None:
    """Each is stored for the channel."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.count("POST", BELOW) == 2)
        parent = server.posted()[0]
        await server.press(parent, "follow:acme/api")
        await until(lambda: "09:00" in said(server.posted()[1:2]))
        (followed,) = await it.stores.subscriptions.of_channel(HERE)

        await server.command("follow", repo="acme/api", at="18:30", layout="flat")
        await until(lambda: "18:30" in said(server.posted()[2:]))
        (changed,) = await it.stores.subscriptions.of_channel(HERE)

    assert (followed.repo, followed.created_by) == ("acme/api", USER)
    assert (changed.at, changed.layout.value) == (dt.time(18, 30), "flat")


async def test_the_button_asks_for_the_permission_that_the_command_does(server: DiscordServer) -> None:
    """Anybody can press; managers of channels and operators alone may follow so."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(server.posted)
        parent = server.posted()[0]
        refused = await server.press(parent, "follow:acme/api", permissions=0)
        await whispered(refused, "Manage Channels")
        assert not await it.stores.subscriptions.of_channel(HERE)

        await server.press(parent, "follow:acme/api", permissions=0, user="999")
        await until(lambda: len(server.posted()) == 2)

    assert COMMANDS["follow"].managers
    follow = next(one for one in server.commands[""] if one["name"] == "follow")
    assert follow["default_member_permissions"] == "16"


async def test_a_choice_from_a_menu_explains_in_the_thread(server: DiscordServer) -> None:
    """The asker is led there; a bot that was started anew knows what to do as well."""
    async with listening(server):
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
    server.identified.clear()
    parent = server.posted()[0]
    value = menu_of(parent)["options"][0]["value"]

    async with listening(server):
        one = await server.press(parent, menu_of(parent)["custom_id"], value)
        await whispered(one, "Answered in the thread")

    assert len(server.posted(parent["id"])) == 3
    assert len(server.posted()) == 1
    urls = [str(each.get("url", "")) for message in one.followups for each in nested(message)]
    assert any(url.startswith(f"https://discord.com/channels/{GUILD}/") for url in urls)


async def test_ambiguous_commits_are_chosen_from(server: DiscordServer) -> None:
    """The menu stands where only the asker sees it, and the choice is answered in the channel."""
    async with listening(server) as it:
        it.source.commits += (commit_("abc1999", "Another"),)
        one = await server.command("explain", sha="abc1", repo="acme/api")
        await until(lambda: any(each["type"] == 3 for message in one.followups for each in nested(message)))
        message = {**one.followups[-1], "flags": one.followups[-1]["flags"] | 64}
        await server.press(message, menu_of(message)["custom_id"], menu_of(message)["options"][1]["value"])
        await until(lambda: "Another" in said(server.posted()))


async def test_within_a_digests_thread_repository_and_day_are_known(server: DiscordServer) -> None:
    """Nothing needs to be said again, and the answer stands in the thread."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)
        thread = server.posted()[0]["id"]
        await server.command("digest", channel=thread)
        await until(lambda: len(it.digests.built) == 2)
        await server.command("explain", sha="def5678", channel=thread)
        await until(lambda: "About Close the pool" in said(server.posted(thread)[3:]).replace("`", ""))

    assert it.digests.built[0] == it.digests.built[1]


async def test_missing_permissions_are_named_one_by_one(server: DiscordServer) -> None:
    """Before any work is done."""
    only_view = 1 << 10
    async with listening(server) as it:
        one = await server.command("digest", repo="acme/api", app_permissions=only_view)
        await whispered(one, "Attach Files")

    assert "Create Public Threads" in said(one.followups)
    assert "View Channel" not in said(one.followups)
    assert not it.digests.built


async def test_typing_a_repository_a_day_and_a_commit(server: DiscordServer) -> None:
    """What is known here, with counts and subjects, in the words of the user's client."""
    async with listening(server):
        repo = await _typing(server, "digest", {"repo": "API"}, "repo")
        days = await _typing(server, "digest", {"repo": "acme/api", "date": ""}, "date", locale="zh-CN")
        shas = await _typing(server, "explain", {"sha": "de", "repo": "acme/api"}, "sha")
        nothing = await _typing(server, "explain", {"sha": "", "repo": "nobody/knows"}, "sha")

    assert repo == [{"name": "acme/api", "value": "acme/api"}]
    assert days[0] == {"name": "2026-02-04（周三）：2 个提交", "value": "2026-02-04"}
    assert len(days) == 7
    assert [one["name"] for one in shas] == ["def5678 Close the `pool` once"]
    assert nothing == []


async def _typing(
    server: DiscordServer, command: str, values: dict[str, str], focus: str, locale: str = "en-US"
) -> list[Json]:
    options = [
        {"name": name, "type": 3, "value": value, **({"focused": True} if name == focus else {})}
        for name, value in values.items()
    ]
    data = {"id": "1", "name": command, "type": 1, "options": options}
    one = await server.interact(4, data, locale=locale)
    await until(lambda: one.choices is not None)
    return one.choices or []


async def test_commands_are_told_to_discord_only_where_they_changed(server: DiscordServer) -> None:
    """A start costs no write."""
    async with listening(server):
        await until(lambda: "" in server.commands)
    server.identified.clear()
    async with listening(server):
        pass

    assert server.count("PUT", r".*/commands") == 1
    server.commands[""][0]["description"] = "old"
    assert differ(definitions(), server.commands[""])


def test_definitions_keep_to_the_limits() -> None:
    """Names in lower case, in both languages; few enough characters in all."""
    for one in definitions():
        texts = 0
        for each in (one, *one["options"]):
            for name in (each["name"], *each["name_localizations"].values()):
                assert 1 <= len(name) <= 32
                assert name == name.lower()
                assert " " not in name
            for description in (each["description"], *each["description_localizations"].values()):
                assert 1 <= len(description) <= 100
            texts += len(each["name"]) + len(each["description"])
        assert texts < 8_000
        required = [option["required"] for option in one["options"]]
        assert required == sorted(required, reverse=True)


def test_options_become_a_line_that_the_parser_reads() -> None:
    """Quotes keep what was filled in together."""
    assert typed("digest", {"date": "last monday", "repo": 'a"b', "private": True}) == (
        '"a\\"b" "last monday" private'
    )
    assert typed("follow", {"repo": "a/b", "path": "src/**"}) == '"a/b" path "src/**"'


async def test_a_late_first_response_is_answered_all_the_same(server: DiscordServer) -> None:
    """10062: the channel sees the answer as an ordinary message."""
    async with listening(server):
        await server.command("digest", repo="acme/api", date="2026-02-04", late=4)
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)

    assert server.count("PATCH", EDIT) == 0


async def test_a_first_response_whose_answer_was_lost_counts(server: DiscordServer) -> None:
    """The connection was cut after it was heard; edits go on."""
    server.faults.append(Fault("POST", CALLBACK, stored=True))
    async with listening(server):
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)

    assert len(server.posted()) == 1


async def test_an_answer_after_the_token_expired(server: DiscordServer) -> None:
    """The message that showed the progress is edited as what it is: one of the bot's own."""
    async with listening(server) as it:
        build = it.digests.build

        async def slow(*args: object, **more: object) -> object:
            it.clock.move(16 * 60)
            return await build(*args, **more)  # type: ignore[arg-type] # a slower build of the same shape

        it.digests.build = slow  # type: ignore[method-assign, assignment] # a slower build of the same shape
        object.__setattr__(it.services, "build_digest", slow)
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)

    assert "2 landed." in said(server.posted())
    assert len(server.posted()) == 1


async def test_resuming_goes_on_where_it_was(server: DiscordServer) -> None:
    """Discord asks to reconnect; commands work afterwards, and nobody signs in anew."""
    async with listening(server):
        server.identified.clear()
        await server.gateways[-1].send_json({"op": 7, "d": None, "s": None, "t": None})
        await until(server.identified.is_set)
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(lambda: server.posted() and len(server.posted(server.posted()[0]["id"])) == 2)

    assert [one["op"] for one in server.ops if one["op"] in (2, 6)] == [2, 6]


async def test_a_cut_connection_is_made_anew(server: DiscordServer) -> None:
    """Without a word from anybody."""
    async with listening(server):
        server.identified.clear()
        await server.gateways[-1].close(code=4000)
        await until(server.identified.is_set)
        one = await server.command("help")
        await until(lambda: server.posted() or one.followups)

    assert len(server.gateways) == 2


async def test_only_what_is_needed_is_heard(server: DiscordServer) -> None:
    """Servers and channels, no messages."""
    async with listening(server):
        pass

    identify = next(one["d"] for one in server.ops if one["op"] == 2)
    assert identify["intents"] == 1


@pytest.mark.parametrize("custom_id", ["what:ever", "nonsense", "explain:"])
async def test_a_press_of_a_stranger_does_nothing(server: DiscordServer, custom_id: str) -> None:
    """Another bot's, or one of a release that is not made yet."""
    async with listening(server) as it:
        await server.command("digest", repo="acme/api", date="2026-02-04")
        await until(server.posted)
        one = await server.press(server.posted()[0], custom_id)
        later = await server.command("help")
        await until(lambda: "/digest owner/name" in said(server.posted() + later.followups))

    assert one.acknowledged is None
    assert not [line for line in it.log.lines if line[0] == "exception"]


async def test_a_command_in_a_forum_post(server: DiscordServer) -> None:
    """A post is a thread: the answer and all below it stand in it, and it follows for the forum."""
    server.add_channel("555", 11, parent_id=FORUM)
    server.channels["555"]["name"] = "acme/api · Wed 2026-02-04"
    async with listening(server) as it:
        await server.command("digest", channel="555")
        await until(lambda: len(server.posted("555")) == 3)
        await server.command("follow", channel="555")
        await until(lambda: "acme/api" in said(server.posted("555")[3:4]))

    assert len(await it.stores.subscriptions.of_channel(Channel("discord", FORUM))) == 1
