"""Where the commits of a named repository come from: this machine first, GitHub else."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import UnknownRepositoryError
from analysis.ports import CommitSource
from bot.requests.references import NAME, OWNER, is_path
from bot.settings.values import LocalRepo

OpenLocal = Callable[[Path, str | None], Awaitable[CommitSource]]
"""Opens the git repository at a path; with a name, it is called so. Raises `UnknownRepositoryError`."""

OpenRemote = Callable[[str], Awaitable[CommitSource]]
"""Opens `owner/name` at the host of repositories. Raises a `SourceError`."""

_FULL_NAME = re.compile(f"{OWNER}/{NAME}")


@dataclass(frozen=True, slots=True)
class RepositorySources:
    """Implements `bot.ports.Sources`.

    `local` are the repositories of this machine that go by a name, the one that the process stands in
    among them. `paths` says whether a path may name one: at the terminal and on the command line alone,
    whoever the parser let through.
    """

    open_local: OpenLocal
    open_remote: OpenRemote
    local: tuple[LocalRepo, ...] = ()
    paths: bool = False

    async def find(self, repo: str) -> CommitSource:
        """Return the source of `repo`; `UnknownRepositoryError` for what names nothing here."""
        if known := self._local(repo):
            return await self.open_local(known.path, known.name)
        if is_path(repo):
            return await self.open_local(self._path(repo), None)
        if not _FULL_NAME.fullmatch(repo):
            raise UnknownRepositoryError(repo)
        return await self.open_remote(repo)

    def known(self) -> tuple[str, ...]:
        """Return the names of the local repositories."""
        return tuple(dict.fromkeys(local.name for local in self.local))

    def _local(self, repo: str) -> LocalRepo | None:
        name = repo.casefold()
        return next((local for local in self.local if local.name.casefold() == name), None)

    def _path(self, repo: str) -> Path:
        if not self.paths or "\0" in repo:
            raise UnknownRepositoryError(repo)
        try:
            return Path(repo).expanduser()
        except RuntimeError as error:  # the home of nobody
            raise UnknownRepositoryError(repo) from error


async def standing_in(folder: Path, open_local: OpenLocal) -> LocalRepo | None:
    """Return the repository that `folder` belongs to under its own name; `None` when it is in none."""
    try:
        source = await open_local(folder, None)
    except UnknownRepositoryError:
        return None
    return LocalRepo(source.repo, folder)
