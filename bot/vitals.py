"""Whether what the bot lives on is alive: the checks behind `/healthz`."""

import asyncio
import datetime as dt
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from bot.ports import Clock
from bot.web import JSON, Request, Response

PATH = "/healthz"
PATIENCE = 2.0  # seconds that a check may take; those who ask wait for few more
ALIVE = "ok"
_OK, _UNAVAILABLE = 200, 503

Probe = Callable[[], Awaitable[str | None]]
"""Says in a few words what is wrong, fit for strangers; `None` where nothing is."""


@dataclass(slots=True)
class Pulse:
    """When something that comes again and again was there last; it counts as alive for so long after."""

    clock: Clock
    within: dt.timedelta
    last: dt.datetime | None = None

    def beat(self) -> None:
        """Note that it is there."""
        self.last = self.clock.now()

    async def probe(self) -> str | None:
        """Say since when it is missing."""
        if self.last is None:
            return "not yet"
        age = self.clock.now() - self.last
        return None if age <= self.within else f"none for {age.total_seconds():.0f} s"


@dataclass(slots=True)
class Vitals:
    """Checks by name. Until the first one is told, the bot is still starting.

    `causes` names what keeps failing outside of the process: told beside the checks, and no reason for 503.
    """

    patience: float = PATIENCE
    causes: Callable[[], Awaitable[Collection[str]]] | None = None
    _probes: dict[str, Probe] = field(default_factory=dict)

    def watch(self, name: str, probe: Probe) -> None:
        """Have `probe` checked under `name`, in place of an earlier one."""
        self._probes[name] = probe

    async def check(self) -> Mapping[str, str]:
        """Return for each check `ALIVE`, or what is wrong."""
        names = tuple(self._probes)
        found = await asyncio.gather(*(self._tried(self._probes[name]) for name in names))
        return dict(zip(names, found, strict=True))

    async def _tried(self, probe: Probe) -> str:
        try:
            async with asyncio.timeout(self.patience):
                return await probe() or ALIVE
        except TimeoutError:
            return f"no answer within {self.patience:g} s"
        except Exception:  # noqa: BLE001 - whatever it is, what is checked cannot be used; the log is no place for polls
            return "fails"

    async def _causes(self) -> list[str]:
        if self.causes is None:
            return []
        with suppress(Exception):  # the check of the database tells that it cannot be asked
            async with asyncio.timeout(self.patience):
                return sorted(set(await self.causes()))
        return []

    async def answer(self, request: Request) -> Response:
        """Tell whoever asks at `PATH`: 200 where all is alive, else 503 and what is not."""
        del request
        checks = await self.check()
        status = "starting" if not checks else "ok" if is_alive(checks) else "failing"
        told = {"status": status, "checks": checks, "incidents": await self._causes()}
        body = json.dumps(told).encode() + b"\n"
        return Response(_OK if status == "ok" else _UNAVAILABLE, body, {"Content-Type": JSON})


def is_alive(checks: Mapping[str, str]) -> bool:
    """Whether every check passed."""
    return all(said == ALIVE for said in checks.values())
