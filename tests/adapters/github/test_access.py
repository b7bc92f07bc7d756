"""How this program signs in: as nobody, with a token, as an App."""

import asyncio
import logging

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from githubserver import Fault, GitHubServer, primary_limit
from gitrepo import NAME, GitRepo

from adapters.github import Access, App, GitHub
from analysis.errors import SourceError, SourceLimitedError, SourceUnreadableError


@pytest.fixture(scope="module")
def key() -> str:
    """Return a private key that opens nothing."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return made.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def app(server: GitHubServer, key: str) -> GitHub:
    """Return a connection of installation 42."""
    return GitHub(Access(server.url, app=App("7", 42, key), pause=0, retries=0, patience=0))


async def test_a_token_opens_what_it_may(repo: GitRepo, server: GitHubServer) -> None:
    repo.commit("Begin\n")
    server.tokens = {"good"}
    async with GitHub(Access(server.url, "good", pause=0, retries=0)) as hub:
        assert (await hub.open(NAME)).default_branch == "main"


async def test_an_app_asks_with_the_token_of_its_installation(
    repo: GitRepo, server: GitHubServer, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    repo.commit("Begin\n")
    server.tokens = {"ghs_installation"}
    async with app(server, key) as hub:
        await asyncio.gather(*(hub.open(name) for name in (NAME, NAME.upper(), NAME.title())))
    assert server.requests.count("/app/installations/42/access_tokens") == 1
    assert len(server.requests) == 4
    assert "ghs_installation" not in caplog.text


async def refused(server: GitHubServer, key: str) -> SourceError:
    """Return why an App may not ask."""
    async with app(server, key) as hub:
        with pytest.raises(SourceError) as raised:
            await hub.open(NAME)
        return raised.value


async def test_an_unknown_installation_is_no_unknown_repository(
    repo: GitRepo, server: GitHubServer, key: str
) -> None:
    repo.commit("Begin\n")
    server.faults.append(Fault(404, {"message": "Not Found"}, where="access_tokens"))
    error = await refused(server, key)
    assert isinstance(error, SourceUnreadableError)
    assert "no such installation" in error.detail


async def test_a_key_that_is_none_is_told_without_the_key(server: GitHubServer) -> None:
    secret = "-----BEGIN RSA PRIVATE KEY-----\nMIIE5ecret\n-----END RSA PRIVATE KEY-----\n"
    error = await refused(server, secret)
    assert isinstance(error, SourceUnreadableError)
    assert "private key" in error.detail
    assert "5ecret" not in error.detail
    assert server.requests == []


async def test_a_limit_on_signing_in_is_a_limit(server: GitHubServer, key: str) -> None:
    server.faults.append(primary_limit(600))
    assert isinstance(await refused(server, key), SourceLimitedError)


def test_no_credential_is_shown(key: str) -> None:
    shown = repr(Access(token="t0ps3cret", app=App("7", 42, key)))
    assert "t0ps3cret" not in shown
    assert "PRIVATE" not in shown
