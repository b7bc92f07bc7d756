"""Stopping in Slack: what people were promised is finished first."""

import asyncio

from blockkit import words_of_blocks
from fakes import FakeLog
from slackdesk import Known, Slow, make_desk
from slackpeople import Person, until
from slackserver import APP_TOKEN, BOT_TOKEN, SlackServer

from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.slack.work import Work
from bot.memory import MemorySubscriptions


async def test_an_answer_under_way_is_finished(slack: SlackServer) -> None:
    """No new command is heard, and the old one is answered."""
    slow = Slow()
    desk = make_desk(Known(slow, FakeLog(), MemorySubscriptions()))
    ears = Ears(APP_TOKEN, None)
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, desk):
        await Person(slack).types("/explain", "abcd1234")
        await until(slack.parents)
        asyncio.get_running_loop().call_later(0.3, slow.go_on.set)

    assert "Retry twice" in words_of_blocks(slack.parents()[0]["blocks"])


async def test_work_that_takes_too_long_is_left() -> None:
    """A stop does not wait for ever, and says how much it left."""
    work = Work()
    work.begin(asyncio.Event().wait())  # type: ignore[arg-type] # it never ends, so it returns nothing

    assert await work.end(0.05) == 1
    assert await work.end(0.05) == 0


async def test_an_answer_that_stands_stays_when_its_thread_is_cut_short(slack: SlackServer) -> None:
    """Who asked is told that the rest is missing; nothing that was said is taken back."""
    ears = Ears(APP_TOKEN, None)
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 2) as client, listening(client, ears, make_desk()):
        slack.paces["chat.postMessage"] = 20
        await Person(slack).types("/digest", "acme/api 2026-02-04")
        await until(lambda: slack.said("chat.update"))
    (parent,) = slack.parents()
    (told,) = (body for bodies in slack.responses.values() for body in bodies)

    assert "acme/api" in words_of_blocks(parent["blocks"])
    assert slack.said("chat.delete") == []
    assert told["response_type"] == "ephemeral"
    assert "restarted" in words_of_blocks(told["blocks"])
