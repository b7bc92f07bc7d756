"""How much work of a kind there is: what goes on in this process, and what waits in queues that all share."""

from collections.abc import Sequence

from dbos import DBOS

from adapters.durable.starting import Lane
from bot.meter import Load

MOST_COUNTED = 1000  # of what waits: its rows are read one by one, and more than that is many anyway


async def load_of(kind: str, lanes: Sequence[Lane]) -> Load:
    """Return the load of `kind`, a workflow's name, which goes through `lanes`."""
    waiting = await DBOS.list_workflows_async(
        name=kind,
        status=["ENQUEUED", "DELAYED"],
        limit=MOST_COUNTED,
        load_input=False,
        load_output=False,
    )
    return Load(kind, sum(lane.running.counts[lane.kind] for lane in lanes), len(waiting))
