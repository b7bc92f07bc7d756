"""Who asks, from where, and where the answer goes."""

import datetime as dt
from dataclasses import dataclass

from analysis.language import Language
from bot.ports import Reply
from bot.subscriptions import Channel


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody in a channel, with what that place says for itself.

    `repo` and `date` are what the place is about (the repository a terminal stands in, the digest a thread
    hangs on). `at_terminal` marks somebody who can read the bot's own files anyway: paths are allowed and
    nothing is hidden. `umbrella` is the command that all others are words of, where a platform has one.
    """

    channel: Channel
    user: str
    language: Language
    zone: str
    repo: str | None = None
    date: dt.date | None = None
    at_terminal: bool = False
    umbrella: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One request's asker and the way back to them."""

    asker: Asker
    reply: Reply
