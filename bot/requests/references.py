"""Repositories and commits as people point at them: names, addresses, `owner/name@sha`, `#123`, paths."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from bot.errors import NoSuchRepositoryError, PathNotAllowedError, UnknownHostError
from bot.requests.models import CommitName, ParseContext, PullRequest, Sha
from bot.requests.words import Word, visible

OWNER = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
NAME = r"[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*"  # GitHub has `.github`, but nobody has `..`
SHA = r"[0-9a-fA-F]{4,40}"
TELLING_SHA = 7  # digits from which a word after `@` is a SHA rather than a branch
CRUMBS = 2  # parts of an address that name its repository

_NUMBER = re.compile(r"(?:pr|pull)?[#!]([1-9][0-9]{0,8})", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SCP = re.compile(r"[\w.-]+(?::[^/@]*)?@(?P<host>[\w.-]+):(?P<path>[^:]+)")
_WITHOUT_SCHEME = re.compile(r"(?P<login>[^/@:]+:[^/@]*@)?(?P<host>(?:[\w-]+\.)+[A-Za-z]{2,})/(?P<path>.+)")
_POINTED = re.compile(r"(?P<repo>[^@#]+?)(?:@(?P<rev>[^@#]+)|#(?P<number>[1-9][0-9]{0,8})|@)?")
_FULL_NAME = re.compile(rf"{OWNER}/{NAME}")
# https://git-scm.com/docs/git-check-ref-format, which also forbids what `_BAD_BRANCH` finds
_BRANCH = re.compile(r"[^\x00-\x20\x7f-\x9f~^:?*\[\\\s\ud800-\udfff]+")
_BAD_BRANCH = re.compile(r"^[-/.]|/\.|//|\.\.|@\{|^@$|[/.]$|\.lock(?:/|$)")
_PATH = re.compile(r"~|\.\.?|(?:~|\.\.?)?/.*|~[\w-]+/.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a word points at; `rev` is a name after `@`, which only the command can tell to be a branch."""

    repo: str | None = None
    commit: CommitName | None = None
    branch: str | None = None
    rev: str | None = None

    @property
    def pointed_commit(self) -> CommitName | None:
        """The commit, where a reader who has no command to go by would see one."""
        if self.commit is None and self.rev is not None and len(self.rev) >= TELLING_SHA:
            return sha(self.rev)
        return self.commit


def sha(text: str) -> Sha | None:
    """Return `text` as the digits of a SHA, if that is what it is."""
    return Sha(text.lower()) if re.fullmatch(SHA, text) else None


def branch_name(text: str) -> str | None:
    """Return `text` if git would take it for the name of a branch."""
    return text if _BRANCH.fullmatch(text) and not _BAD_BRANCH.search(text) else None


def read_reference(word: Word, context: ParseContext) -> Reference | None:
    """Return what `word` points at, or `None` when it points at nothing that is known or well formed.

    Raises `UnknownHostError` for an address elsewhere and `PathNotAllowedError` for a path in a chat.
    """
    text = word.text
    if number := _NUMBER.fullmatch(text):
        return Reference(commit=PullRequest(int(number[1])))
    if repo := known_repo(text, context):
        return Reference(repo=repo)
    if _PATH.fullmatch(text):
        return Reference(repo=_path(word, context))
    return _address(text, context) or _name(text, context)


def read_repo(word: Word, context: ParseContext) -> str:
    """Return the repository that `word` must be; raise `NoSuchRepositoryError` when it can be none."""
    if repo := known_repo(word.raw, context):
        return repo
    reference = read_reference(word, context)
    if reference is None or reference.repo is None:
        raise NoSuchRepositoryError(word.text)
    return reference.repo


def known_repo(text: str, context: ParseContext) -> str | None:
    """Return the known repository called `text`, or the only one whose name ends so."""
    key = text.casefold()
    known = tuple(dict.fromkeys(_known(context)))
    for repo in known:
        if repo.casefold() == key:
            return repo
    tails = [repo for repo in known if repo.casefold().endswith(f"/{key}")]
    return tails[0] if key and len(tails) == 1 else None


def is_path(repo: str) -> bool:
    """Whether a request's repository is a path on this machine rather than a name."""
    return _PATH.fullmatch(repo) is not None


def _known(context: ParseContext) -> Iterable[str]:
    if context.default_repo:
        yield context.default_repo
    yield from context.known_repos


def _path(word: Word, context: ParseContext) -> str:
    path = visible(word.raw) if word.quoted else word.raw.rstrip(",;")
    if not is_path(path):  # written in full-width characters
        path = word.text
    if not context.paths:
        raise PathNotAllowedError(path)
    return path


def _name(text: str, context: ParseContext) -> Reference | None:
    match = _POINTED.fullmatch(text)
    if not match:
        return None
    name = match["repo"].rstrip("/").removesuffix(".git")
    repo = known_repo(name, context) or (name if _FULL_NAME.fullmatch(name) else None)
    if repo is None:
        return None
    commit = PullRequest(int(match["number"])) if match["number"] else None
    return Reference(repo, commit, rev=match["rev"])


def _address(text: str, context: ParseContext) -> Reference | None:
    if scp := _SCP.fullmatch(text):
        return _at_host(scp["host"], scp["path"], context)
    if _SCHEME.match(text):
        url = _split(text)
        return _at_host(url.hostname, url.path, context) if url and url.hostname else None
    bare = _WITHOUT_SCHEME.fullmatch(text)
    if bare and (bare["login"] or _is_host(bare["host"], context)):
        return _at_host(bare["host"], re.split(r"[?#]", bare["path"])[0], context)
    return None


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:  # an address nobody can follow, such as http://[
        return None


def _is_host(host: str, context: ParseContext) -> bool:
    return host.casefold().removeprefix("www.") in context.hosts


def _at_host(host: str, path: str, context: ParseContext) -> Reference | None:
    crumbs = [unquote(crumb) for crumb in path.split("/") if crumb]
    repo = "/".join(crumbs[:CRUMBS]).removesuffix(".git")
    known = known_repo(repo, context)
    if not known and not _is_host(host, context):
        raise UnknownHostError(host)
    if not known and not _FULL_NAME.fullmatch(repo):
        return None
    return _in_repo(known or repo, crumbs[CRUMBS:])


def _in_repo(repo: str, crumbs: list[str]) -> Reference:
    match crumbs:
        case ["commit" | "commits", name, *_] if commit := sha(name):
            return Reference(repo, commit)
        case ["pull", _, "commits", name, *_] if commit := sha(name):
            return Reference(repo, commit)
        case ["pull", number, *_] if found := _NUMBER.fullmatch(f"#{number}"):
            return Reference(repo, PullRequest(int(found[1])))
        case ["tree" | "commits", *branch] if branch:
            return Reference(repo, branch="/".join(branch))
        case _:
            return Reference(repo)
