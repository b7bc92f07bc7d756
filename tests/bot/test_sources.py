"""Where the commits of a named repository come from."""

from pathlib import Path

import pytest
from fakes import FakeSource

from analysis.errors import UnknownRepositoryError
from analysis.ports import CommitSource
from bot.settings import LocalRepo
from bot.sources import RepositorySources, standing_in

API = LocalRepo("acme/api", Path("/srv/api"))


async def open_local(path: Path, name: str | None) -> CommitSource:
    """Open a repository on this machine; `/nowhere` holds none."""
    if "nowhere" in str(path):
        raise UnknownRepositoryError(str(path))
    return FakeSource(name or path.name)


async def open_remote(repo: str) -> CommitSource:
    """Open a repository elsewhere."""
    return FakeSource(f"remote:{repo}")


SOURCES = RepositorySources(open_local, open_remote, (API,))
AT_TERMINAL = RepositorySources(open_local, open_remote, (API,), paths=True)


@pytest.mark.parametrize("name", ["acme/api", "Acme/API"])
async def test_a_local_repository_goes_before_any_other(name: str) -> None:
    """It is known by the name that the settings give it, whatever the case."""
    assert (await SOURCES.find(name)).repo == "acme/api"
    assert SOURCES.known() == ("acme/api",)


async def test_any_other_name_is_asked_for_elsewhere() -> None:
    """GitHub knows what we do not."""
    assert (await SOURCES.find("acme/web")).repo == "remote:acme/web"


async def test_a_path_is_a_repository_at_the_terminal() -> None:
    """Its name is what the repository itself says."""
    assert (await AT_TERMINAL.find("./web")).repo == "web"


@pytest.mark.parametrize("path", ["./web", "/srv/api", "~/api", "..", "."])
async def test_a_path_is_no_repository_in_a_chat(path: str) -> None:
    """Whoever let it through: the files of this machine are not for chat users."""
    with pytest.raises(UnknownRepositoryError):
        await SOURCES.find(path)


@pytest.mark.parametrize(
    "text", ["/nowhere", "~nobody-has-this-name/x", "/a\0b", "web", "", "a/b/c", "-x/../y"]
)
async def test_what_names_nothing_is_unknown(text: str) -> None:
    """No text raises anything else."""
    with pytest.raises(UnknownRepositoryError):
        await AT_TERMINAL.find(text)


async def test_a_process_stands_in_a_repository_or_in_none() -> None:
    """Where it stands in one, the repository is known by its own name."""
    assert await standing_in(Path("/srv/web"), open_local) == LocalRepo("web", Path("/srv/web"))
    assert await standing_in(Path("/nowhere"), open_local) is None
