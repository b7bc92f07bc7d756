"""What goes through the engine is small JSON, and comes back as it was."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.days import Day
from analysis.language import Language
from analysis.results import Depth, Level
from bot.orders import Order, Task, order_data, order_of, order_of_subscription, task_data, task_of
from bot.subscriptions import Channel, Layout, Quiet, Subscription

words = st.text(max_size=12)
orders = st.builds(
    Order,
    edition=words,
    channel=st.builds(Channel, words, words),
    repo=words,
    day=st.builds(Day, st.dates(), st.sampled_from(("UTC", "Asia/Shanghai"))),
    language=st.sampled_from(Language),
    branch=st.none() | words,
    layout=st.sampled_from(Layout),
    quiet=st.sampled_from(Quiet),
    level=st.sampled_from(Level),
    paths=st.lists(words, max_size=2).map(tuple),
)
tasks = st.builds(
    Task,
    id=words,
    repo=words,
    shas=st.lists(words, max_size=3).map(tuple),
    language=st.sampled_from(Language),
    depth=st.none() | st.sampled_from(Depth),
)


@settings(max_examples=50)
@given(orders)
def test_an_order_survives_json(order: Order) -> None:
    data = order_data(order)
    assert json.loads(json.dumps(data)) == data
    assert order_of(data) == order


@settings(max_examples=50)
@given(tasks)
def test_a_task_survives_json(task: Task) -> None:
    data = task_data(task)
    assert json.loads(json.dumps(data)) == data
    assert task_of(data) == task


def test_what_is_no_order_is_refused() -> None:
    with pytest.raises(ValueError, match="edition"):
        order_of({"repo": "acme/api"})


def test_a_subscription_orders_its_own_day_in_its_own_way() -> None:
    subscription = Subscription(
        "s1",
        Channel("slack", "C1"),
        "acme/api",
        dt.time(9),
        "Asia/Shanghai",
        Language.ZH,
        branch="dev",
        layout=Layout.FLAT,
        quiet=Quiet.SKIP,
        level=Level.MEDIUM,
        paths=("src/**",),
    )
    order = order_of_subscription(subscription, dt.date(2026, 2, 4))
    assert order.edition == "s1:2026-02-04:1"
    assert order.day == Day(dt.date(2026, 2, 4), "Asia/Shanghai")
    assert (order.branch, order.layout, order.quiet) == ("dev", Layout.FLAT, Quiet.SKIP)
    assert (order.level, order.paths, order.language) == (Level.MEDIUM, ("src/**",), Language.ZH)
