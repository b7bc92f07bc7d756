"""Repositories and commits as people point at them."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.language import Language
from bot.errors import PathNotAllowedError, UnknownHostError
from bot.requests.models import CommitName, ParseContext, PullRequest, Sha
from bot.requests.references import Reference, branch_name, read_reference
from bot.requests.words import words

CHAT = ParseContext(
    dt.datetime(2026, 2, 4, 4, tzinfo=dt.UTC),
    "Asia/Shanghai",
    Language.ZH,
    ("encode/httpx", "psf/black", "notes"),
)
TERMINAL = replace(CHAT, paths=True)


def read(text: str, context: ParseContext = CHAT) -> Reference | None:
    """Read the one word of `text`."""
    (word,) = words(text)
    return read_reference(word, context)


@pytest.mark.parametrize(
    "text",
    [
        "o/r",
        "o/r.git",
        "o/r/",
        "https://github.com/o/r",
        "http://www.github.com/o/r.git",
        "HTTPS://GitHub.com/o/r/issues/7?x=y#z",
        "https://token@github.com/o/r",
        "github.com/o/r",
        "github.com/o/r#readme",
        "git@github.com:o/r.git",
        "ssh://git@github.com/o/r.git",
        "git://github.com/o/r",
        "user:password@github.com/o/r",
        "user:password@github.com:o/r.git",
        "<https://github.com/o/r|r>",
        "https://github.com/o/r/blob/main/a.py#L3",
    ],
)
def test_every_spelling_leads_to_the_repository(text: str) -> None:
    """Names and addresses of any form are the same repository."""
    assert read(text) == Reference("o/r")


@pytest.mark.parametrize(
    ("text", "repo", "commit"),
    [
        ("#12", None, PullRequest(12)),
        ("PR#12", None, PullRequest(12)),
        ("＃12", None, PullRequest(12)),
        ("o/r#12", "o/r", PullRequest(12)),
        ("httpx#12", "encode/httpx", PullRequest(12)),
        ("https://github.com/o/r/pull/12/files", "o/r", PullRequest(12)),
        ("https://github.com/o/r/commit/ABCDEF1", "o/r", Sha("abcdef1")),
        ("https://github.com/o/r/pull/12/commits/abcdef1", "o/r", Sha("abcdef1")),
        ("o/r@ABCDEF1", "o/r", Sha("abcdef1")),
    ],
)
def test_a_commit_is_pointed_at(text: str, repo: str | None, commit: CommitName) -> None:
    """SHAs and pull requests come out of every address that names one."""
    reference = read(text)

    assert reference is not None
    assert (reference.repo, reference.pointed_commit) == (repo, commit)


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("https://github.com/o/r/tree/feature/x%23y", "feature/x#y"),
        ("https://github.com/o/r/commits/main", "main"),
    ],
)
def test_an_address_of_a_branch_names_it(text: str, branch: str) -> None:
    """Everything after `tree` is the branch: branches have slashes too."""
    assert read(text) == Reference("o/r", branch=branch)


@pytest.mark.parametrize(
    ("text", "repo"),
    [("httpx", "encode/httpx"), ("HTTPX", "encode/httpx"), ("PSF/Black", "psf/black"), ("notes", "notes")],
)
def test_a_known_repository_goes_by_its_last_name(text: str, repo: str) -> None:
    """A repository that is known here need not be spelled out."""
    assert read(text) == Reference(repo)


def test_a_last_name_that_two_repositories_share_is_not_guessed() -> None:
    """Two known repositories of one name must be told apart by the asker."""
    assert read("httpx", replace(CHAT, known_repos=("encode/httpx", "fork/httpx"))) is None


@pytest.mark.parametrize(
    "text",
    ["word", "a/b/c", "o/..", "-o/r", "o/r@x@y", "http://[", "o/r#x", "例子/仓库", "https://github.com/o"],
)
def test_what_names_nothing_is_none(text: str) -> None:
    """A word that no repository can be called is left to the parser's mistake."""
    assert read(text) is None


@pytest.mark.parametrize("text", [".", "..", "~", "./x", "../x", "/srv/x", "~/x"])
def test_a_path_is_for_the_terminal_only(text: str) -> None:
    """The terminal takes a path as it is; a chat says that it cannot."""
    assert read(text, TERMINAL) == Reference(text)
    with pytest.raises(PathNotAllowedError):
        read(text)


def test_another_host_is_refused_by_name() -> None:
    """An address elsewhere must not show a repository of the same name on GitHub."""
    with pytest.raises(UnknownHostError) as caught:
        read("https://gitlab.com/o/r")

    assert caught.value.host == "gitlab.com"


@pytest.mark.parametrize(
    "text",
    [
        "https://user:hunter2@example.org/o/r",
        "ftp://hunter2@example.org/o/r",
        "user:hunter2@example.org/o/r",
        "user:hunter2@example.org:o/r.git",
        "https://example.org/o/r?token=hunter2",
    ],
)
def test_a_refused_address_is_told_without_who_signs_in(text: str) -> None:
    """A password pasted into a channel is not said again."""
    with pytest.raises(UnknownHostError) as caught:
        read(text)

    assert caught.value.host == "example.org"
    assert "hunter2" not in str(vars(caught.value))


@pytest.mark.parametrize(("text", "path"), [("．", "."), ("．．", ".."), ("．／src", "./src")])
def test_a_path_may_be_written_in_full_width_characters(text: str, path: str) -> None:
    """As Chinese keyboards give them."""
    assert read(text, TERMINAL) == Reference(path)


def test_another_host_may_hold_a_known_repository() -> None:
    """A repository that is known here may live anywhere."""
    assert read("https://git.example.org/encode/httpx.git") == Reference("encode/httpx")


@pytest.mark.parametrize(
    "name", ["-x", "a..b", "a b", "a~1", "a:b", "x.lock", "a/", "@", "a@{b", "", "a\\b", "a\x7f"]
)
def test_what_git_would_not_call_a_branch_is_no_branch(name: str) -> None:
    """A branch that cannot exist is a mistake of the request, not of the repository."""
    assert branch_name(name) is None
