"""Repositories of this machine."""

from pathlib import Path

from analysis.ports import CommitSource

HERE = Path()


async def open_local(path: Path, name: str | None) -> CommitSource:
    """Open a repository of this machine."""
    from adapters.git import open_repository  # noqa: PLC0415 - adapters are loaded where they are chosen

    return await open_repository(path, name=name)
