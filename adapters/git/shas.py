"""Which commit a SHA prefix means: only commits count, and never a branch or tag of that name."""

import re

from adapters.git.chain import commits_of, told_of
from adapters.git.commits import Maker
from adapters.git.process import Git
from analysis.errors import AmbiguousCommitError, UnknownCommitError
from analysis.models import Commit

FEWEST_DIGITS = 4  # of a SHA that git looks up (git-rev-parse(1), "--disambiguate")
_PREFIX = re.compile(r"[0-9a-f]{1,64}")


async def one_commit(git: Git, maker: Maker, prefix: str) -> Commit:
    """Return the commit whose SHA begins with `prefix`.

    Raises `AmbiguousCommitError` with all that do; with none where there are too few digits to look.
    """
    digits = prefix.lower()
    if not _PREFIX.fullmatch(digits):
        raise UnknownCommitError(git.repo, prefix)
    if len(digits) < FEWEST_DIGITS:
        raise AmbiguousCommitError(git.repo, prefix)
    shas = await _commits_like(git, digits)
    if not shas:
        raise UnknownCommitError(git.repo, prefix)
    if len(shas) > 1:
        listed = [maker.inner(fields) async for fields in told_of(git, shas)]
        raise AmbiguousCommitError(git.repo, prefix, tuple((it.sha, it.subject) for it in listed))
    return (await commits_of(git, maker, shas))[0]


async def _commits_like(git: Git, digits: str) -> list[str]:
    objects = await git.output("rev-parse", f"--disambiguate={digits}")
    asked = ("cat-file", "--batch-check=%(objecttype) %(objectname)")
    async with git.reading(*asked, given=objects) as told:
        lines = (await told.read()).decode("ascii", "replace").splitlines()
    return [line.removeprefix("commit ") for line in lines if line.startswith("commit ")]
