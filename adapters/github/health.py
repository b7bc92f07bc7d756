"""Whether GitHub answers, takes our credentials, and for how many more requests."""

from http import HTTPStatus

from github import Github, GithubException

from adapters.github.access import Access
from adapters.github.workers import Workers
from analysis.errors import SourceError, UnknownRepositoryError
from bot.doctor import Finding, Health
from bot.ports import Clock

TOPIC = "github"


async def health(access: Access, clock: Clock) -> Finding:
    """Ask for the rate limits, which costs none of them."""
    if not (access.token or access.app):
        return Finding(TOPIC, Health.ABSENT, "unset")
    workers = Workers(access, clock)
    try:
        return await workers.call(TOPIC, _ask)
    except UnknownRepositoryError:  # an Enterprise Server that counts no requests
        return Finding(TOPIC, Health.WELL, "uncounted")
    except SourceError:
        return Finding(TOPIC, Health.ILL, "unreachable")
    finally:
        await workers.close()


def _ask(client: Github) -> Finding:
    try:
        core = client.get_rate_limit().resources.core
    except GithubException as error:
        if error.status != HTTPStatus.UNAUTHORIZED:
            raise
        return Finding(TOPIC, Health.ILL, "refused")
    return Finding(TOPIC, Health.WELL, "token", {"left": core.remaining, "limit": core.limit})
