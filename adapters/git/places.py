"""Where a repository on this disk keeps its things, found without git, which would obey its settings."""

import re
from dataclasses import dataclass
from pathlib import Path

_LINK = re.compile(r"gitdir: (.+)")
_NAMED = re.compile(r"ref: *(refs/\S+)")
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Place:
    """A git directory; `common` is another one for a linked work tree (gitrepository-layout(5))."""

    root: Path  # what people call the repository: the work tree's folder, or the bare directory
    own: Path
    common: Path

    @property
    def objects(self) -> Path:
        """The directory of commits, trees and file contents."""
        return self.common / "objects"

    def head(self) -> str:
        """Return the full name that HEAD stands for, or the SHA of a detached one.

        Raises `OSError` or `ValueError` when it cannot be read.
        """
        text = (self.own / "HEAD").read_text("utf-8", "surrogateescape").strip()
        named = _NAMED.fullmatch(text)
        if not named and not _SHA.fullmatch(text):
            raise ValueError("HEAD is neither a name nor a SHA")
        return named[1] if named else text

    def boundary(self) -> frozenset[str]:
        """Return the SHAs at which a shallow clone ends; a whole one has none."""
        try:
            return frozenset((self.common / "shallow").read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()


def find_place(path: Path) -> Place | None:
    """Return the repository that `path` is, or stands in; `None` if there is none.

    Raises `OSError` when a directory may not be looked into.
    """
    start = path.absolute()
    folders = (start, *start.parents) if start.is_dir() else ()
    return next(filter(None, map(_place, folders)), None)


def _place(folder: Path) -> Place | None:
    inner = folder / ".git"
    if inner.is_file():
        link = _LINK.fullmatch(inner.read_text("utf-8", "surrogateescape").strip())
        inner = folder / link[1] if link else inner
    if _is_git_directory(inner):
        return Place(folder, inner, _common(inner))
    if _is_git_directory(folder):
        root = folder.parent if folder.name == ".git" else folder
        return Place(root, folder, _common(folder))
    return None


def _is_git_directory(folder: Path) -> bool:
    common = _common(folder)
    return (folder / "HEAD").is_file() and (common / "objects").is_dir() and (common / "refs").is_dir()


def _common(own: Path) -> Path:
    shared = own / "commondir"
    return own / shared.read_text("utf-8", "surrogateescape").strip() if shared.is_file() else own
