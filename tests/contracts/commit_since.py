"""What every commit source tells of a branch that once stood elsewhere, shown on real repositories."""

# ruff: noqa: D102 - the name of a test is a sentence already

import datetime as dt

from contracts.commit_diffs import OpenSource
from gitrepo import DAY, HOUR, START, GitRepo, Spec

from analysis.days import Day
from analysis.ports import CommitSource
from analysis.since import Since


async def _seen(source: CommitSource) -> str:
    """Read the day, as a digest does before it asks what became of the branch, and return the head."""
    landed = await source.landed(Day.of(_instant(START), "UTC"))
    assert landed.head
    return landed.head


def _instant(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def shas(since: Since) -> list[str]:
    """Return what reached the chain."""
    return [link.sha for link in since.reached]


def rebased(message: str, at: int, parents: list[str] | None = None) -> Spec:
    """Return a commit by the same author at the same time as all others, landed `at`."""
    return Spec(message, {message: message}, at, parents=parents, authored_at=START)


class SinceContract:
    """What reached a chain, what left it, and what is there again."""

    async def test_nothing_became_of_a_branch_that_did_not_move(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n")
        source = await open_source(repo)
        head = await _seen(source)
        assert await source.since(head, head) == Since()

    async def test_what_was_pushed_since_reached_the_chain_newest_first(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n", at=START - DAY)
        source = await open_source(repo)
        old = await _seen(source)
        late = repo.commits([Spec("Late\n", at=START - 2 * DAY), Spec("New\n", at=START + HOUR)])
        since = await source.since(old, await _seen(source))
        assert shas(since) == late[::-1]
        assert [link.landed_at for link in since.reached] == [
            _instant(START + HOUR),
            _instant(START - 2 * DAY),
        ]
        assert (since.left, since.rewritten) == ((), False)

    async def test_a_commit_that_was_pushed_over_left_the_chain(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START - DAY)
        gone = repo.commits([Spec("One\n", at=START), Spec("Two\n", at=START)])
        source = await open_source(repo)
        old = await _seen(source)
        new = repo.commit("Three\n", at=START + 1, parents=[base])
        since = await source.since(old, await _seen(source))
        assert (shas(since), since.left, since.rewritten) == ([new], tuple(gone[::-1]), True)
        assert since.subjects == {gone[0]: "One", gone[1]: "Two"}
        assert since.recreated == {}

    async def test_a_branch_that_was_reset_lost_its_newest_commits(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START - DAY)
        gone = repo.commit("One\n", at=START)
        source = await open_source(repo)
        old = await _seen(source)
        repo.git("update-ref", "refs/heads/main", base)
        since = await source.since(old, await _seen(source))
        assert (shas(since), since.left, since.rewritten) == ([], (gone,), True)

    async def test_a_rebased_commit_is_known_again(self, repo: GitRepo, open_source: OpenSource) -> None:
        base = repo.commit("Begin\n", at=START - DAY)
        old_one, _ = repo.commits([rebased("One\n", START), rebased("Two\n", START)])
        source = await open_source(repo)
        old = await _seen(source)
        _, one, _ = repo.commits(
            [Spec("First\n", at=START, parents=[base]), rebased("One\n", START + 9), rebased("3\n", START)]
        )
        assert (await source.since(old, await _seen(source))).recreated == {one: old_one}

    async def test_two_commits_that_are_alike_are_known_again_one_by_one(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START - DAY)
        before = repo.commits([rebased("One\n", START), rebased("One\n", START)])
        source = await open_source(repo)
        old = await _seen(source)
        after = repo.commits([rebased("One\n", START + 9, [base]), rebased("One\n", START + 9)])
        since = await source.since(old, await _seen(source))
        assert since.recreated == dict(zip(after, before, strict=True))

    async def test_a_branch_with_another_root_shares_nothing(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        gone = repo.commit("Begin\n", at=START)
        source = await open_source(repo)
        old = await _seen(source)
        new = repo.commit("Begin anew\n", at=START, parents=[])
        since = await source.since(old, await _seen(source))
        assert (shas(since), since.left, since.rewritten) == ([new], (gone,), True)

    async def test_a_merge_of_the_branch_into_another_line_rewrites_nothing(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        base = repo.commit("Begin\n", at=START - DAY)
        main = repo.commit("Main\n", {"a": "1"}, START)
        source = await open_source(repo)
        old = await _seen(source)
        own = repo.commit("Own\n", {"b": "1"}, START, parents=[base])
        merge = repo.merge("Merge main\n", [main], {"a": "1"}, START + 1)
        since = await source.since(old, await _seen(source))
        assert (shas(since), since.left, since.rewritten) == ([merge, own], (main,), False)

    async def test_an_old_head_that_nobody_has_any_more_cannot_be_compared(
        self, repo: GitRepo, open_source: OpenSource
    ) -> None:
        repo.commit("Begin\n")
        source = await open_source(repo)
        assert await source.since("0123456789" * 4, await _seen(source)) == Since(rewritten=True, known=False)
