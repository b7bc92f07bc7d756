"""The limits of both platforms as far as they are known, and who kept to them; time is an argument.

Slack (https://docs.slack.dev/apis/web-api/rate-limits): a message a second and channel, with short bursts;
"several hundred" messages a minute and workspace, of which the least that can be called so is taken; Tier 4,
100 calls a minute, for each of the two calls that share a file. Discord: 50 requests a second and bot; five
messages in five seconds and channel, as its answers tell.
"""

import math
from collections import Counter, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

JITTER = 0.1  # seconds by which two requests may come closer on their way
GRACE = 0.5  # seconds: what was on its way when a refusal was told did not ignore it


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in any `seconds`."""

    most: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second in the long run."""
        return self.most / self.seconds


@dataclass(frozen=True, slots=True)
class Drip(Limit):
    """One every second, `most` of them at once after a rest of `seconds`."""


CHANNEL = Drip(5, 5.0)
WORKSPACE = Limit(300, 60.0)
TIER_4 = Limit(100, 60.0)
SLACK_METHODS = {
    "chat.postMessage": WORKSPACE,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
}
GLOBAL = Limit(50, 1.0)
DISCORD_CHANNEL = Limit(5, 5.0)


@dataclass
class Window:
    """What went through one limit lately."""

    limit: Limit
    passed: deque[float] = field(default_factory=deque)
    full: float = 0.0  # when a drip will have all of its drops again

    def passes(self, now: float) -> None:
        """Note a request."""
        self.passed.append(now)
        self.full = max(self.full, now) + 1 / self.limit.rate

    def wait(self, now: float) -> float:
        """Return the seconds until a request may pass, 0 for at once."""
        if isinstance(self.limit, Drip):
            return max(self.full - now - self.limit.seconds + 1 / self.limit.rate - JITTER, 0.0)
        while self.passed and self.passed[0] <= now - self.limit.seconds:
            self.passed.popleft()
        if len(self.passed) < self.limit.most:
            return 0.0
        return self.passed[0] + self.limit.seconds - now

    @property
    def left(self) -> int:
        """How many more may pass at once."""
        return self.limit.most - len(self.passed)


@dataclass
class Judge:
    """Lets requests pass or refuses them, and counts; scopes are named by anything that is hashable."""

    served: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    ignored: int = 0
    most_at_once: int = 0
    _windows: dict[Hashable, Window] = field(default_factory=dict)
    _silent: dict[Hashable, tuple[float, float]] = field(default_factory=dict)

    def window(self, scope: Hashable, limit: Limit) -> Window:
        """Return what is known of a scope."""
        return self._windows.setdefault(scope, Window(limit))

    def asked(self, kind: str, scopes: Sequence[tuple[Hashable, Limit]], now: float) -> float:
        """Return 0 where a request of `kind` passes all `scopes`, else the seconds it shall wait."""
        for scope, _ in scopes:
            told, until = self._silent.get(scope, (0.0, 0.0))
            self.ignored += told + GRACE < now < until - GRACE
        waits = {scope: self.window(scope, limit).wait(now) for scope, limit in scopes}
        wait = max(waits.values(), default=0.0)
        if wait:
            self.refused[kind] += 1
            told_wait = math.ceil(wait)
            for scope, seconds in waits.items():
                if seconds:
                    self._silent[scope] = (now, now + told_wait)
            return told_wait
        for scope, limit in scopes:
            self.window(scope, limit).passes(now)
        self.served[kind] += 1
        return 0.0
