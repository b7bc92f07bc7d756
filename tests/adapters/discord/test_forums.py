"""Forums: a digest is a post with the tags of its repository, and commands in posts know their place."""

import datetime as dt

import pytest
from discordbot import listening
from discordrules import nested
from discordserver import DiscordServer, until
from discordwords import APPLICATION, FORUM, FORUM_KIND, PUBLIC_THREAD, Json

from adapters.discord.channels import LONGEST_TAG, MOST_TAGS, Place
from adapters.discord.platform import DiscordPlatform
from bot.errors import RefusedError
from bot.messages import Message, Paragraph, Text
from bot.ports import Part, Target
from bot.subscriptions import Channel

REQUIRES_TAG = 1 << 4
OURS, THEIRS = "551", "552"
TITLE = "acme/api-server · Wed 2026-02-04"


def tagged(*names: str, must: bool = False) -> Place:
    """Return a forum with tags, whose ids are their names."""
    tags = tuple((name.casefold(), name) for name in names)
    return Place("1", "2", has_threads=False, is_forum=True, tags=tags, needs_tag=must)


@pytest.mark.parametrize(
    ("tags", "taken"),
    [
        (("acme", "api", "other"), ["acme", "api"]),
        (("API", "Acme/API-Server", "server"), ["Acme/API-Server", "server", "API"]),
        (("ap", "pi", "serve", "a"), []),
        (("api-server",), ["api-server"]),
    ],
)
def test_tags_are_whole_words_of_the_repository(tags: tuple[str, ...], taken: list[str]) -> None:
    """Whatever their case; the one that says most comes first."""
    assert tagged(*tags).tags_for(TITLE) == taken


def test_a_name_that_is_too_long_for_a_tag_is_known_by_its_beginning() -> None:
    """A tag has twenty characters."""
    name = "incomprehensibilities-of-a-repository"

    assert tagged(name[:LONGEST_TAG]).tags_for(f"acme/{name} · 2026-02-04") == [name[:LONGEST_TAG]]
    assert tagged(name[: LONGEST_TAG - 1]).tags_for(f"acme/{name} · 2026-02-04") == []


def test_a_post_has_no_more_tags_than_discord_takes() -> None:
    """Five of twenty."""
    many = tagged(*"abcdefgh")

    assert len(many.tags_for("a/b-c-d-e-f-g-h · 2026-02-04")) == MOST_TAGS


def test_where_a_tag_is_a_must_there_is_one() -> None:
    """The forum's first, if none fits."""
    assert tagged("news", "docs", must=True).tags_for(TITLE) == ["news"]
    assert tagged("news", "api", must=True).tags_for(TITLE) == ["api"]
    assert tagged("news", "docs").tags_for(TITLE) == []
    assert tagged(must=True).tags_for(TITLE) == []


def part(platform: DiscordPlatform) -> Part:
    """Return a digest's parent."""
    return platform.render(Message(TITLE, (Paragraph((Text("hello"),)),)))[0]


def forum(server: DiscordServer, *tags: Json, flags: int = 0) -> None:
    """Add another forum."""
    server.add_channel("320", FORUM_KIND, available_tags=list(tags), flags=flags)


async def test_a_tag_for_moderators_is_left_to_them(server: DiscordServer, platform: DiscordPlatform) -> None:
    """It takes a permission that the bot does not ask for."""
    forum(
        server,
        {"id": "1", "name": "acme", "moderated": True},
        {"id": "2", "name": "API", "moderated": False},
        flags=REQUIRES_TAG,
    )
    post = await platform.send(Target("320"), part(platform), "key")

    assert server.channels[post]["applied_tags"] == ["2"]


async def test_tags_are_those_of_the_moment(server: DiscordServer, platform: DiscordPlatform) -> None:
    """Somebody changes a forum while the bot runs; a tag that is gone would be refused."""
    forum(server, {"id": "1", "name": "acme"})
    first = await platform.send(Target("320"), part(platform), "key 1")
    server.channels["320"]["available_tags"] = [{"id": "2", "name": "acme"}]
    second = await platform.send(Target("320"), part(platform), "key 2")

    assert [server.channels[post]["applied_tags"] for post in (first, second)] == [["1"], ["2"]]


async def test_a_forum_that_asks_for_a_tag_and_has_none_refuses(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """For certain, with Discord's own code."""
    forum(server, flags=REQUIRES_TAG)

    with pytest.raises(RefusedError, match="40067"):
        await platform.send(Target("320"), part(platform), "key")


async def test_a_post_is_found_in_the_archive(server: DiscordServer, platform: DiscordPlatform) -> None:
    """Somebody archived it, and others after it, before the bot could look."""
    since = server.clock()
    posts = [await platform.send(Target(FORUM), part(platform), f"key {number}") for number in range(4)]
    server.page = 1
    for number, post in enumerate(posts):
        archived = (since + dt.timedelta(hours=1 + number)).isoformat()
        server.channels[post]["thread_metadata"] |= {"archived": True, "archive_timestamp": archived}

    assert await platform.find(Target(FORUM), "key 0", since) == posts[0]
    assert await platform.find(Target(FORUM), "key 4", since) is None
    assert server.count("GET", r".*/threads/archived/public") == 8
    assert await platform.find(Target(FORUM), "key 0", since + dt.timedelta(days=1)) is None
    assert server.count("GET", r".*/threads/archived/public") == 9


async def test_a_post_of_somebody_else_is_never_taken_for_ours(
    server: DiscordServer, platform: DiscordPlatform
) -> None:
    """Whoever copied its first message."""
    since = server.clock()
    post = await platform.send(Target(FORUM), part(platform), "key")
    server.channels[post]["owner_id"] = "999"

    assert await platform.find(Target(FORUM), "key", since) is None


def said(messages: list[Json]) -> str:
    """Return what messages say, without marks."""
    texts = (str(one["content"]) for each in messages for one in nested(each) if "content" in one)
    return "\n".join(texts).replace("\\", "").replace("`", "")


def with_posts(server: DiscordServer) -> None:
    """Add a post that the bot made and one of somebody else."""
    for id_, owner in ((OURS, APPLICATION), (THEIRS, "999")):
        server.add_channel(id_, PUBLIC_THREAD, parent_id=FORUM, owner_id=owner)
        server.channels[id_]["name"] = "acme/api · Wed 2026-02-04"


async def test_commands_in_a_post_of_ours_know_repository_and_day(server: DiscordServer) -> None:
    """Nothing needs to be said, and answers stand in the post, flat."""
    with_posts(server)
    async with listening(server) as it:
        await server.command("digest", channel=OURS)
        await until(lambda: len(server.posted(OURS)) == 3)
        await server.command("explain", sha="def5678", channel=OURS)
        await until(lambda: "About Close the pool once" in said(server.posted(OURS)[3:]))

    (repo, day, _), *_ = it.digests.built
    assert (repo, str(day)) == ("acme/api", "2026-02-04")
    assert server.count("POST", r".*/threads") == 0


async def test_a_menu_in_a_post_explains_in_it(server: DiscordServer) -> None:
    """Below its first message there can be no thread: the post is one."""
    with_posts(server)
    async with listening(server):
        await server.command("digest", channel=OURS)
        await until(lambda: len(server.posted(OURS)) == 3)
        parent = server.posted(OURS)[0]
        menu = next(one for one in nested(parent) if one["type"] == 3)
        await server.press(parent, menu["custom_id"], menu["options"][-1]["value"])
        await until(lambda: "About" in said(server.posted(OURS)[3:]))

    assert server.count("POST", r".*/threads") == 0


async def test_a_post_of_somebody_else_is_a_place_like_any_other(server: DiscordServer) -> None:
    """Its name says nothing, whatever it is; what is followed there is told there."""
    with_posts(server)
    async with listening(server) as it:
        one = await server.command("digest", channel=THEIRS)
        await until(lambda: one.followups or server.posted(THEIRS))
        built = list(it.digests.built)
        await server.command("follow", repo="acme/api", channel=THEIRS)
        await until(lambda: ("info", "request_answered") in [line[:2] for line in it.log.lines])
        (followed,) = await it.stores.subscriptions.every()

    assert built == []
    assert followed.channel == Channel("discord", THEIRS)
