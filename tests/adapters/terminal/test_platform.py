"""The terminal as a chat platform."""

import io

import pytest
from fakes import NOON

from adapters.terminal import ProgressDisplay, TerminalPlatform, TerminalReply, plain_console
from bot.messages import Message, Thread
from bot.ports import Target


@pytest.fixture
def stream() -> io.StringIO:
    """Return what the terminal shows."""
    return io.StringIO()


@pytest.fixture
def platform(stream: io.StringIO) -> TerminalPlatform:
    """Return a terminal channel."""
    return TerminalPlatform(plain_console(stream))


@pytest.fixture
def reply(platform: TerminalPlatform) -> TerminalReply:
    """Return the way back for one command; its progress is shown elsewhere."""
    return TerminalReply(platform, ProgressDisplay(plain_console(io.StringIO())), "main", "1")


async def test_what_was_posted_is_found_by_its_key(platform: TerminalPlatform) -> None:
    """In this channel and process; nowhere else."""
    target = Target("main")
    (part,) = platform.render(Message("Hello"))

    message_id = await platform.send(target, part, "key")

    assert await platform.find(target, "key", NOON) == message_id
    assert await platform.find(target, "other", NOON) is None
    assert await platform.find(Target("elsewhere"), "key", NOON) is None


async def test_an_edit_is_printed_as_one(platform: TerminalPlatform, stream: io.StringIO) -> None:
    """Paper cannot be unprinted: the new text says that it replaces something."""
    message_id = await platform.send(Target("main"), platform.render(Message("Old"))[0], "key")

    await platform.edit(Target("main"), message_id, platform.render(Message("New"))[0])

    assert stream.getvalue() == "Old\n\n↻ New\n\n"


async def test_nothing_is_edited_that_was_not_posted(platform: TerminalPlatform) -> None:
    """An unknown id is a mistake of ours."""
    with pytest.raises(LookupError):
        await platform.edit(Target("main"), "7", platform.render(Message("New"))[0])


async def test_an_answer_is_a_parent_and_its_thread(reply: TerminalReply, stream: io.StringIO) -> None:
    """Replies come below, indented."""
    await reply.acknowledge(Message("Working"), private=False)
    await reply.progress(Message("Working"), 1, 2)
    await reply.answer(Thread(Message("Parent"), (Message("First"), Message("Second"))), private=False)

    assert stream.getvalue() == "Parent\n\n    First\n\n    Second\n\n"


async def test_a_refusal_is_printed(reply: TerminalReply, stream: io.StringIO) -> None:
    """There is one reader, and they read it."""
    await reply.refuse(Message("No such day"))

    assert stream.getvalue() == "No such day\n\n"
