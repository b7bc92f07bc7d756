"""Opening a repository: finding it, naming it, and setting up where git works for it."""

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path

from adapters.git.origin import origin_of
from adapters.git.places import Place, find_place
from adapters.git.process import Git
from adapters.git.quarantine import configure, environment, make_quarantine, remove_quarantine
from adapters.git.source import GitSource
from analysis.errors import SourceUnreadableError, UnknownRepositoryError

_WANTED = re.compile(r"(extensions\.(objectformat|refstorage)|remote\.origin\.url)")


async def open_repository(path: Path | str, *, name: str | None = None, private: bool = True) -> GitSource:
    """Return the repository that `path` is or stands in, bare or with a work tree.

    `name` replaces the one that its origin gives. `private` is what `bot.ports.Visibility` tells: git
    knows nothing of who may see a repository, so it counts as private until the operator says otherwise.
    Raises `UnknownRepositoryError` if there is none, `SourceUnreadableError` if it cannot be read.
    """
    place = await asyncio.to_thread(_find, Path(path))
    made = await asyncio.to_thread(make_quarantine, place)
    try:
        git = Git(name or place.root.name, environment(made, place.objects))
        said = await _configuration(git, place)
        await asyncio.to_thread(configure, made, _object_format(git, said))
    except BaseException:
        remove_quarantine(made)
        raise
    origin = origin_of(said.get("remote.origin.url"), place.root)
    named = Git(name or origin.name, git.environment)
    return GitSource(named, place, made, origin, private=private)


def _find(path: Path) -> Place:
    try:
        place = find_place(path)
    except PermissionError as error:
        raise SourceUnreadableError(str(path), f"{error}") from error
    except OSError as error:  # a name that no file can have, a loop of links
        raise UnknownRepositoryError(str(path)) from error
    if place is None:
        raise UnknownRepositoryError(str(path))
    return place


async def _configuration(git: Git, place: Place) -> Mapping[str, str]:
    """Return the three settings without which the repository cannot be named or read."""
    file = place.common.absolute() / "config"
    if not file.is_file():
        return {}
    told = await git.output("config", "--file", str(file), "--no-includes", "--list", "-z")
    entries = (entry.partition("\n") for entry in told.decode("utf-8", "replace").split("\0"))
    return {key: value for key, _, value in entries if _WANTED.fullmatch(key)}


def _object_format(git: Git, said: Mapping[str, str]) -> str:
    """Return how objects are named; `SourceUnreadableError` for forms that we cannot lend to git."""
    found = said.get("extensions.objectformat", "sha1").lower()
    if found not in ("sha1", "sha256") or said.get("extensions.refstorage", "files").lower() != "files":
        raise SourceUnreadableError(git.repo, "the repository is stored in a form that is not known")
    return found
