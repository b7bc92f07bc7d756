"""Any message, posted in simcord: it takes every part, pings nobody, and gives back every word and mark."""

import asyncio

from contracts.rendering import kept_in_order, messages
from discordrules import units
from discordtext import words_of
from hypothesis import given, settings
from simcordstage import staged

from bot.messages import Message
from bot.ports import Part, Target


@settings(max_examples=25, deadline=None)
@given(messages)
def test_any_message_is_taken_and_read_back(message: Message) -> None:
    """Within every limit that simcord knows, by rules that we did not write."""
    asyncio.run(_posted(message))


async def _posted(message: Message) -> None:
    async with staged() as stage:
        platform, here, since = stage.bot.platform, Target(str(stage.channel.id)), stage.env.now()
        parts = platform.render(message)
        ids = [await platform.send(here, part, f"key:{number}") for number, part in enumerate(parts)]
        read = stage.channel.history()

        assert [str(one.id) for one in read] == ids
        assert not any(one.mention_everyone or one.mentions or one.role_mentions for one in read)
        back = [Part({"components": [each.to_dict() for each in one.components]}) for one in read]
        assert kept_in_order(message, words_of(back))
        for number, id_ in enumerate(ids):
            assert await platform.find(here, f"key:{number}", since) == id_
        await platform.send(Target(here.channel, ids[0]), parts[0], "below")
        (thread,) = stage.channel.threads
        assert thread.name
        assert 1 <= units(thread.name) <= 100  # which simcord does not check
