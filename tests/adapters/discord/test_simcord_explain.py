"""`/explain` in simcord: one commit in depth, in the channel or for the asker alone."""

from fakes import commit_
from simcordstage import DATE, ids, said, staged
from simcordwaits import LANDED

FULL = "def5678".ljust(40, "0")


async def test_a_full_sha_is_explained_in_the_channel() -> None:
    """For everybody to read, in the place of the progress."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "explain", sha=FULL, repo="acme/api")

        assert told.response
        assert [one.id for one in stage.everybody_sees()] == [told.response.id]
        assert "About Close the pool once." in said(told.response)
        assert stage.digests.explained == [FULL]


async def test_a_short_sha_is_enough_and_the_repository_is_found() -> None:
    """Where one of those that are known here has it."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "explain", sha="def5678")

        assert "Close the pool once" in said(told.response)


async def test_an_explanation_for_the_asker_alone() -> None:
    """Nobody else sees it."""
    async with staged() as stage:
        told = await stage.alice.slash(stage.channel, "explain", sha="abc1234", private=True)

        assert told.response is not None
        assert told.response.flags.ephemeral
        assert "Fix the pool" in said(told.response)
        assert not stage.everybody_sees()


async def test_a_sha_that_means_several_is_chosen_from() -> None:
    """The asker alone sees the choice; what was chosen is explained in the channel."""
    async with staged() as stage:
        stage.source.commits += (commit_("abc1999", "Widen the queue", landed_at=LANDED),)
        told = await stage.alice.slash(stage.channel, "explain", sha="abc1", repo="acme/api")
        (choice,) = told.followups
        before = stage.everybody_sees()
        (menu,) = ids(choice)
        await stage.alice.select(choice, [f"acme/api@{'abc1999'.ljust(40, '0')}"], custom_id=menu)

        assert not before
        assert choice.ephemeral
        assert "Fix the pool" in said(choice)
        assert "Widen the queue" in said(choice)
        assert "About Widen the queue." in said(*stage.everybody_sees())
        assert stage.digests.explained == ["abc1999".ljust(40, "0")]


async def test_what_is_chosen_in_private_is_explained_in_private() -> None:
    """Below a digest that the asker alone sees, and among several commits of such a request."""
    async with staged() as stage:
        stage.source.commits += (commit_("abc1999", "Widen the queue", landed_at=LANDED),)
        digest = await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE, private=True)
        several = await stage.alice.slash(stage.channel, "explain", sha="abc1", private=True)
        for shown in (digest.response, several.response):
            assert shown
            value = f"acme/api@{'abc1999'.ljust(40, '0')} private"
            told = await stage.alice.select(shown, [value], custom_id=next(ids(shown)))
            assert told.response
            assert told.response.ephemeral
            assert "About Widen the queue." in said(told.response)

        assert not stage.everybody_sees()


async def test_the_number_of_a_pull_request_names_a_commit_too() -> None:
    """As it stands on its page."""
    async with staged() as stage:
        stage.source.commits += (commit_("cafe123", "Add a queue", landed_at=LANDED, pull_request=7),)
        told = await stage.alice.slash(stage.channel, "explain", sha="#7", repo="acme/api")

        assert "About Add a queue." in said(told.response)


async def test_a_sha_that_nobody_knows_is_told_to_the_asker_alone() -> None:
    """With what to do next."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "explain", sha="fffffff", repo="acme/api")

        assert not stage.everybody_sees()
        assert "fffffff" in said(*stage.alone_sees(stage.alice))


async def test_every_commit_of_a_digest_can_be_explained_from_it() -> None:
    """The menu has them all; the answers stand in the thread, and the asker alone is led there."""
    async with staged() as stage:
        await stage.alice.slash(stage.channel, "digest", repo="acme/api", date=DATE)
        (parent,) = stage.everybody_sees()
        menu = next(one for one in ids(parent) if one.startswith("explain:"))
        for commit in stage.source.commits:
            await stage.alice.select(parent, [f"acme/api@{commit.sha}"], custom_id=menu)
        (thread,) = stage.channel.threads

        assert stage.digests.explained == [one.sha for one in stage.source.commits]
        assert len(stage.everybody_sees(thread)) == 4
        assert len(stage.everybody_sees()) == 1
        assert len(stage.alone_sees(stage.alice)) == 2
