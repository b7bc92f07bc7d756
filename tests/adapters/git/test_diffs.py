"""Diffs of any size and content, read from a real repository."""

import pytest
from gitrepo import Entry, Files, GitRepo, submodule, symlink
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.git import open_repository, patches
from adapters.git.process import BUFFER
from analysis.diff import parse
from analysis.models import Diff, FileChange, FileStatus, Submodule, Withheld

FRAMES = (
    "diff --git a/x b/x\n",
    "@@ -1 +1 @@\n",
    "end of commits\n",
    "Binary files a/x and b/x differ\n",
    ":100644 \n",
)


async def change(repo: GitRepo, before: Files, after: Files) -> Diff:
    """Return the diff between two states; a commit before and one after must not be mixed into it."""
    repo.commit("Before\n", before, parents=[])
    sha = repo.commit("After\n", after)
    repo.commit("Later\n", {"later": "1\n"})
    diffs = {commit.sha: diff async for commit, diff in (await open_repository(repo.path)).history()}
    return diffs[sha]


async def test_a_diff_of_200_000_lines_is_counted_but_not_held(repo: GitRepo) -> None:
    old, new = ("".join(f"{word} {number}\n" for number in range(200_000)) for word in ("old", "new"))
    diff = await change(repo, {"a": "1\n", "big": old, "z": "1\n"}, {"a": "2\n", "big": new, "z": "2\n"})
    assert [(it.path, it.additions, it.deletions, len(it.patch) > 0, it.withheld) for it in diff.files] == [
        ("a", 1, 1, True, None),
        ("big", 200_000, 200_000, False, Withheld.TOO_LARGE),
        ("z", 1, 1, True, None),
    ]


@pytest.mark.parametrize("lines", [1, 3])
async def test_a_line_of_megabytes_is_counted_but_not_held(repo: GitRepo, lines: int) -> None:
    diff = await change(repo, {}, {"long": ("x" * 3 * BUFFER + "\n") * lines, "short": "1\n"})
    assert [(it.additions, it.withheld) for it in diff.files] == [(lines, Withheld.TOO_LARGE), (1, None)]


async def test_what_is_kept_of_one_commit_is_bounded(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches, "MOST_TOGETHER", 1000)
    diff = await change(repo, {}, dict.fromkeys("abcd", "x" * 400 + "\n"))
    assert [it.withheld for it in diff.files] == [None, None, Withheld.TOO_LARGE, Withheld.TOO_LARGE]
    assert diff.additions == 4


async def test_3_000_files_are_all_listed(repo: GitRepo) -> None:
    diff = await change(repo, {}, {f"dir/{number}": f"{number}\n" for number in range(3000)})
    assert (len(diff.files), diff.additions, diff.files_not_listed) == (3000, 3000, 0)


@pytest.mark.parametrize("count", [4, 5, 6])
async def test_files_beyond_the_list_are_counted(
    repo: GitRepo, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(patches, "MOST_FILES", 5)
    diff = await change(repo, {}, {f"{number}": "1\n" for number in range(count)})
    assert (len(diff.files), diff.files_not_listed) == (min(count, 5), max(count - 5, 0))


@pytest.mark.parametrize(
    "path",
    [
        "new\nline",
        "\n\ndiff --git a/x b/x",
        "tab\t",
        'quo"te',
        "back\\slash",
        " ",
        "\x01",
        "a b => c",
        "é" * 90,
    ],
)
async def test_a_path_may_hold_anything(repo: GitRepo, path: str) -> None:
    diff = await change(repo, {"z": "1\n"}, {path: "1\n", "z": "2\n"})
    assert {it.path: it.patch for it in diff.files} == {path: "@@ -0,0 +1 @@\n+1", "z": "@@ -1 +1 @@\n-1\n+2"}


async def test_a_path_that_is_no_text_is_marked(repo: GitRepo) -> None:
    diff = await change(repo, {}, {b"caf\xe9": "1\n"})
    assert diff.files[0].path == "caf\ufffd"


async def test_text_that_is_no_utf_8_is_marked(repo: GitRepo) -> None:
    diff = await change(repo, {}, {"a": b"caf\xe9\n"})
    assert diff.files[0].patch == "@@ -0,0 +1 @@\n+caf\ufffd"


async def test_a_nul_far_down_in_a_text_is_kept(repo: GitRepo) -> None:
    diff = await change(repo, {}, {"a": b"x" * 9000 + b"\n\0\n", "b": "1\n"})
    assert [(it.path, it.additions) for it in diff.files] == [("a", 2), ("b", 1)]
    assert diff.files[0].patch.endswith("\n+\0")


async def test_a_nul_in_a_message_ends_it(repo: GitRepo) -> None:
    sha = repo.commit(b"Subject\n\nBody\0more\n")
    assert (await (await open_repository(repo.path)).commit(sha)).message == "Subject\n\nBody"


async def test_carriage_returns_and_other_line_ends_stay_in_their_line(repo: GitRepo) -> None:
    diff = await change(repo, {}, {"a": "a\r\nb\rc\fd\u2028e\n"})
    assert diff.files[0].patch == "@@ -0,0 +1,2 @@\n+a\r\n+b\rc\fd\u2028e"


async def test_a_file_may_hold_what_frames_a_diff(repo: GitRepo) -> None:
    diff = await change(repo, {}, {"a": "".join(FRAMES), "b": "1\n"})
    assert [(it.path, it.additions, it.withheld) for it in diff.files] == [
        ("a", len(FRAMES), None),
        ("b", 1, None),
    ]


async def test_a_merge_that_changes_nothing_has_no_files(repo: GitRepo) -> None:
    base = repo.commit("Begin\n", {"a": "1\n"})
    side = repo.commit("Work\n", {"a": "2\n"}, branch="side", parents=[base])
    merge = repo.merge("Merge side, keep ours\n", [side], {})
    diffs = {commit.sha: diff async for commit, diff in (await open_repository(repo.path)).history()}
    assert diffs == {
        merge: Diff(),
        base: Diff((FileChange("a", FileStatus.ADDED, 1, 0, "@@ -0,0 +1 @@\n+1"),)),
    }


async def test_a_submodule_that_became_a_file_stood_somewhere(repo: GitRepo) -> None:
    file = (await change(repo, {"lib": submodule("1" * 40)}, {"lib": "1\n"})).files[0]
    assert (file.status, file.submodule) == (FileStatus.TYPE_CHANGED, Submodule("1" * 40, None))
    assert (file.old_mode, file.new_mode, file.additions, file.deletions) == ("160000", "100644", 1, 1)


async def test_a_link_that_moved_is_renamed(repo: GitRepo) -> None:
    file = (await change(repo, {"a": symlink("target")}, {"a": None, "b": symlink("target")})).files[0]
    assert (file.status, file.old_path, file.path) == (FileStatus.RENAMED, "a", "b")


async def test_a_renamed_file_that_became_executable_tells_both_modes(repo: GitRepo) -> None:
    file = (await change(repo, {"a": "x\n" * 9}, {"a": None, "b": Entry("x\n" * 9, "100755")})).files[0]
    assert (file.status, file.old_mode, file.new_mode) == (FileStatus.RENAMED, "100644", "100755")


lines = st.lists(
    st.sampled_from([*FRAMES, "x\n", "y\n", "\n", "\r\n", "-- \n", "++ \n", "\\ No newline\n"]), max_size=12
)
contents = st.builds("{}{}".format, lines.map("".join), st.sampled_from(["", "", "end"])) | st.text(
    max_size=40
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(contents, contents), min_size=1, max_size=8))
async def test_every_patch_holds_what_its_counts_say(repo: GitRepo, pairs: list[tuple[str, str]]) -> None:
    before: dict[str | bytes, str] = {f"{number}": old for number, (old, _) in enumerate(pairs)}
    after: dict[str | bytes, str] = {f"{number}": new for number, (_, new) in enumerate(pairs)}
    diff = await change(repo, before, after)
    changed = {path for path in before if before[path] != after[path]}
    assert {it.path for it in diff.files} == changed
    for file in diff.files:
        if not file.withheld:
            patch = parse(file)
            assert (len(patch.added), len(patch.removed)) == (file.additions, file.deletions)
            added = {line.text for line in patch.added}
            assert added <= set(after[file.path].split("\n"))
