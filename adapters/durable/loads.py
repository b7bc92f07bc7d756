"""How much work a lane has: what goes on in this process, and what waits in the queue that all share."""

from dbos import DBOS

from adapters.durable.starting import Lane
from bot.meter import Load

MOST_COUNTED = 1000  # of what waits: its rows are read one by one, and more than that is many anyway


async def load_of(lane: Lane) -> Load:
    """Return the load of `lane`."""
    waiting = await DBOS.list_workflows_async(
        name=lane.name,
        status=["ENQUEUED", "DELAYED"],
        limit=MOST_COUNTED,
        load_input=False,
        load_output=False,
    )
    return Load(lane.name, lane.running.counts[lane.name], len(waiting))
