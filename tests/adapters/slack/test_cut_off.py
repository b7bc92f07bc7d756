"""A bot that is cut off from its database listens no more, and stands by where another one replaced it."""

from pathlib import Path

from cutting import way_to
from slackpeople import Person, until
from slackprogram import running, says
from slackserver import SlackServer

PATIENCE = 60.0  # seconds; ten of them pass before a process says that it is cut off


async def test_who_is_cut_off_listens_no_more_and_stands_by_behind_whoever_took_over(
    slack: SlackServer, postgres_url: str, tmp_path: Path
) -> None:
    """Mended, it is there again as soon as the other one ends."""
    with way_to(postgres_url) as way:
        async with running(slack, way.url, tmp_path) as first:
            await says(first, "Listening")
            way.cut()
            async with running(slack, postgres_url, tmp_path) as second:
                await says(second, "Listening")
                await says(first, "cannot be reached")
                await until(lambda: len(slack.sockets.open) == 1, PATIENCE)
                way.mend()
                await says(first, "taken over")
                await says(first, "stands by")
                second.kill()
            await says(first, "Listening")
            await Person(slack).types("/digest", "help")
            await until(lambda: any(slack.responses.values()), PATIENCE)


async def test_who_is_cut_off_for_a_while_alone_listens_again(
    slack: SlackServer, postgres_url: str, tmp_path: Path
) -> None:
    """Nobody took its place."""
    with way_to(postgres_url) as way:
        async with running(slack, way.url, tmp_path) as only:
            await says(only, "Listening")
            way.cut()
            await says(only, "cannot be reached")
            way.mend()
            await says(only, "Listening")
