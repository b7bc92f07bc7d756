"""What simcord's people are offered while they type, and the commands in the languages of their clients."""

from collections.abc import Iterator
from typing import Any

import pytest
from fakes import commit_
from simcordstage import DATE, staged
from simcordwaits import LANDED, SlowSubscriptions

from adapters.discord.commands import COMMANDS
from analysis.days import ONE_DAY
from analysis.errors import SourceUnreadableError


async def test_repositories_are_offered_by_any_part_of_their_name() -> None:
    """Followed ones and known ones, each once."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api")

        for command in ("digest", "follow", "unfollow"):
            assert await stage.alice.autocomplete(stage.channel, command, "repo", "API") == [
                {"name": "acme/api", "value": "acme/api"}
            ]
        assert await stage.alice.autocomplete(stage.channel, "digest", "repo", "nothing") == []


async def test_days_are_offered_with_their_counts() -> None:
    """The newest first; one commit is one commit."""
    async with staged() as stage:
        stage.source.commits += (commit_("1234567", "Add a queue", landed_at=LANDED - ONE_DAY),)
        days = await stage.alice.autocomplete(stage.channel, "digest", "date", "", repo="acme/api")

        assert [one["value"] for one in days][:3] == ["2026-01-01", DATE, "2025-12-30"]
        assert days[1]["name"] == f"Wed {DATE}: 2 commits"
        assert days[2]["name"] == "Tue 2025-12-30: 1 commit"


async def test_days_are_found_by_what_is_typed() -> None:
    """By digits and by the name of the weekday."""
    async with staged() as stage:
        for typed in ("12-31", "wed"):
            found = await stage.alice.autocomplete(stage.channel, "digest", "date", typed, repo="acme/api")
            assert [one["value"] for one in found] == [DATE]


async def test_commits_are_offered_with_their_subjects() -> None:
    """By the beginning of the SHA or a word of the subject."""
    async with staged() as stage:
        named = [{"name": "def5678 Close the pool once", "value": "def567800000"}]

        for typed in ("def", "once"):
            assert (
                await stage.alice.autocomplete(stage.channel, "explain", "sha", typed, repo="acme/api")
                == named
            )


async def test_where_one_repository_is_followed_it_need_not_be_named() -> None:
    """Days and commits are its own."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "follow", repo="acme/api")
        days = await stage.alice.autocomplete(stage.channel, "digest", "date", "")
        commits = await stage.alice.autocomplete(stage.channel, "explain", "sha", "")

        assert len(days) == 7
        assert len(commits) == 2


async def test_a_choice_is_taken_as_it_was_offered() -> None:
    """The day and the commit that were chosen are the ones answered."""
    async with staged() as stage:
        (day,) = await stage.alice.autocomplete(stage.channel, "digest", "date", "12-31", repo="acme/api")
        (commit,) = await stage.alice.autocomplete(stage.channel, "explain", "sha", "def", repo="acme/api")
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=day["value"])
        await stage.alice.slash(stage.channel, "explain", sha=commit["value"])

        assert str(stage.digests.built[0][1].date) == DATE
        assert stage.digests.explained == ["def5678".ljust(40, "0")]


async def test_no_more_is_offered_than_discord_takes() -> None:
    """Twenty-five, each of a hundred letters at most."""
    async with staged() as stage:
        stage.source.commits = tuple(
            commit_(f"{number:07x}", "long " * 40, landed_at=LANDED) for number in range(60)
        )
        offered = await stage.alice.autocomplete(stage.channel, "explain", "sha", "", repo="acme/api")

        assert len(offered) == 25
        assert all(len(one["name"]) <= 100 for one in offered)


async def test_what_cannot_be_known_is_answered_with_nothing() -> None:
    """No error, and no secret: not for a repository that is not for chats."""
    async with staged() as stage:
        assert await stage.alice.autocomplete(stage.channel, "digest", "date", "", repo="other/secret") == []
        stage.source.failure = SourceUnreadableError("acme/api", "down")
        assert await stage.alice.autocomplete(stage.channel, "explain", "sha", "", repo="acme/api") == []


async def test_typing_is_answered_in_time_whatever_hangs() -> None:
    """Within the three seconds in which Discord waits."""
    slow = SlowSubscriptions()
    slow.pause = 30
    async with staged(subscriptions=slow) as stage:
        before = stage.env.now()
        offered = await stage.alice.autocomplete(stage.channel, "digest", "repo", "a")

        assert offered == []
        assert stage.requests("POST", "/callback") == 1
        assert (stage.env.now() - before).total_seconds() < 3


@pytest.mark.parametrize("code", [10062, 40060, 50001])
async def test_a_choice_that_nobody_waits_for_any_more_is_no_error(code: int) -> None:
    """Whoever types asks again with the next letter."""
    async with staged() as stage:
        stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=code)

        assert await stage.alice.autocomplete(stage.channel, "digest", "repo", "a") == []
        assert len(await stage.alice.autocomplete(stage.channel, "digest", "repo", "ac")) == 1
        assert stage.env.errors == []


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en-GB", f"Wed {DATE}: 2 commits"),
        ("zh-CN", f"{DATE}（周三）：2 个提交"),
        ("zh-TW", f"{DATE}（周三）：2 个提交"),
        ("de", f"Wed {DATE}: 2 commits"),
    ],
)
async def test_what_is_offered_is_in_the_language_of_the_client(locale: str, shown: str) -> None:
    """Chinese for both of Discord's, else as the channel has it."""
    async with staged() as stage:
        stage.speaking(locale)
        days = await stage.alice.autocomplete(stage.channel, "digest", "date", DATE, repo="acme/api")

        assert [one["name"] for one in days] == [shown]


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
async def test_every_name_and_description_is_told_in_chinese(locale: str) -> None:
    """Of commands, their options and the choices, as simcord keeps them; English is the base."""
    async with staged() as stage:
        known = stage.env.backend.commands[None].values()

        assert [one["name"] for one in known] == list(COMMANDS)
        for one in (each for command in known for each in _named(command)):
            for what in {"name", "description"} & set(one):
                assert str(one[what]).isascii()
                assert any("一" <= letter <= "鿿" for letter in one[f"{what}_localizations"][locale])


def _named(thing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield thing
    for inner in ("options", "choices"):
        inside = thing.get(inner)
        for one in inside if isinstance(inside, list) else ():
            yield from _named(one)
