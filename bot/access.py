"""Which repositories somebody in a chat may reach."""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Public repositories, those that match `allowed` (`acme/*`), and the `local` ones by name.

    Names are compared without regard to case, as GitHub does. A `*` does not cross the slash, so that
    `*/docs` and `acme/*` mean what they seem to.
    """

    allowed: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    def permits(self, repo: str, *, private: bool) -> bool:
        """Whether chat users may see `repo`."""
        return not private or self._is_local(repo) or any(_matches(repo, pattern) for pattern in self.allowed)

    def _is_local(self, repo: str) -> bool:
        return repo.casefold() in {name.casefold() for name in self.local}


def _matches(repo: str, pattern: str) -> bool:
    names, wanted = repo.casefold().split("/"), pattern.strip().casefold().split("/")
    return len(names) == len(wanted) and all(map(fnmatchcase, names, wanted))
