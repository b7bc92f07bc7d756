"""What a local Discord is told and tells: faults, refusals, interactions, and the numbers of its channels."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Json = dict[str, Any]
TOKEN = "discord-test-token"
APPLICATION, GUILD, CHANNEL, FORUM, USER = "100", "200", "300", "310", "400"
V2 = 1 << 15
EPHEMERAL = 1 << 6
TEXT, DIRECT, ANNOUNCEMENT, PUBLIC_THREAD, FORUM_KIND = 0, 1, 5, 11, 15
EPOCH = 1_420_070_400_000


@dataclass
class Fault:
    """What happens to one request: it is stored or not, answered with `status` or cut off."""

    method: str
    path: str  # a regular expression
    status: int | None = None  # None: the connection is cut
    code: int = 0
    stored: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    body: Json | str | None = None
    silent: bool = False  # no answer at all


class RefusalError(Exception):
    """An answer that is none."""

    def __init__(self, status: int, code: int, message: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def answer(data: object, status: int = 200, **headers: str) -> web.Response:
    """Return JSON as Discord sends it: discord.py takes nothing else for JSON."""
    head = {"Content-Type": "application/json", **headers}
    return web.Response(body=json.dumps(data).encode(), status=status, headers=head)


@dataclass
class Interaction:
    """An interaction and how far it was answered."""

    id: str
    token: str
    channel: str
    made: float
    acknowledged: float | None = None
    original: str | None = None
    ephemeral: bool = False
    followups: list[Json] = field(default_factory=list)
    choices: list[Json] | None = None
