"""Which commit a SHA prefix means: only commits count, and never a branch or tag of that name."""

import re
from collections.abc import Sequence

from adapters.git.chain import MOST_AT_ONCE, commits_of, told_of
from adapters.git.commits import SHA, Maker
from adapters.git.process import Git
from analysis.errors import AmbiguousCommitError, SourceError, UnknownCommitError
from analysis.models import Commit

FEWEST_DIGITS = 4  # of a SHA that git looks up (git-rev-parse(1), "--disambiguate")
_PREFIX = re.compile(r"[0-9a-f]{1,64}")
_LOOK = ("cat-file", "--batch-check=%(objecttype) %(objectname)")


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


async def many_commits(git: Git, maker: Maker, prefixes: Sequence[str]) -> list[Commit | SourceError]:
    """Return for each of `prefixes` what `one_commit` returns or raises, without what merges brought in."""
    meant: dict[str, str | SourceError] = {}
    for start in range(0, len(prefixes), MOST_AT_ONCE):
        meant |= await _meant(git, maker, prefixes[start : start + MOST_AT_ONCE])
    shas = dict.fromkeys(sha for sha in meant.values() if isinstance(sha, str))
    made = {fields[SHA]: maker.commit(fields) async for fields in told_of(git, list(shas))}
    found = (meant[prefix] for prefix in prefixes)
    return [made[one] if isinstance(one, str) else one for one in found]


async def _meant(git: Git, maker: Maker, prefixes: Sequence[str]) -> dict[str, str | SourceError]:
    """Return the SHA that each of `prefixes` means; one process finds all but the doubtful ones."""
    digits = {prefix: prefix.lower() for prefix in prefixes}
    asked = [each for each in digits.values() if _PREFIX.fullmatch(each) and len(each) >= FEWEST_DIGITS]
    given = "".join(f"{each}\n" for each in asked).encode("ascii")
    async with git.reading(*_LOOK, given=given) as told:
        lines = (await told.read()).decode("utf-8", "replace").splitlines()
    found = dict(zip(asked, lines, strict=True))
    return {
        prefix: await _certain(git, maker, prefix, each, found.get(each, ""))
        for prefix, each in digits.items()
    }


async def _certain(git: Git, maker: Maker, prefix: str, digits: str, line: str) -> str | SourceError:
    """Return what `prefix` means; git names a branch or tag first, and does not ask what is a commit."""
    kind, _, sha = line.partition(" ")
    if kind == "commit" and sha.startswith(digits):
        return sha
    if line == f"{digits} missing":
        return UnknownCommitError(git.repo, prefix)
    try:
        return (await one_commit(git, maker, prefix)).sha
    except SourceError as error:
        return error


async def _commits_like(git: Git, digits: str) -> list[str]:
    objects = await git.output("rev-parse", f"--disambiguate={digits}")
    async with git.reading(*_LOOK, given=objects) as told:
        lines = (await told.read()).decode("ascii", "replace").splitlines()
    return [line.removeprefix("commit ") for line in lines if line.startswith("commit ")]
