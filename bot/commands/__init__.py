"""What people can ask the bot to do: one file a command, one line in `COMMANDS`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.commands.digest import digest
from bot.commands.explain import explain
from bot.commands.follow import follow
from bot.commands.following import following
from bot.commands.help import help_
from bot.commands.unfollow import unfollow
from bot.conversation import Conversation
from bot.requests import (
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    Request,
    UnfollowRequest,
)
from bot.services import Services

Command = Callable[[Services, Any, Conversation], Awaitable[None]]  # the key decides the request's type

COMMANDS: Mapping[type[Request], Command] = {
    DigestRequest: digest,
    ExplainRequest: explain,
    FollowRequest: follow,
    UnfollowRequest: unfollow,
    FollowingRequest: following,
    HelpRequest: help_,
}
COSTLY: frozenset[type[Request]] = frozenset({DigestRequest, ExplainRequest, FollowRequest})
GUARDED: frozenset[type[Request]] = frozenset({FollowRequest, UnfollowRequest})
"""What not everybody may ask for, however they ask."""
