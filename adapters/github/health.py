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
    except SourceError as error:
        return Finding(TOPIC, Health.ILL, "refused" if _is_refused(error.__cause__) else "unreachable")
    finally:
        await workers.close()


def _ask(client: Github) -> Finding:
    core = client.get_rate_limit().resources.core
    return Finding(TOPIC, Health.WELL, "token", {"left": core.remaining, "limit": core.limit})


def _is_refused(cause: BaseException | None) -> bool:
    return isinstance(cause, GithubException) and cause.status == HTTPStatus.UNAUTHORIZED
