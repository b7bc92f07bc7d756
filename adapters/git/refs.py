"""Which commit a branch name stands for: looked up as a full ref, never read as an expression."""

import re
from typing import NamedTuple

from adapters.git.places import Place
from adapters.git.process import Git
from analysis.errors import EmptyRepositoryError, SourceUnreadableError, UnknownBranchError

DETACHED = "HEAD"  # what the branch is called where HEAD names none
_BRANCHES = "refs/heads/"
_FOLLOWED = "refs/remotes/origin/"  # a clone has most branches only here
_NAME = re.compile(r"[^\x00-\x20\x7f~^:?*\[\\\ud800-\udfff]{1,1000}")  # git-check-ref-format(1)


class Head(NamedTuple):
    """The newest commit of a branch."""

    branch: str
    sha: str


async def head_of(git: Git, place: Place, branch: str | None) -> Head:
    """Return the newest commit of `branch`, or of what HEAD names.

    Raises `UnknownBranchError`, or `EmptyRepositoryError` where there is no ref at all.
    """
    names = [_BRANCHES + branch, _FOLLOWED + branch] if branch is not None else [_default(git, place)]
    if not names[0].startswith("refs/"):
        return Head(DETACHED, names[0])
    name = names[0].removeprefix(_BRANCHES)
    found = await _shas(git, [full for full in names if _NAME.fullmatch(full)])
    for full in names:
        if full in found:
            return Head(name, found[full])
    if not await git.output("for-each-ref", "--count=1", "--format=%(refname)", warned=False):
        raise EmptyRepositoryError(git.repo)
    raise UnknownBranchError(git.repo, name)


def default_branch(git: Git, place: Place) -> str:
    """Return the name of the branch that HEAD names, whether or not there is one."""
    full = _default(git, place)
    return full.removeprefix(_BRANCHES) if full.startswith("refs/") else DETACHED


def _default(git: Git, place: Place) -> str:
    try:
        return place.head()
    except (OSError, ValueError) as error:
        raise SourceUnreadableError(git.repo, f"HEAD cannot be read: {error}") from error


async def _shas(git: Git, names: list[str]) -> dict[str, str]:
    """Return the commits of those full names that exist."""
    if not names:
        return {}
    form = "--format=%(objecttype) %(objectname) %(refname)"
    told = await git.output("for-each-ref", form, *names, warned=False)  # git only warns of a broken ref
    rows = (line.split(" ", 2) for line in told.decode("utf-8", "surrogateescape").splitlines())
    return {full: sha for kind, sha, full in rows if kind == "commit"}
