"""Each cause of a missing digest, end to end: told once, named wherever one looks, made up for when mended.

The program is the real one, with pauses of minutes shortened to seconds, over real sockets on both sides.
"""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest
from dailybot import DailyBot, daily_bot
from githubserver import Fault, GitHubServer
from hurriedbot import at_work, told
from troubled import OPS, DiscordSide, Side, SlackSide, discord_side, slack_side

from bot.causes import Cause
from bot.presenters.words.alarms import ALARMS
from bot.presenters.words.causes import REASONS, STEPS

DOWN, GONE = "acme/down", "acme/gone"
MISSING = "the digest is not there yet"
MADE_UP = "the digest was made up for"
UNREADABLE, UNFOUND, LOST, SHUT, EXPELLED, WELL = range(1, 7)


@pytest.fixture(params=["slack", "discord"])
async def side(request: pytest.FixtureRequest) -> AsyncIterator[Side]:
    """Return a platform, once each of the two."""
    async with slack_side() if request.param == "slack" else discord_side() as opened:
        yield opened


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[GitHubServer]:
    """Return a GitHub with two repositories, one of which cannot be read at present, and one is not there."""
    with GitHubServer({DOWN: tmp_path / "app", GONE: tmp_path / "app"}) as server:
        yield server


def bot_of(side: Side, hub: GitHubServer, folder: Path, port: int, **more: str) -> DailyBot:
    """Return a bot of one platform, which tells of its failures there."""
    settings = {
        **side.environment,
        "GITHUB_API_URL": hub.url,
        "HTTP_PORT": str(port),
        "DIGEST_LANGUAGE": "en",
        "POSTING_TIMEOUT": "4",
    }
    return daily_bot(folder, **{**settings, "ALERT_CHANNEL": str(side.channel(OPS)), **more})


def starting(side: Side, number: int, words: str) -> list[str]:
    """Return what stands in a channel and has `words` in it."""
    return [one for one in side.said(number) if words in one]


class Outage:
    """Has a GitHub refuse everything about one repository until it is over."""

    def __init__(self, hub: GitHubServer, repo: str) -> None:
        self._hub = hub
        vars(hub)["next_fault"] = lambda target: Fault(503) if repo in target else None

    def over(self) -> None:
        """Let it answer."""
        del vars(self._hub)["next_fault"]


def alarm_of(cause: Cause, subject: object = "") -> str:
    """Return the title of an alarm."""
    return ALARMS[cause].what.en.format(subject=subject)


async def test_sources_and_channels_that_fail_are_told_of_named_and_made_up_for(
    side: Side, hub: GitHubServer, tmp_path: Path, unused_tcp_port: int
) -> None:
    """Several causes at once keep apart, and what is well goes on."""
    bot = bot_of(side, hub, tmp_path, unused_tcp_port)
    await bot.follow(side.channel(UNREADABLE), DOWN)
    await bot.follow(side.channel(UNFOUND), GONE)
    for number in (LOST, SHUT, EXPELLED, WELL):
        await bot.follow(side.channel(number))
    down, gone = Outage(hub, DOWN), hub.repositories.pop(GONE)
    side.lose(LOST)
    side.shut(SHUT)
    side.expel(EXPELLED)
    closed = [alarm_of(Cause.CHANNEL, side.channel(number)) for number in (LOST, SHUT, EXPELLED)]
    alarms = [alarm_of(Cause.SOURCE), alarm_of(Cause.REPOSITORY, GONE), *closed]

    async with at_work(bot) as work:
        await work.until(lambda: all(starting(side, OPS, title) for title in alarms))
        await work.until(lambda: starting(side, UNREADABLE, MISSING) and starting(side, UNFOUND, MISSING))
        raised = {title: starting(side, OPS, title) for title in alarms}
        status, checks, causes = await work.health()
        metrics = await work.metrics()
        shown = await side.following(UNREADABLE), await side.following(UNFOUND)
        home = await side.home() if isinstance(side, SlackSide) else ""
        _, runs = await told(bot, "runs")
        examined, doctor = await told(bot, "doctor")

        down.over()
        hub.repositories[GONE] = gone
        for number in (SHUT, EXPELLED):
            side.mend(number)
        for number in (UNREADABLE, UNFOUND, SHUT, EXPELLED):
            await work.until(partial(starting, side, number, "landed"))
        await work.until(lambda: len(starting(side, OPS, "Over: ")) == len(alarms) - 1)
        await work.until(lambda: starting(side, UNREADABLE, MADE_UP) and starting(side, UNFOUND, MADE_UP))
        left = await work.causes_but(Cause.SOURCE, Cause.REPOSITORY)

    assert all(len(found) == 1 for found in raised.values()), raised
    assert all("Incident" in found[0] for found in raised.values())
    assert (status, set(causes)) == (200, {"source", "repository", "channel"})
    assert set(checks.values()) == {"ok"}
    assert metrics["incidents['channel']"] == 3
    assert metrics["incidents['source']"] == metrics["incidents['repository']"] == 1
    for said, cause in zip(shown, (Cause.SOURCE, Cause.REPOSITORY), strict=True):
        assert REASONS[cause].en in said
        assert STEPS[cause].en in said
    if isinstance(side, SlackSide):
        assert REASONS[Cause.SOURCE].en in home
    assert all(REASONS[it].en in words_of(runs) for it in (Cause.SOURCE, Cause.REPOSITORY, Cause.CHANNEL))
    assert examined == 1
    assert all(str(one["incident"]) in doctor for one in work.events("alarm"))
    assert len(work.events("alarm")) == len(alarms)
    assert len(starting(side, WELL, "landed")) == 1
    for number in (UNREADABLE, UNFOUND, SHUT, EXPELLED):
        assert len(starting(side, number, "landed")) == 1
    assert left == ["channel"]  # a deleted channel stays deleted


async def test_a_platform_that_is_down_or_refuses_the_token_is_told_of_on_the_other_one(
    side: Side, hub: GitHubServer, tmp_path: Path, unused_tcp_port: int
) -> None:
    """First it is down, then its token is worthless: a start says so, and a token that works mends it."""
    async with slack_side() if isinstance(side, DiscordSide) else discord_side() as other:
        bot = bot_of(
            side, hub, tmp_path, unused_tcp_port, **other.environment, ALERT_CHANNEL=str(other.channel(OPS))
        )
        down, refused = (alarm_of(cause, side.name.capitalize()) for cause in (Cause.PLATFORM, Cause.ACCOUNT))
        async with at_work(bot) as work:
            await work.until(lambda: work.said)  # it listens
            side.outages.down = True
            await bot.follow(side.channel(1))
            await work.until(lambda: starting(other, OPS, down))
            _, _, causes = await work.health()
            side.outages.down = False
            await work.until(lambda: starting(side, 1, "landed"))
            await work.until(lambda: starting(other, OPS, f"Over: {down}"))

            side.revoke()
            await bot.follow(side.channel(2))
            await work.until(lambda: starting(other, OPS, refused))
            _, _, causes_then = await work.health()
            _, runs = await told(bot, "runs")
        code, said = await told(bot, "run")
        side.restore()
        async with at_work(bot) as work:
            await work.until(lambda: starting(side, 2, "landed"))
            await work.until(lambda: starting(other, OPS, f"Over: {refused}"))

    assert causes == ["platform"]
    assert causes_then == ["account"]
    assert REASONS[Cause.ACCOUNT].en in words_of(runs)
    assert code == 1
    assert "Traceback" not in said
    assert len(starting(side, 1, "landed")) == len(starting(side, 2, "landed")) == 1
    assert len(starting(other, OPS, down)) == len(starting(other, OPS, refused)) == 2  # the end names it too


def words_of(shown: str) -> str:
    """Return what a terminal showed on one line."""
    return " ".join(shown.split())
