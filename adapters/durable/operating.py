"""What operators do to runs from outside: cancel one, begin a failed one anew; also while a bot runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dbos import DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from sqlalchemy.exc import DBAPIError

from adapters.durable.addresses import address_of, place_of
from adapters.durable.engine import NAME, VERSION
from adapters.durable.workflows import DIGESTS
from bot.errors import NoSuchRunError, RunNotToBeChangedError, StoreUnreachableError
from bot.orders import order_of
from bot.ports import Clock
from bot.runs import DIGEST, next_run_id
from bot.stores import Run, RunState, RunStore

ACTIVE = frozenset({"PENDING", "ENQUEUED", "DELAYED"})


class Operator:
    """Reaches into the engine's rows without running one: whoever runs it sees the change by itself."""

    def __init__(self, client: DBOSClient, runs: RunStore, clock: Clock) -> None:
        self._client = client
        self._runs = runs
        self._clock = clock

    async def cancel(self, run_id: str) -> None:
        """Have a run end before its next step; `RunNotToBeChangedError` for one that has ended."""
        status = await self._status(run_id)
        if status.status not in ACTIVE:
            raise RunNotToBeChangedError(run_id, status.status.casefold())
        await self._client.cancel_workflow_async(run_id)
        await self._runs.end(run_id, RunState.CANCELLED, self._clock.now())

    async def retry(self, run: Run) -> str:
        """Begin a failed or cancelled run anew and return the new run's id; parts that stand are kept."""
        if run.state not in (RunState.FAILED, RunState.CANCELLED):
            raise RunNotToBeChangedError(run.id, run.state.value)
        status = await self._status(run.id)
        data = (status.input or {"args": ()})["args"][0]
        new = await next_run_id(self._runs, DIGEST, order_of(data).edition)
        await self._client.enqueue_async(
            {
                "queue_name": DIGESTS,
                "workflow_name": DIGEST,
                "workflow_id": new,
                "app_version": VERSION,
            },
            data,
        )
        return new

    async def _status(self, run_id: str) -> WorkflowStatus:
        found = await self._client.list_workflows_async(workflow_ids=[run_id], load_output=False)
        if not found:
            raise NoSuchRunError(run_id)
        return found[0]


@asynccontextmanager
async def open_operator(url: str, runs: RunStore, clock: Clock) -> AsyncIterator[Operator]:
    """Open the engine's rows; `StoreUnreachableError` where no engine has ever made them."""
    address = address_of(url)
    client = await asyncio.to_thread(
        DBOSClient,
        system_database_url=address.render_as_string(hide_password=False),
        serializer=DBOSPortableJSONSerializer(),
        application_name=NAME,
        lazy=True,
        retry_connection_errors=False,
    )
    try:
        yield Operator(client, runs, clock)
    except DBAPIError as error:
        raise StoreUnreachableError(place_of(address)) from error
    finally:
        await asyncio.to_thread(client.destroy)
