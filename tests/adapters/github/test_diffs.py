"""Changes as GitHub tells them: in pages, in order, and without what it withholds."""

from contextlib import aclosing

import pytest
from githubserver import Fault, GitHubServer
from gitrepo import NAME, START, Entry, GitRepo, Spec

from adapters.github import Access, GitHub
from analysis.errors import CommitNotShownError, SourceUnreadableError
from analysis.models import Diff, FileChange, FileStatus, Withheld

SHA = "1" * 40


async def change(hub: GitHub, sha: str) -> Diff:
    """Return the diff of `sha`."""
    source = await hub.open(NAME)
    commit = await source.commit(sha)
    ((_, diff),) = [read async for read in source.diffs([commit])]
    return diff


def answered(server: GitHubServer, *files: dict[str, object], total: int = 0) -> None:
    """Let the server's next answer be a commit with these files."""
    person = {"name": "Ada", "email": "ada@example.org", "date": "2026-02-04T00:00:00Z"}
    git = {"message": "Change\n", "author": person, "committer": person}
    told = {"sha": SHA, "parents": [], "commit": git, "html_url": "https://github.com/acme/app/commit/1"}
    stats = {"stats": {"total": total, "additions": total, "deletions": 0}}
    url = {"url": f"{server.url}/repos/{NAME}/commits/{SHA}"}
    server.faults.append(Fault(200, {**told, **stats, **url, "files": list(files)}, where=f"/commits/{SHA}"))


def file(**more: object) -> dict[str, object]:
    """Return a file of an answer."""
    counts = {"additions": 0, "deletions": 0, "changes": 0}
    return {"filename": "a", "status": "modified", "sha": "2" * 40, **counts, **more}


async def test_more_than_three_hundred_files_are_read_page_by_page(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Add many\n", {f"f{number:04}": "x\n" for number in range(700)})
    diff = await change(hub, sha)
    assert (len(diff.files), diff.files_not_listed) == (700, 0)
    assert len({it.path for it in diff.files}) == 700
    assert len(server.requests) == 1 + 3


async def test_files_beyond_three_thousand_are_said_to_be_missing(repo: GitRepo, hub: GitHub) -> None:
    sha = repo.commit("Add many\n", {f"f{number:04}": "x\n" for number in range(3001)})
    diff = await change(hub, sha)
    assert (len(diff.files), diff.files_not_listed) == (3000, 1)


async def test_a_merge_of_many_files_is_read_whole(repo: GitRepo, hub: GitHub) -> None:
    base = repo.commit("Begin\n")
    files = dict[str | bytes, str | bytes | Entry | None]((f"f{number:04}", "x\n") for number in range(301))
    side = repo.commit("Work\n", files, branch="side", parents=[base])
    merge = repo.merge("Merge side\n", [side], files)
    assert len((await change(hub, merge)).files) == 301


async def test_a_patch_that_is_too_long_is_withheld_and_counted(repo: GitRepo, hub: GitHub) -> None:
    sha = repo.commit("Generate\n", {"big": "x\n" * 20_001, "small": "x\n"})
    big, small = (await change(hub, sha)).files
    assert (big.additions, big.patch, big.withheld) == (20_001, "", Withheld.TOO_LARGE)
    assert (small.patch, small.withheld) == ("@@ -0,0 +1 @@\n+x", None)


async def test_a_short_patch_that_is_left_out_was_not_given(repo: GitRepo, hub: GitHub) -> None:
    sha = repo.commit("Minify\n", {"app.min.js": "x" * 600_000 + "\n"})
    (minified,) = (await change(hub, sha)).files
    assert (minified.additions, minified.withheld) == (1, Withheld.NOT_GIVEN)


@pytest.mark.parametrize("status", ["renamed", "copied", "unchanged"])
async def test_a_file_that_moved_as_it_was_is_not_withheld(
    server: GitHubServer, hub: GitHub, repo: GitRepo, status: str
) -> None:
    repo.commit("Begin\n")
    answered(server, file(status=status, previous_filename="b"))
    (moved,) = (await change(hub, SHA)).files
    assert moved.withheld is None
    assert moved.old_path == (None if status == "unchanged" else "b")


async def test_a_status_that_nobody_heard_of_is_a_change(
    server: GitHubServer, hub: GitHub, repo: GitRepo
) -> None:
    repo.commit("Begin\n")
    answered(server, file(status="transmogrified", sha=None))
    assert await change(hub, SHA) == Diff((FileChange("a", FileStatus.MODIFIED),))


async def test_text_that_looks_like_a_moved_submodule_is_text(
    server: GitHubServer, hub: GitHub, repo: GitRepo
) -> None:
    repo.commit("Begin\n")
    patch = f"@@ -0,0 +1 @@\n+Subproject commit {'3' * 40}"
    answered(server, file(additions=1, patch=patch), total=1)
    (text,) = (await change(hub, SHA)).files
    assert (text.submodule, text.patch) == (None, patch)


async def test_a_diff_that_github_gives_up_on_is_said_not_to_be_shown(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    repo.commits([Spec("One\n", at=START), Spec("Two\n", at=START)])
    source = await hub.open(NAME)
    commits = [commit async for commit, _ in source.history()]
    async with GitHub(Access(server.url, pause=0, retries=0)) as fresh:
        source = await fresh.open(NAME)
        late = {"message": "Server Error: Sorry, this diff is taking too long to generate."}
        for status in (422, 500):
            server.faults.append(Fault(status, late, where=commits[0].sha))
            with pytest.raises(CommitNotShownError) as raised:
                [it async for it in source.diffs(commits[:1])]
            assert raised.value.sha == commits[0].sha
        assert [it.subject async for it, _ in source.diffs(commits)] == ["Two", "One"]


async def test_a_github_that_fails_at_everything_hides_no_commit(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    repo.commit("One\n", at=START)
    source = await hub.open(NAME)
    commits = [commit async for commit, _ in source.history()]
    async with GitHub(Access(server.url, pause=0, retries=0)) as fresh:
        source = await fresh.open(NAME)
        server.faults.extend([Fault(502, "<html>")] * 2)
        with pytest.raises(SourceUnreadableError):
            [it async for it in source.diffs(commits)]


async def test_diffs_that_nobody_wants_any_more_are_not_asked_for(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    repo.commits([Spec(f"Add {it}\n", {f"{it}": "x\n"}, START + it) for it in range(40)])
    source = await hub.open(NAME)
    walked = await source.newest_day("UTC")
    commits = (await source.landed(walked)).commits
    server.requests.clear()
    async with aclosing(source.diffs(commits)) as read:
        async for commit, _ in read:
            assert commit == commits[0]
            break
    assert len(server.requests) <= 6


async def test_diffs_are_kept_and_the_oldest_forgotten(
    repo: GitRepo, server: GitHubServer, hub: GitHub
) -> None:
    sha = repo.commit("Begin\n", {"a": "x\n"})
    first = await change(hub, sha)
    server.requests.clear()
    assert await change(hub, sha) == first
    assert server.requests == []
