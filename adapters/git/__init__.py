"""A local git repository as a commit source, through the `git` program."""

from adapters.git.opening import open_repository
from adapters.git.source import GitSource

__all__ = ["GitSource", "open_repository"]
