"""Whether GitHub answers and takes our credentials, as `doctor` tells it."""

from collections.abc import Iterator

import pytest
from fakes import FakeClock
from githubserver import Fault, GitHubServer

from adapters.github import Access, App
from adapters.github.health import health
from bot.doctor import Finding, Health

COUNTS = {"limit": 5000, "used": 10, "remaining": 4990, "reset": 1_770_163_200}
LIMITS = Fault(200, {"resources": {"core": COUNTS}, "rate": COUNTS})


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    """Return a server that knows one token."""
    with GitHubServer({}) as server:
        server.tokens = {"token good"}
        yield server


async def found(server: GitHubServer, token: str | None) -> Finding:
    """Return what the check finds with `token`."""
    access = Access(server.url, token, pause=0, retries=0, patience=0, timeout=5)
    return await health(access, FakeClock())


async def test_without_credentials_nothing_is_asked(server: GitHubServer) -> None:
    """Public repositories need none."""
    assert (await found(server, None)).health is Health.ABSENT
    assert server.requests == []


async def test_good_credentials_say_how_many_requests_are_left(server: GitHubServer) -> None:
    """Asking that costs none of them."""
    server.faults.append(LIMITS)

    finding = await found(server, "good")

    assert finding == Finding("github", Health.WELL, "token", {"left": 4990, "limit": 5000})


async def test_a_server_that_counts_no_requests_is_well(server: GitHubServer) -> None:
    """Enterprise servers may be set up so."""
    server.tokens = None

    assert (await found(server, "good")).verdict == "uncounted"


async def test_refused_credentials_are_told_apart_from_a_server_out_of_reach(server: GitHubServer) -> None:
    """They are mended in different places."""
    server.faults.append(Fault(401, {"message": "Bad credentials"}))
    refused = await found(server, "bad")
    server.faults.extend([Fault(), Fault()])
    silent = await found(server, "good")

    assert (refused.health, refused.verdict) == (Health.ILL, "refused")
    assert (silent.health, silent.verdict) == (Health.ILL, "unreachable")


async def test_an_app_that_is_refused_is_told_apart_too(server: GitHubServer) -> None:
    """A key that is none is mended where a token is."""
    app = App("7", 42, "no key")
    finding = await health(Access(server.url, app=app, pause=0, retries=0, patience=0), FakeClock())

    assert (finding.health, finding.verdict) == (Health.ILL, "refused")
