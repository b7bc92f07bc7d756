"""What to type instead of a request that could not be read."""

import datetime as dt
from collections.abc import Callable, Mapping

from analysis.language import Language
from bot.errors import (
    BadRequestError,
    DateInFutureError,
    NoSuchRepositoryError,
    UnknownCommandError,
    UnknownWordError,
    UnknownZoneError,
)
from bot.requests.models import (
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    ParseContext,
    Request,
    Sha,
    UnfollowRequest,
)
from bot.requests.writing import written

ANY_REPO = "owner/name"
ANY_SHA = Sha("1a2b3c4")
NINE = dt.time(9)
LONGEST_LINE = 200  # characters of the asker's own line that are worth giving back


def instead(error: BadRequestError, command: str | None, context: ParseContext) -> str:
    """Return a command line that works where the asker's own cannot be mended."""
    if isinstance(error, DateInFutureError):
        return written(DigestRequest(_repo(context), error.today), context.umbrella)
    return example(command, context)


def example(command: str | None, context: ParseContext) -> str:
    """Return a command line that shows how `command` is used; without one, how to get help."""
    return written(_EXAMPLES.get(command or "help", _EXAMPLES["help"])(context), context.umbrella)


def mended(error: BadRequestError, line: str) -> str | None:
    """Return the asker's own `line` with the word that `error` is about put right; it may hold others."""
    match error:
        case UnknownCommandError(command=wrong, nearest=(right, *_)):
            pass
        case UnknownWordError(word=wrong, nearest=(right, *_)):
            pass
        case UnknownZoneError(zone=wrong, nearest=(right, *_)):
            pass
        case NoSuchRepositoryError(repo=wrong, nearest=(right, *_)):
            pass
        case _:
            return None
    if wrong not in line or len(line) > LONGEST_LINE:
        return None
    return line.replace(wrong, right, 1)


def _repo(context: ParseContext) -> str:
    return context.default_repo or next(iter(context.known_repos), ANY_REPO)


def _digest(context: ParseContext) -> Request:
    return DigestRequest(_repo(context), context.today() - dt.timedelta(days=1))


def _explain(context: ParseContext) -> Request:
    return ExplainRequest(ANY_SHA, _repo(context))


def _follow(context: ParseContext) -> Request:
    return FollowRequest(_repo(context), NINE, context.zone, Language(context.language))


_EXAMPLES: Mapping[str, Callable[[ParseContext], Request]] = {
    "digest": _digest,
    "explain": _explain,
    "follow": _follow,
    "unfollow": lambda context: UnfollowRequest(_repo(context)),
    "following": lambda _: FollowingRequest(),
    "help": lambda _: HelpRequest(),
}
