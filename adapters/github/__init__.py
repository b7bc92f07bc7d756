"""GitHub as a commit source, through PyGithub."""

from adapters.github.access import PUBLIC_API, Access, App
from adapters.github.hub import GitHub
from adapters.github.source import GitHubSource

__all__ = ["PUBLIC_API", "Access", "App", "GitHub", "GitHubSource"]
