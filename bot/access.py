"""Which repositories somebody in a chat may reach, and who asks whether they may change what it follows."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

from bot.conversation import Asker


class Gatekeeper(Protocol):
    """Knows of one platform who may change what a channel follows."""

    async def admit(self, asker: Asker, *, beginning: bool) -> None:
        """Raise the `BotError` that says why `asker` may not change what their channel follows.

        With `beginning` something shall be posted there: also why the channel cannot have it.
        """
        ...


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Public repositories, those that match `allowed` (`acme/*`), and the `local` ones by name.

    Names are compared without regard to case, as GitHub does. A `*` does not cross the slash, so that
    `*/docs` and `acme/*` mean what they seem to.
    """

    allowed: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    def permits(self, asked: str, found: str, *, private: bool) -> bool:
        """Whether chat users may see the repository that they `asked` for and that turned out to be `found`.

        The names differ where a repository was renamed or moved: patterns are about where it is now, while
        a local repository goes by the name it was configured with.
        """
        return not private or self._is_local(asked) or any(_matches(found, name) for name in self.allowed)

    def _is_local(self, repo: str) -> bool:
        return repo.casefold() in {name.casefold() for name in self.local}


def _matches(repo: str, pattern: str) -> bool:
    names, wanted = repo.casefold().split("/"), pattern.strip().casefold().split("/")
    return len(names) == len(wanted) and all(map(fnmatchcase, names, wanted))
