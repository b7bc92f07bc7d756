"""A repository may say what it likes about how to read it: nothing of that is obeyed."""

import asyncio
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from gitrepo import START, GitRepo, Spec

from adapters.git import GitSource, open_repository
from analysis.errors import SourceUnreadableError
from analysis.models import LONGEST_MESSAGE, Commit, Diff

Told = list[tuple[Commit, Diff]]
HOOKS = ("reference-transaction", "post-index-change", "fsmonitor-watchman", "post-checkout", "pre-auto-gc")


@dataclass(frozen=True)
class Trap:
    """A program that a repository wants to be run."""

    program: str
    mark: Path

    def shut(self) -> bool:
        """Whether it was run."""
        return self.mark.exists()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    """Return a program that leaves a mark."""
    program, mark = tmp_path / "trap", tmp_path / "mark"
    program.write_text(f'#!/bin/sh\ntouch "{mark}"\ncat "$1" 2>/dev/null\n')
    program.chmod(0o755)
    return Trap(str(program), mark)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with a work tree, attributes and two commits, for copying."""
    repo = GitRepo.create(tmp_path_factory.mktemp("template") / "app", bare=False)
    repo.commits(
        [
            Spec("Begin\n", {".gitattributes": "* diff=trap filter=trap\n", "a": "1\n", "old": "x\n" * 9}),
            Spec("Go on (#1)\n", {"a": "2\n", "old": None, "new": "x\n" * 9}, START + 1),
        ]
    )
    repo.git("reset", "--quiet", "--hard")
    (repo.path / ".git" / "info").mkdir(exist_ok=True)
    return repo.path


@pytest.fixture(scope="module")
def expected(template: Path) -> Told:
    """Return what is told of the repository while it says nothing about how to read it."""

    async def told() -> Told:
        return await everything(await open_repository(template))

    return asyncio.run(told())


@pytest.fixture
def checkout(template: Path, tmp_path: Path) -> GitRepo:
    """Return a copy of the repository, to be made hostile."""
    shutil.copytree(template, tmp_path / "app", symlinks=True)
    repo = GitRepo(tmp_path / "app")
    repo.tips["main"] = repo.git("rev-parse", "main").strip()
    return repo


async def everything(source: GitSource) -> Told:
    """Ask everything that can be asked and return the history."""
    read = [it async for it in source.history()]
    day = await source.newest_day("UTC")
    landed = await source.landed(day, "main")
    assert landed.commits == tuple(commit for commit, _ in read)
    assert await source.commit(read[0][0].sha[:4]) == await source.pull_request(1) == read[0][0]
    return read


async def test_the_trap_would_shut_on_plain_git(checkout: GitRepo, trap: Trap) -> None:
    checkout.git("config", "diff.trap.textconv", trap.program)
    checkout.git("log", "-p")
    assert trap.shut()


@pytest.mark.parametrize(
    "setting",
    [
        *(
            "diff.trap.textconv",
            "diff.trap.command",
            "diff.external",
            "filter.trap.clean",
            "filter.trap.smudge",
        ),
        *("core.pager", "pager.log", "core.fsmonitor", "core.sshCommand", "core.editor", "core.askPass"),
        *("core.alternateRefsCommand", "core.gitProxy", "gpg.program", "credential.helper", "alias.log"),
        *("interactive.diffFilter", "uploadpack.packObjectsHook", "remote.origin.uploadpack"),
    ],
)
async def test_no_program_of_a_repository_is_run(
    checkout: GitRepo, expected: Told, trap: Trap, setting: str
) -> None:
    checkout.git("config", setting, trap.program)
    assert await everything(await open_repository(checkout.path)) == expected
    assert not trap.shut()


@pytest.mark.parametrize("hook", HOOKS)
async def test_no_hook_of_a_repository_is_run(checkout: GitRepo, trap: Trap, hook: str) -> None:
    (checkout.path / ".git" / "hooks").mkdir(exist_ok=True)
    (checkout.path / ".git" / "hooks" / hook).symlink_to(trap.program)
    await everything(await open_repository(checkout.path))
    assert not trap.shut()


@pytest.mark.parametrize(
    "setting",
    [
        *(
            "log.showSignature=true",
            "log.mailmap=true",
            "mailmap.file=mailmap",
            "log.showRoot=false",
            "log.follow=true",
        ),
        *(
            "log.date=iso",
            "log.decorate=full",
            "log.diffMerges=off",
            "format.pretty=oneline",
            "format.notes=*",
        ),
        *("diff.renames=false", "diff.renames=copies", "diff.renameLimit=1", "diff.noprefix=true"),
        *("diff.mnemonicPrefix=true", "diff.context=0", "diff.interHunkContext=9", "diff.algorithm=patience"),
        *(
            "diff.indentHeuristic=false",
            "diff.orderFile=order",
            "diff.submodule=log",
            "diff.wsErrorHighlight=all",
        ),
        *(
            "diff.trap.xfuncname=.*",
            "diff.trap.binary=true",
            "diff.suppressBlankEmpty=true",
            "diff.relative=true",
        ),
        *("diff.ignoreSubmodules=all", "diff.colorMoved=zebra", "color.ui=always", "color.diff=always"),
        *(
            "core.quotePath=false",
            "core.attributesFile=attributes",
            "core.abbrev=4",
            "core.bigFileThreshold=1",
        ),
        *("core.worktree=/", "core.bare=true", "core.commitGraph=true", "core.useReplaceRefs=true"),
        *("i18n.logOutputEncoding=UTF-16", "i18n.commitEncoding=latin1", "include.path=/dev/zero"),
        *("extensions.partialClone=origin", "core.repositoryFormatVersion=0", "transfer.hideRefs=refs/heads"),
        *("remote.origin.promisor=true", "grep.patternType=perl", "core.warnAmbiguousRefs=false"),
    ],
)
async def test_no_setting_of_a_repository_changes_what_is_told(
    checkout: GitRepo, expected: Told, setting: str
) -> None:
    name, _, value = setting.partition("=")
    section, _, key = name.rpartition(".")
    head = section if "." not in section else '{} "{}"'.format(*section.split("."))
    with (checkout.path / ".git" / "config").open("a") as config:
        config.write(f"[{head}]\n\t{key} = {value}\n")
    assert await everything(await open_repository(checkout.path)) == expected


@pytest.mark.parametrize("file", [".git/info/attributes", ".gitattributes"])
async def test_attributes_hide_nothing(checkout: GitRepo, file: str) -> None:
    (checkout.path / file).write_text("* -diff\n")
    newest, *_ = await everything(await open_repository(checkout.path))
    assert newest[1].files[0].patch == "@@ -1 +1 @@\n-1\n+2"


async def test_a_mailmap_renames_nobody(checkout: GitRepo) -> None:
    checkout.commit("Map (#1)\n", {".mailmap": "Eve <eve@example.org> <ada@example.org>\n"}, START + 2)
    newest, *_ = await everything(await open_repository(checkout.path))
    assert newest[0].author.name == "Ada Lovelace"


async def test_a_replaced_commit_is_told_as_it_was_made(checkout: GitRepo, expected: Told) -> None:
    other = checkout.commit("Another\n", branch="other", parents=[])
    checkout.git("replace", checkout.tips["main"], other)
    assert await everything(await open_repository(checkout.path)) == expected


async def test_a_graft_changes_no_parent(checkout: GitRepo, expected: Told) -> None:
    (checkout.path / ".git" / "info" / "grafts").write_text(checkout.tips["main"] + "\n")
    assert await everything(await open_repository(checkout.path)) == expected


async def test_a_lying_commit_graph_is_not_believed(checkout: GitRepo, expected: Told) -> None:
    checkout.git("commit-graph", "write", "--reachable")
    graph = checkout.path / ".git" / "objects" / "info" / "commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(graph.read_bytes()[:-40] + b"\xff" * 40)
    assert await everything(await open_repository(checkout.path)) == expected


async def test_a_missing_object_is_never_fetched(checkout: GitRepo, trap: Trap) -> None:
    for setting in (
        *(
            "remote.origin.promisor=true",
            f"remote.origin.url=ext::{trap.program}",
            "protocol.ext.allow=always",
        ),
        *("extensions.partialClone=origin", "core.repositoryFormatVersion=1"),
    ):
        checkout.git("config", *setting.split("=", 1))
    blob = checkout.git("rev-parse", "main:a").strip()
    (checkout.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    source = await open_repository(checkout.path)
    with pytest.raises(SourceUnreadableError):
        [it async for it in source.history()]
    assert not trap.shut()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(("GIT_DIR", "/nowhere"), ("GIT_WORK_TREE", "/nowhere"), ("GIT_OBJECT_DIRECTORY", "/nowhere")),
        *(("GIT_INDEX_FILE", "/nowhere"), ("GIT_NAMESPACE", "other"), ("GIT_CEILING_DIRECTORIES", "/")),
        *(
            ("GIT_CONFIG_PARAMETERS", "broken"),
            ("GIT_DIFF_OPTS", "-u0"),
            ("GIT_TRACE", "1"),
            ("GIT_PAGER", "false"),
        ),
        *(("GIT_LITERAL_PATHSPECS", "1"), ("GIT_REPLACE_REF_BASE", "refs/heads/"), ("LANG", "xx")),
    ],
)
async def test_the_callers_environment_changes_nothing(
    checkout: GitRepo, expected: Told, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert await everything(await open_repository(checkout.path)) == expected


async def test_the_callers_own_diff_program_is_not_run(
    checkout: GitRepo, trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", trap.program)
    await everything(await open_repository(checkout.path))
    assert not trap.shut()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a repository away")
async def test_a_repository_of_another_user_is_read_without_trusting_it(
    checkout: GitRepo, trap: Trap
) -> None:
    checkout.git("config", "core.fsmonitor", trap.program)
    for path in (checkout.path, checkout.path / ".git"):
        os.chown(path, 12345, 12345)
    await everything(await open_repository(checkout.path))
    assert not trap.shut()


async def test_reading_writes_nothing_into_the_repository(checkout: GitRepo) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in checkout.path.rglob("*"))
    await everything(await open_repository(checkout.path))
    assert sorted((path, path.stat().st_mtime_ns) for path in checkout.path.rglob("*")) == before


async def test_a_subject_of_megabytes_is_cut(repo: GitRepo) -> None:
    repo.commit("x" * 3_000_000)
    source = await open_repository(repo.path)
    [(commit, _)] = [it async for it in source.history()]
    assert len(commit.subject) == LONGEST_MESSAGE
    assert commit.subject.endswith("…")
