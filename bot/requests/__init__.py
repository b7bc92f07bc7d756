"""The one reader of commands: text in, a checked request out, the same on every platform."""

from bot.requests.models import (
    COMMAND_OF,
    LATEST,
    CommitName,
    Date,
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    ParseContext,
    PullRequest,
    Request,
    Sha,
    UnfollowRequest,
)
from bot.requests.parser import parse
from bot.requests.writing import written

__all__ = [
    "COMMAND_OF",
    "LATEST",
    "CommitName",
    "Date",
    "DigestRequest",
    "ExplainRequest",
    "FollowRequest",
    "FollowingRequest",
    "HelpRequest",
    "ParseContext",
    "PullRequest",
    "Request",
    "Sha",
    "UnfollowRequest",
    "parse",
    "written",
]
