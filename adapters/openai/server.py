"""One server as the official client reaches it: turns, a deadline of our own, and no retries but ours."""

import asyncio
import json
from typing import Any, cast

from openai import APITimeoutError, AsyncOpenAI, OpenAIError

from adapters.openai.faults import Fault, Kind, fault_of
from adapters.openai.ladder import Request
from bot.ports import Log
from bot.throttling import Caller, Gate, Gates
from bot.throttling.pace import Sleep
from bot.writers import ModelAccess

OFFICIAL = "https://api.openai.com/v1"
NO_KEY = "none"  # a local server wants none, the client wants one
LONGEST_LOGGED = 400  # characters of a server's words


def address(access: ModelAccess) -> str:
    """Return the server's address, as what is learned of it is filed."""
    return (access.base_url or OFFICIAL).rstrip("/")


def gate_of(access: ModelAccess, gates: Gates) -> Gate:
    """Return the gate before the server of `access`, which all models there share."""
    return gates.of(Caller("model", address(access), access.key), access.concurrency)


class FailedError(Exception):
    """A request failed in the way `fault` tells."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind.name)
        self.fault = fault


class Server:
    """Sends requests about one model."""

    def __init__(
        self,
        access: ModelAccess,
        log: Log,
        *,
        gates: Gates | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.access = access
        self.gate = gate_of(access, gates or Gates(sleep=sleep))
        self.sleep = sleep
        self.log = log
        self._client = AsyncOpenAI(
            api_key=access.key or NO_KEY, base_url=address(access), timeout=access.timeout, max_retries=0
        )
        self._completions = self._client.chat.completions  # loaded now, not within the first request

    async def complete(self, request: Request) -> object:
        """Return the completion, whatever came; raise `FailedError`."""
        async with self.gate.turn():
            try:
                async with asyncio.timeout(self.access.timeout):
                    made = await self._completions.create(model=self.access.model, **cast("Any", request))
            except OpenAIError as error:
                raise self._failed(error) from None
            except TimeoutError:
                raise self._failed(APITimeoutError(cast("Any", None))) from None
            except (json.JSONDecodeError, UnicodeError) as error:  # half a body, or a page that is no JSON
                self.log.warning("model_garbled", model=self.access.model, error=type(error).__name__)
                raise FailedError(Fault(Kind.DOWN)) from None
        self.gate.faster()
        return made

    async def models(self) -> dict[str, object]:
        """Return the models that the server lists, by name; raise `FailedError`."""
        try:
            async with asyncio.timeout(self.access.timeout):
                listed = await self._client.models.list()
        except OpenAIError as error:
            raise self._failed(error) from None
        except (TimeoutError, ValueError):
            raise FailedError(Fault(Kind.DOWN)) from None
        data = getattr(listed, "data", None)
        return {str(getattr(one, "id", "")): one for one in data} if isinstance(data, list) else {}

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _failed(self, error: OpenAIError) -> FailedError:
        fault = fault_of(error)
        said = " ".join(str(error).split())[:LONGEST_LOGGED]
        if self.access.key:
            said = said.replace(self.access.key, "[hidden]")
        self.log.warning("model_failed", model=self.access.model, kind=fault.kind.name.lower(), error=said)
        return FailedError(fault)
