"""A day at a glance in a report: bars and columns of characters, and nothing that could become markup."""

from glances import day_of, hostile_days, touching
from hypothesis import given, settings

from analysis.language import Language
from analysis.results import Digest, Level, Stats
from bot.reports.glance import glance_blocks


def test_a_day_is_shown_with_its_history() -> None:
    day = day_of(
        touching({"src/pool.py": 30}, Level.HIGH),
        touching({"src/pool.py": 2, "docs/a|b.md": 8}, Level.LOW),
        past={1: Stats(low=4), 2: Stats()},
    )
    areas, key, said, columns = glance_blocks(day)
    assert areas.splitlines() == [
        "| Where it changed | 40 lines | |",
        "| --- | ---: | --- |",
        "| `src/pool.py` | 32 | ██████████████████████░░ |",
        "| `docs/a\\|b.md` | 8 | ░░░░░░ |",
    ]
    assert key == "█ high · ▒ medium · ░ low"
    assert said.startswith("The last 30 days: 6 commits (1 high, 5 low)")
    assert columns.splitlines() == [
        "```text",
        f"high   {'?' * 27}··▂",
        f"medium {'?' * 27}···",
        f"low    {'?' * 27}·█▂",
        "2026-01-06 – 2026-02-04",
        "```",
    ]


def test_a_day_without_known_days_shows_where_it_happened_alone() -> None:
    assert len(list(glance_blocks(day_of(touching({"a.py": 1}), language=Language.ZH)))) == 2


def test_a_day_without_anything_to_see_shows_nothing() -> None:
    assert list(glance_blocks(day_of(past={1: Stats()}))) == []


@given(hostile_days())
@settings(max_examples=40, deadline=None)
def test_any_day_makes_tables_of_three_columns(digest: Digest) -> None:
    for block in glance_blocks(digest):
        if block.startswith("|"):
            assert {row.replace("\\|", "").count("|") for row in block.splitlines()} == {4}
