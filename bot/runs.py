"""Durable runs: what the bot asks of an engine that outlives its process, and how runs are named."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol, TypeVar

from bot.causes import cause_of
from bot.logs import belonging_to
from bot.orders import Order, Task
from bot.ports import Clock, Progress
from bot.stores import Run, RunState, RunStore

LISTENER = "main"
"""The engine of the one process that listens; further ones stand by, and workers have names of their own."""
DIGEST = "digest"  # the kind of a scheduled or asked-for run
POST = "post"  # the kind of a run by hand, in the process of a command

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: the ids of the parts that stand in the channel, or the incident to look up."""

    state: RunState
    ids: tuple[str, ...] = ()
    incident: str | None = None


class Runs(Protocol):
    """An engine that carries work on after its process died."""

    async def tell(self, order: Order) -> str:
        """Have a channel told and return the run's id; the same order twice is one run."""
        ...

    async def outcome(self, run_id: str) -> Outcome:
        """Wait until the run has ended; `KeyError` when there is none."""
        ...

    async def analyse(self, tasks: Sequence[Task], progress: Progress) -> None:
        """Wait until all `tasks` have been tried; a task that is under way or done is not begun again."""
        ...


def run_id(kind: str, edition: str, attempt: int) -> str:
    """Return the id of an attempt (from 1) at an edition."""
    return f"{kind}:{edition}:{attempt}"


def edition_of(run: Run) -> str:
    """Return the edition that a run is an attempt at."""
    return run.id.removeprefix(f"{run.kind}:").rpartition(":")[0]


async def next_run_id(runs: RunStore, kind: str, edition: str) -> str:
    """Return the id of the run that goes on or is done, else of the next attempt: failed ids are burnt."""
    attempt = 1
    while (run := await runs.get(run_id(kind, edition, attempt))) and _is_burnt(run):
        attempt += 1
    return run_id(kind, edition, attempt)


async def attempts_at(runs: RunStore, kind: str, editions: Sequence[str]) -> Mapping[str, list[Run]]:
    """Return what was tried for each of `editions`, oldest first; a few reads, however many they are."""
    found: dict[str, list[Run]] = {edition: [] for edition in editions}
    first, last, left = 1, 1, list(editions)
    while left:
        numbers = range(first, last + 1)
        stored = await runs.some([run_id(kind, edition, number) for edition in left for number in numbers])
        for edition in left:
            ids = takewhile(stored.__contains__, (run_id(kind, edition, number) for number in numbers))
            found[edition] += [stored[one] for one in ids]
        left = [edition for edition in left if len(found[edition]) == last]
        first, last = last + 1, last * 2  # most were tried once or not at all, few very often
    return found


def next_attempt(tried: Sequence[Run]) -> int:
    """Return the number (from 1) of the attempt that goes on, else of the one that comes next."""
    return len(tried) + 1 if not tried or _is_burnt(tried[-1]) else len(tried)


def run_of(order: Order, kind: str, id_: str, clock: Clock) -> Run:
    """Return a run that begins now."""
    return Run(id_, kind, order.repo, str(order.day), str(order.channel), RunState.RUNNING, clock.now())


async def noted(
    runs: RunStore, run: Run, work: Awaitable[Result], clock: Clock, new_incident: Callable[[], str]
) -> Result:
    """Do `work`, noting how it begins and ends; what it raises is noted with a new incident and raised."""
    await runs.begin(run)
    try:
        with belonging_to(run=run.id):
            result = await work
    except Exception as error:
        await runs.end(run.id, RunState.FAILED, clock.now(), new_incident(), cause_of(error))
        raise
    except BaseException:  # Ctrl-C
        await runs.end(run.id, RunState.CANCELLED, clock.now())
        raise
    await runs.end(run.id, RunState.DONE, clock.now())
    return result


def _is_burnt(run: Run) -> bool:
    return run.state in (RunState.FAILED, RunState.CANCELLED)
