"""What every implementation of the stores does; a test class with a fixture `stores` inherits these."""

# ruff: noqa: D102 - a test's name is its sentence

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from contracts.records import (
    ANALYSIS,
    CHANNEL,
    DATE,
    DIFF,
    NOON,
    OTHER_CHANNEL,
    REASON,
    REPO,
    USAGE,
    analysis_key,
    chain,
    commit,
    later,
    level_key,
    run,
    sha,
    stored_analysis,
    subscription,
)

from analysis.language import Language
from analysis.models import Diff
from analysis.results import Level, Usage
from bot.stores import ArguedLevel, ChainLink, RunState, Stores


class AnalysisContract:
    """Analyses and argued levels are paid for once."""

    async def test_an_analysis_comes_back_as_it_was_put(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis()])
        assert await stores.analyses.get([analysis_key()]) == {analysis_key(): stored_analysis()}

    async def test_what_is_not_stored_is_left_out(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis(1)])
        assert set(await stores.analyses.get([analysis_key(1), analysis_key(2)])) == {analysis_key(1)}

    async def test_every_part_of_the_key_counts(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis()])
        others = [
            replace(analysis_key(), model="other"),
            replace(analysis_key(), version="2"),
            replace(analysis_key(), language=Language.EN),
        ]
        assert await stores.analyses.get(others) == {}

    async def test_nothing_asked_or_put_is_nothing_done(self, stores: Stores) -> None:
        await stores.analyses.put([])
        assert await stores.analyses.get([]) == {}

    async def test_an_analysis_that_is_there_stays(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis()])
        await stores.analyses.put([stored_analysis(analysis=replace(ANALYSIS, conclusion="other"))])
        assert (await stores.analyses.get([analysis_key()]))[analysis_key()].analysis == ANALYSIS

    async def test_an_analysis_to_be_redone_is_replaced(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis(redo=True)])
        await stores.analyses.put([stored_analysis(minutes=5)])
        await stores.analyses.put([stored_analysis(minutes=9)])
        assert (await stores.analyses.get([analysis_key()]))[analysis_key()] == stored_analysis(minutes=5)

    async def test_more_keys_than_one_statement_takes_are_found(self, stores: Stores) -> None:
        await stores.analyses.put([stored_analysis(n) for n in range(1100)])
        assert len(await stores.analyses.get([analysis_key(n) for n in range(1200)])) == 1100

    async def test_an_instant_without_a_zone_is_refused(self, stores: Stores) -> None:
        with pytest.raises(ValueError, match="time zone"):
            await stores.analyses.put([replace(stored_analysis(), made_at=NOON.replace(tzinfo=None))])

    async def test_the_first_argued_level_stays(self, stores: Stores) -> None:
        first, second = ArguedLevel(Level.HIGH, REASON), ArguedLevel(Level.LOW, None)
        assert await stores.levels.put(level_key(), first) == first
        assert await stores.levels.put(level_key(), second) == first
        assert await stores.levels.get([level_key(), level_key(2)]) == {level_key(): first}

    async def test_an_analysis_and_its_level_are_stored_together(self, stores: Stores) -> None:
        first, second = ArguedLevel(Level.HIGH, REASON), ArguedLevel(Level.LOW, None)
        for level in (first, second):
            kept = await stores.analyses.put_argued(stored_analysis(), level_key(), level)
            assert kept == first
        assert await stores.levels.get([level_key()]) == {level_key(): first}
        assert await stores.analyses.get([analysis_key()]) == {analysis_key(): stored_analysis()}

    async def test_agreement_with_the_rubric_is_remembered(self, stores: Stores) -> None:
        agreed = ArguedLevel(Level.LOW, None)
        await stores.levels.put(level_key(), agreed)
        assert await stores.levels.get([level_key()]) == {level_key(): agreed}

    async def test_all_who_argue_at_once_get_the_same_level(self, stores: Stores) -> None:
        levels = [ArguedLevel(Level.HIGH, replace(REASON, evidence=str(n))) for n in range(8)]
        answers = await asyncio.gather(*(stores.levels.put(level_key(), level) for level in levels))
        assert len(set(answers)) == 1


class SubscriptionContract:
    """A channel follows each branch of a repository at most once."""

    async def test_a_subscription_comes_back_as_it_was_asked_for(self, stores: Stores) -> None:
        assert await stores.subscriptions.follow(subscription()) == subscription()
        assert await stores.subscriptions.every() == [subscription()]

    async def test_following_again_changes_all_but_the_id(self, stores: Stores) -> None:
        await stores.subscriptions.follow(subscription("s1"))
        changed = replace(subscription("s2"), at=dt.time(18), paths=(), created_at=None)
        assert await stores.subscriptions.follow(changed) == replace(changed, id="s1")
        assert await stores.subscriptions.every() == [replace(changed, id="s1")]

    async def test_the_default_branch_is_followed_once(self, stores: Stores) -> None:
        wishes = [subscription(f"s{n}") for n in range(8)]
        kept = await asyncio.gather(*(stores.subscriptions.follow(wish) for wish in wishes))
        assert len({one.id for one in kept}) == len(await stores.subscriptions.every()) == 1

    async def test_a_named_branch_is_another_subscription(self, stores: Stores) -> None:
        for wish in (subscription("s1"), subscription("s2", branch="dev")):
            await stores.subscriptions.follow(wish)
        assert await stores.subscriptions.unfollow(CHANNEL, REPO, "dev")
        assert await stores.subscriptions.of_channel(CHANNEL) == [subscription("s1")]

    async def test_unfollowing_says_whether_there_was_anything(self, stores: Stores) -> None:
        await stores.subscriptions.follow(subscription())
        assert not await stores.subscriptions.unfollow(OTHER_CHANNEL, REPO)
        assert await stores.subscriptions.unfollow(CHANNEL, REPO)
        assert not await stores.subscriptions.unfollow(CHANNEL, REPO)

    async def test_subscriptions_come_by_channel_and_repository(self, stores: Stores) -> None:
        names = ("b/x", "Z/x", "工具", "a-b/x", "a/x", "é/x")
        for number, name in enumerate(names):
            channel = CHANNEL if number % 2 else OTHER_CHANNEL
            await stores.subscriptions.follow(subscription(f"s{number}", channel=channel, repo=name))
        every = [(one.channel.platform, one.repo) for one in await stores.subscriptions.every()]
        assert every == sorted(every)
        assert [one.repo for one in await stores.subscriptions.of_channel(CHANNEL)] == ["Z/x", "a-b/x", "é/x"]


class ChainContract:
    """A link is learned once and true for ever."""

    async def test_a_chain_is_walked_from_its_head(self, stores: Stores) -> None:
        links = chain(9, 5)
        await stores.chains.add(REPO, list(reversed(links)))
        assert await stores.chains.walk(REPO, sha(9), 100) == links
        assert await stores.chains.walk(REPO, sha(7), 2) == links[2:4]

    async def test_a_walk_ends_at_the_root(self, stores: Stores) -> None:
        await stores.chains.add(REPO, chain(3, 1, root=True))
        assert (await stores.chains.walk(REPO, sha(3), 100))[-1].parent is None

    async def test_a_walk_ends_where_nothing_is_known(self, stores: Stores) -> None:
        await stores.chains.add(REPO, [*chain(9, 8), *chain(6, 5)])
        assert len(await stores.chains.walk(REPO, sha(9), 100)) == 2
        assert await stores.chains.walk(REPO, sha(7), 100) == []
        assert await stores.chains.walk(REPO, sha(9), 0) == []

    async def test_a_walk_stays_in_its_repository(self, stores: Stores) -> None:
        await stores.chains.add(REPO, chain(9, 8))
        await stores.chains.add("other/api", chain(7, 5))
        assert len(await stores.chains.walk(REPO, sha(9), 100)) == 2

    async def test_what_is_known_already_stays(self, stores: Stores) -> None:
        first = ChainLink(sha(1), None, NOON)
        await stores.chains.add(REPO, [first])
        await stores.chains.add(REPO, [ChainLink(sha(1), sha(0), later(1))])
        assert await stores.chains.walk(REPO, sha(1), 1) == [first]

    async def test_a_long_chain_is_walked_whole(self, stores: Stores) -> None:
        await stores.chains.add(REPO, chain(3000, 1))
        assert len(await stores.chains.walk(REPO, sha(3000), 5000)) == 3000

    async def test_shas_are_found_by_their_beginning(self, stores: Stores) -> None:
        known = ("abc1" + "0" * 36, "abc2" + "0" * 36, "abd0" + "0" * 36)
        await stores.chains.add(REPO, [ChainLink(one, None, NOON) for one in known])
        await stores.chains.add("other/api", [ChainLink("abc3" + "0" * 36, None, NOON)])
        assert list(await stores.chains.starting_with(REPO, "abc", 9)) == list(known[:2])
        assert list(await stores.chains.starting_with(REPO, "ab", 1)) == [known[0]]
        assert list(await stores.chains.starting_with(REPO, "ab_", 9)) == []


class CommitContract:
    """A commit and its diff are read once and true for ever."""

    async def test_commits_come_back_as_they_were_added(self, stores: Stores) -> None:
        await stores.commits.add([commit(1), commit(2)])
        known = await stores.commits.commits(REPO, [sha(2), sha(1), sha(3)])
        assert known == {sha(1): commit(1), sha(2): commit(2)}

    async def test_a_diff_comes_back_with_what_was_withheld(self, stores: Stores) -> None:
        await stores.commits.add_diff(REPO, sha(1), DIFF)
        assert await stores.commits.diff(REPO, sha(1)) == DIFF

    async def test_a_commit_is_known_without_its_diff_and_a_diff_without_its_commit(
        self, stores: Stores
    ) -> None:
        await stores.commits.add([commit(1)])
        await stores.commits.add_diff(REPO, sha(2), DIFF)
        assert await stores.commits.diff(REPO, sha(1)) is None
        assert await stores.commits.commits(REPO, [sha(2)]) == {}

    async def test_an_empty_diff_is_known_too(self, stores: Stores) -> None:
        await stores.commits.add_diff(REPO, sha(1), Diff())
        assert await stores.commits.diff(REPO, sha(1)) == Diff()

    async def test_what_is_known_of_a_commit_stays(self, stores: Stores) -> None:
        await stores.commits.add([commit(1)])
        await stores.commits.add([replace(commit(1), message="other"), commit(2)])
        await stores.commits.add_diff(REPO, sha(1), DIFF)
        await stores.commits.add_diff(REPO, sha(1), Diff())
        assert await stores.commits.commits(REPO, [sha(1), sha(2)]) == {sha(1): commit(1), sha(2): commit(2)}
        assert await stores.commits.diff(REPO, sha(1)) == DIFF

    async def test_a_commit_is_known_in_its_own_repository_alone(self, stores: Stores) -> None:
        await stores.commits.add([commit(1)])
        await stores.commits.add_diff(REPO, sha(1), DIFF)
        assert await stores.commits.commits("other/api", [sha(1)]) == {}
        assert await stores.commits.diff("other/api", sha(1)) is None

    async def test_no_commit_asked_or_added_is_nothing_done(self, stores: Stores) -> None:
        await stores.commits.add([])
        assert await stores.commits.commits(REPO, []) == {}

    async def test_more_commits_than_one_statement_takes_are_found(self, stores: Stores) -> None:
        await stores.commits.add([commit(number) for number in range(1100)])
        assert len(await stores.commits.commits(REPO, [sha(number) for number in range(1200)])) == 1100

    async def test_two_that_add_the_same_wait_for_each_other_without_harm(self, stores: Stores) -> None:
        both = [commit(number) for number in range(40)]
        await asyncio.gather(stores.commits.add(both), stores.commits.add(both[::-1]))
        assert len(await stores.commits.commits(REPO, [one.sha for one in both])) == 40


class RunContract:
    """Operators see what became of each run."""

    async def test_a_run_comes_back_as_it_began(self, stores: Stores) -> None:
        await stores.runs.begin(run())
        assert await stores.runs.get("r1") == run()
        assert await stores.runs.get("r2") is None

    async def test_a_run_that_ended_says_how(self, stores: Stores) -> None:
        await stores.runs.begin(run())
        await stores.runs.end("r1", RunState.FAILED, later(2), "INC-7", "source")
        ended = replace(run(), state=RunState.FAILED, ended_at=later(2), incident="INC-7", cause="source")
        assert await stores.runs.get("r1") == ended

    async def test_beginning_again_keeps_the_first_start(self, stores: Stores) -> None:
        await stores.runs.begin(run())
        await stores.runs.end("r1", RunState.FAILED, later(2), "INC-7")
        await stores.runs.begin(run(minutes=5))
        assert await stores.runs.get("r1") == run()

    async def test_a_run_that_never_began_cannot_end(self, stores: Stores) -> None:
        await stores.runs.end("r1", RunState.DONE, NOON)
        assert await stores.runs.latest(9) == []

    async def test_the_newest_runs_come_first(self, stores: Stores) -> None:
        for number in (2, 3, 1):
            await stores.runs.begin(run(f"r{number}", number))
        assert [one.id for one in await stores.runs.latest(2)] == ["r3", "r2"]

    async def test_many_are_found_at_once_and_what_never_began_is_left_out(self, stores: Stores) -> None:
        for number in (1, 2, 3):
            await stores.runs.begin(run(f"r{number}", number))
        ids = ["r1", "r3", *(f"x{number}" for number in range(1200))]
        assert await stores.runs.some(ids) == {"r1": run("r1", 1), "r3": run("r3", 3)}
        assert await stores.runs.some([]) == {}

    async def test_those_of_some_channels_are_found_from_an_instant_on(self, stores: Stores) -> None:
        for number, channel in (
            (1, "slack:A"),
            (2, "slack:A"),
            (3, "slack:B"),
            (4, "slack:C"),
            (5, "slack:A"),
        ):
            await stores.runs.begin(replace(run(f"r{number}", number), channel=channel))
        found = await stores.runs.of_channels({"slack:A", "slack:B"}, later(2))
        assert [one.id for one in found] == ["r5", "r3", "r2"]
        assert await stores.runs.of_channels((), later(0)) == []


class ModelContract:
    """What models were asked for adds up, and what was learned of them stays."""

    async def test_usage_adds_up_by_day_and_model(self, stores: Stores) -> None:
        for model, date in (("a", DATE), ("a", DATE), ("b", DATE), ("a", DATE + dt.timedelta(1))):
            await stores.usage.add(date, model, USAGE)
        assert await stores.usage.of_day(DATE) == {"a": Usage(2, 1800, 160, 1024, 0.25), "b": USAGE}

    async def test_nothing_was_used_on_an_idle_day(self, stores: Stores) -> None:
        assert await stores.usage.of_day(DATE) == {}

    async def test_a_cost_that_was_unknown_once_stays_unknown(self, stores: Stores) -> None:
        for cost in (0.5, None, 0.5):
            await stores.usage.add(DATE, "a", replace(USAGE, cost=cost))
        assert (await stores.usage.of_day(DATE))["a"].cost is None

    async def test_usage_added_at_once_is_all_counted(self, stores: Stores) -> None:
        await asyncio.gather(*(stores.usage.add(DATE, "a", USAGE) for _ in range(50)))
        assert (await stores.usage.of_day(DATE))["a"].calls == 50

    async def test_an_ability_learned_anew_replaces_the_old(self, stores: Stores) -> None:
        await stores.abilities.learn("http://s/v1", "gpt", "window", 8192)
        await stores.abilities.learn("http://s/v1", "gpt", "window", 4096)
        await stores.abilities.learn("http://s/v1", "gpt", "forms", ["json_schema", None, {"a": 0.5}])
        known = {"window": 4096, "forms": ["json_schema", None, {"a": 0.5}]}
        assert await stores.abilities.known("http://s/v1", "gpt") == known

    async def test_abilities_belong_to_one_model_on_one_server(self, stores: Stores) -> None:
        await stores.abilities.learn("http://s/v1", "gpt", "window", 8192)
        assert await stores.abilities.known("http://t/v1", "gpt") == {}
        assert await stores.abilities.known("http://s/v1", "other") == {}


class WorkerContract:
    """Workers know who lives, and one at a time takes over the runs of the dead."""

    async def test_a_worker_that_was_seen_lives_for_a_while(self, stores: Stores) -> None:
        await stores.workers.beat("a")
        await stores.workers.beat("a")
        await stores.workers.beat("b")
        assert await stores.workers.living(dt.timedelta(hours=1)) == {"a", "b"}
        assert await stores.workers.living(dt.timedelta()) == set()

    async def test_one_worker_at_a_time_sweeps(self, stores: Stores) -> None:
        async with stores.workers.sweeping() as first, stores.workers.sweeping() as second:
            assert (first, second) == (True, False)
        async with stores.workers.sweeping() as again:
            assert again

    async def test_a_sweep_that_fails_frees_the_right(self, stores: Stores) -> None:
        with pytest.raises(ZeroDivisionError):
            async with stores.workers.sweeping():
                raise ZeroDivisionError
        async with stores.workers.sweeping() as again:
            assert again

    async def test_others_write_while_one_sweeps(self, stores: Stores) -> None:
        async with stores.workers.sweeping(), asyncio.timeout(5):
            await stores.workers.beat("b")

    async def test_take_overs_are_counted_run_by_run(self, stores: Stores) -> None:
        await asyncio.gather(*(stores.workers.took_over("r1") for _ in range(4)))
        assert await stores.workers.took_over("r1") == 5
        assert await stores.workers.took_over("r2") == 1
