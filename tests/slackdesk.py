"""The bot behind Slack's desk, with repositories and analyses of the tests' own."""

import asyncio
import datetime as dt
from dataclasses import dataclass

from fakes import FakeDigests, FakeLog, FakeSource, FakeSources, commit_

from analysis.language import Language
from analysis.ports import CommitSource
from analysis.results import DigestCommit
from bot.access import AccessRule
from bot.chats import Desk
from bot.clock import SystemClock
from bot.memory import MemorySubscriptions
from bot.posting import Patience
from bot.services import Services
from bot.subscriptions import Channel

ZONE = "Asia/Shanghai"
SUBJECTS = ("Fix the pool", "Retry twice", "Close the socket")
COMMITS = tuple(commit_(f"abcd{number}234", subject) for number, subject in enumerate(SUBJECTS))
SECRET = FakeSource("acme/secret", (commit_("feed123", "Hide it", repo="acme/secret"),), private=True)


@dataclass
class Known:
    """What a test may look at behind the desk."""

    digests: FakeDigests
    log: FakeLog
    subscriptions: MemorySubscriptions


class Slow(FakeDigests):
    """Explains when it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()

    async def explain(self, source: CommitSource, prefix: str, *, language: Language) -> DigestCommit:
        """Wait first."""
        await self.go_on.wait()
        return await super().explain(source, prefix, language=language)


OPERATOR = "U9"


def make_desk(known: Known | None = None, digests: object | None = None) -> Desk:
    """Return a desk whose channels follow nothing yet; `OPERATOR` may change what any of them follows."""
    known = known or Known(FakeDigests(), FakeLog(), MemorySubscriptions())
    made = digests or known.digests
    services = Services(
        FakeSources(FakeSource("acme/api", COMMITS), SECRET, known=("acme/api",)),
        SystemClock(),
        known.log,
        made.build,  # type: ignore[attr-defined] # a test gives what it likes
        made.explain,  # type: ignore[attr-defined] # as above
        access=AccessRule(),
        subscriptions=known.subscriptions,
        progress_every=dt.timedelta(),
    )
    patience = Patience(dt.timedelta(seconds=2), dt.timedelta(seconds=0.1))
    return Desk(services, Language.EN, ZONE, patience, (Channel("slack", OPERATOR),))
