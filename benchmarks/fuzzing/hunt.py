"""Feeding a target for minutes: rounds of hypothesis, each from a seed of its own, and what was found."""

import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROUND = 250
"""Inputs from one seed; hypothesis remembers each of a round, so that rounds must end."""

ROOT = Path(__file__).parents[2]
Place: TypeAlias = tuple[str, str]

_SETTINGS = settings(
    max_examples=ROUND,
    database=None,
    deadline=None,  # the pace of each target is judged by its own size
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


class Target(Protocol):
    """A module that says what it is fed with, and what must hold of all of it."""

    INPUTS: st.SearchStrategy[Any]

    @property
    def check(self) -> Callable[[Any], None]:
        """Fail where an input breaks a promise."""


@dataclass(slots=True)
class Hunt:
    """What became of one target: inputs, seconds, and each failure once, smallest input last."""

    inputs: int = 0
    seconds: float = 0.0
    findings: dict[Place, str] = field(default_factory=dict)
    again: int = 0  # inputs that met what was found before


def hunt(target: Target, seconds: float, first_seed: int) -> Hunt:
    """Feed `target` for `seconds` of work; what is found is said once and does not end the hunt.

    This process's own time counts: on a busy machine minutes of the clock would be few inputs.
    """
    found, begun, number = Hunt(), time.process_time(), first_seed
    while time.process_time() < begun + seconds:
        _round(target, found, number, begun + seconds)
        number += 1
    found.seconds = time.process_time() - begun
    return found


def _round(target: Target, found: Hunt, number: int, end: float) -> None:
    @seed(number)
    @_SETTINGS
    @given(target.INPUTS)
    def one(value: object) -> None:
        if time.process_time() > end:
            return
        found.inputs += 1
        try:
            target.check(value)
        except Exception as error:
            if place_of(error) not in found.findings:
                raise
            found.again += 1

    try:
        one()
    except Exception as error:  # noqa: BLE001 - whatever a target raises is what we are here for
        found.findings[place_of(error)] = "".join(_told(error, number))


def place_of(error: BaseException) -> Place:
    """Return what tells one failure from another: its kind, and the last of our own lines that it came by."""
    own = [it for it in _frames(error) if not it.filename.endswith(("hunt.py", "pace.py"))]
    return type(error).__name__, f"{own[-1].filename}:{own[-1].lineno}" if own else "?"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Return where `error` came by in the project's own code."""
    found = traceback.extract_tb(error.__traceback__)
    return [it for it in found if it.filename.startswith(str(ROOT)) and ".venv" not in it.filename]


def _told(error: BaseException, number: int) -> Iterator[str]:
    yield f"seed {number}: {type(error).__name__}: {error}\n"
    yield from traceback.format_list(_frames(error)[-3:])
    yield from (f"{note}\n" for note in getattr(error, "__notes__", ()))
