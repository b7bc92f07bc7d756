"""A digest that is put right in simcord, where its messages and its file stand."""

from healed import Healed
from orders import AFTER
from simcordround import Unpaced
from simcordstage import Stage, said, staged


async def told(stage: Stage) -> Healed:
    """Have the channel told of a day while the model is down."""
    await stage.wait((AFTER - stage.env.now()).total_seconds())
    healed = Healed(Unpaced(stage.bot.platform), stage.here)
    await healed.tell()
    return healed


async def test_a_day_from_facts_is_put_right_where_it_stands() -> None:
    """The same messages with other words, the file replaced; in an archived thread too (50083)."""
    async with staged() as stage:
        healed = await told(stage)
        (parent,) = stage.everybody_sees()
        (thread,) = stage.channel.threads
        before = [one.id for one in stage.everybody_sees(thread)]
        stage.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083)
        await healed.heal()
        after = stage.everybody_sees(thread)

        assert [one.id for one in stage.everybody_sees()] == [parent.id]
        assert [one.id for one in after][: len(before)] == before
        assert "Written by model." in said(*after)
        assert "Written by facts." not in said(*after)
        (report,) = [file for one in after for file in one.attachments]
        assert report.filename.endswith("-updated.md")
        assert "Written by model." in (await report.read()).decode()
        metadata = stage.env.backend.get_thread(thread.id).thread_metadata
        assert metadata
        assert metadata.archived


async def test_what_somebody_deleted_is_not_put_right() -> None:
    """The rest of the digest is."""
    async with staged() as stage:
        healed = await told(stage)
        (thread,) = stage.channel.threads
        gone, *left = stage.everybody_sees(thread)
        stage.env.backend.delete_message(thread.id, gone.id)
        await healed.heal()

        assert [one.id for one in stage.everybody_sees(thread)][: len(left)] == [one.id for one in left]
        assert "Written by model." in said(*stage.everybody_sees(thread))


async def test_where_the_whole_thread_was_deleted_the_message_alone_is_put_right() -> None:
    """No thread is begun again for what came too late, and nothing waits to be put right any more."""
    async with staged() as stage:
        healed = await told(stage)
        (parent,), (thread,) = stage.everybody_sees(), stage.channel.threads
        before = said(parent)
        stage.env.backend.delete_channel(thread.id)
        now = await healed.heal()

        (after,) = stage.everybody_sees()
        assert after.id == parent.id
        assert said(after) != before
        assert not stage.channel.threads
        assert not now.redo
