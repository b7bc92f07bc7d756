"""What a run is asked for, as records and as the small JSON that outlives the process."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import TypeAdapter

from analysis.days import Day
from analysis.language import Language
from analysis.results import Depth, Level
from bot.schedule import due_at
from bot.subscriptions import Channel, Layout, Quiet, Subscription

Data: TypeAlias = dict[str, object]
"""Equal to what it comes back as after a trip through JSON."""


@dataclass(frozen=True, slots=True)
class Order:
    """A digest that a channel shall be told of: `edition` is the key that makes it the same one.

    `repo` is what the repository is called here; its source may know it by another name. `due_at` is when
    it had to be told, where there is such a time, and `waiting` are earlier dates that are still to be
    told. A `repeat` tells everything again, whatever was told before.
    """

    edition: str
    channel: Channel
    repo: str
    day: Day
    language: Language
    branch: str | None = None
    layout: Layout = Layout.THREAD
    quiet: Quiet = Quiet.POST
    level: Level = Level.LOW
    paths: tuple[str, ...] = ()
    due_at: dt.datetime | None = None
    waiting: tuple[dt.date, ...] = ()
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Commits that one call of a model writes about: one commit, or all briefs of a day.

    `id` makes it the same one for every channel and command. Without `depth`, levels decide it.
    """

    id: str
    repo: str
    shas: tuple[str, ...]
    language: Language
    depth: Depth | None = None


_ORDERS = TypeAdapter(Order)
_TASKS = TypeAdapter(Task)


def order_data(order: Order) -> Data:
    """Return `order` as data."""
    data: Data = _ORDERS.dump_python(order, mode="json")
    return data


def order_of(data: Data) -> Order:
    """Return the order that `data` was made of; raise `ValueError` when it is none."""
    return _ORDERS.validate_python(data)


def task_data(task: Task) -> Data:
    """Return `task` as data."""
    data: Data = _TASKS.dump_python(task, mode="json")
    return data


def task_of(data: Data) -> Task:
    """Return the task that `data` was made of; raise `ValueError` when it is none."""
    return _TASKS.validate_python(data)


def edition_of_subscription(subscription: Subscription, date: dt.date, number: int = 1) -> str:
    """Return the key of what `subscription` is told of `date`; `number` counts the editions of that day."""
    return f"{subscription.id}:{date}:{number}"


def order_of_subscription(
    subscription: Subscription, date: dt.date, number: int = 1, waiting: tuple[dt.date, ...] = ()
) -> Order:
    """Return what `subscription` wants to hear of `date`; `number` counts the editions of that day.

    `waiting` are earlier dates that it has still to hear of.
    """
    return Order(
        edition_of_subscription(subscription, date, number),
        subscription.channel,
        subscription.repo,
        Day(date, subscription.zone),
        subscription.language,
        subscription.branch,
        subscription.layout,
        subscription.quiet,
        subscription.level,
        subscription.paths,
        due_at=due_at(date, subscription.at, subscription.zone),
        waiting=waiting,
    )
