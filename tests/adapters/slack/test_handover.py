"""Two installed programs on one PostgreSQL: one listens to Slack, and the other takes over when it ends."""

import signal
from pathlib import Path

import pytest
from slackpeople import Person, until
from slackprogram import PATIENCE, running, says
from slackserver import SlackServer


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
async def test_who_stands_by_listens_as_soon_as_the_other_ends(
    slack: SlackServer, postgres_url: str, tmp_path: Path, end: signal.Signals
) -> None:
    """Until then one alone has a connection; afterwards people are answered as before."""
    async with running(slack, postgres_url, tmp_path) as first:
        await says(first, "Listening")
        before = slack.sockets.connections
        async with running(slack, postgres_url, tmp_path) as second:
            await says(second, "stands by")
            assert slack.sockets.connections == before
            first.send_signal(end)
            await says(second, "Listening")
            await Person(slack).types("/digest", "help")
            await until(lambda: any(slack.responses.values()), PATIENCE)
