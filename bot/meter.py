"""What is counted while the bot works, whoever counts it: a port, and its twin that counts nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from analysis.errors import (
    BudgetSpentError,
    ModelError,
    ModelUnavailableError,
    PromptTooLongError,
)
from analysis.results import Analysis, Usage
from bot.errors import CannotLookError, DeliveryError, OutcomeUnknownError, RefusedError
from bot.stores import RunState


class ModelFault(StrEnum):
    """Why a model gave no answer that could be used."""

    REFUSED = "refused"
    LIMITED = "limited"
    UNREACHABLE = "unreachable"
    TOO_LONG = "too_long"
    BUDGET = "budget"
    UNUSABLE = "unusable"


class PlatformFault(StrEnum):
    """What a chat platform did with a request of ours."""

    REFUSED = "refused"
    LIMITED = "limited"  # it asked for patience
    UNKNOWN = "unknown"  # the answer was lost: it may have been done or not
    CANNOT_LOOK = "cannot_look"


class Answered(StrEnum):
    """How a request of a person ended."""

    DONE = "done"
    REFUSED = "refused"  # the asker can mend it, or must wait
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Load:
    """Work of one kind: how much goes on in this process, and how much waits for any process."""

    kind: str
    under_way: int
    waiting: int


class Meter(Protocol):
    """Counts; it does no I/O, and never raises."""

    def run_ended(self, kind: str, state: RunState) -> None:
        """Count a run that came to an end in this process."""
        ...

    def model_known(self, model: str) -> None:
        """Begin to count for `model`, from nothing."""
        ...

    def model_answered(self, model: str, usage: Usage) -> None:
        """Count a usable answer, with what it took."""
        ...

    def model_failed(self, model: str, fault: ModelFault, usage: Usage | None = None) -> None:
        """Count a question without one, with what it took all the same."""
        ...

    def model_left_alone(self, model: str, *, alone: bool) -> None:
        """Note whether questions to `model` fail at once because it is down."""
        ...

    def analysis_written(self, analysis: Analysis) -> None:
        """Count what was written about a commit, and its claims: kept, and dropped as not borne out."""
        ...

    def part_posted(self, platform: str) -> None:
        """Count a part that stands in a channel."""
        ...

    def platform_failed(self, platform: str, fault: PlatformFault) -> None:
        """Count a request that a platform did not carry out, or not for certain."""
        ...

    def request_answered(self, platform: str, how: Answered, seconds: float) -> None:
        """Count a request of a person, and the time until its answer stood."""
        ...

    def loop_lagged(self, seconds: float) -> None:
        """Note how much too late a moment of this process's event loop came."""
        ...

    def loads(self, loads: Sequence[Load]) -> None:
        """Note how much work there is now."""
        ...

    def silences(self, seconds: Mapping[str, float]) -> None:
        """Note for each subscription, by id, how long ago it was last told its digest."""
        ...

    def incidents(self, counts: Mapping[str, int]) -> None:
        """Note how many incidents go on, by cause."""
        ...

    def health(self, checks: Mapping[str, bool]) -> None:
        """Note what was found alive, by the name of the check."""
        ...


class SilentMeter:
    """Implements `Meter` for processes that nobody watches."""

    def run_ended(self, kind: str, state: RunState) -> None:
        """Count nothing."""

    def model_known(self, model: str) -> None:
        """Count nothing."""

    def model_answered(self, model: str, usage: Usage) -> None:
        """Count nothing."""

    def model_failed(self, model: str, fault: ModelFault, usage: Usage | None = None) -> None:
        """Count nothing."""

    def model_left_alone(self, model: str, *, alone: bool) -> None:
        """Note nothing."""

    def analysis_written(self, analysis: Analysis) -> None:
        """Count nothing."""

    def part_posted(self, platform: str) -> None:
        """Count nothing."""

    def platform_failed(self, platform: str, fault: PlatformFault) -> None:
        """Count nothing."""

    def request_answered(self, platform: str, how: Answered, seconds: float) -> None:
        """Count nothing."""

    def loop_lagged(self, seconds: float) -> None:
        """Note nothing."""

    def loads(self, loads: Sequence[Load]) -> None:
        """Note nothing."""

    def silences(self, seconds: Mapping[str, float]) -> None:
        """Note nothing."""

    def incidents(self, counts: Mapping[str, int]) -> None:
        """Note nothing."""

    def health(self, checks: Mapping[str, bool]) -> None:
        """Note nothing."""


UNMETERED = SilentMeter()


def model_fault(error: ModelError) -> ModelFault:
    """Return the kind of `error` as it is counted."""
    if isinstance(error, ModelUnavailableError):
        known = {"refused": ModelFault.REFUSED, "limited": ModelFault.LIMITED}
        return known.get(error.reason, ModelFault.UNREACHABLE)
    if isinstance(error, PromptTooLongError):
        return ModelFault.TOO_LONG
    return ModelFault.BUDGET if isinstance(error, BudgetSpentError) else ModelFault.UNUSABLE


def platform_fault(error: DeliveryError) -> PlatformFault:
    """Return the kind of `error` as it is counted; a platform's own codes are for the log."""
    if isinstance(error, RefusedError) and error.retry_after is not None:
        return PlatformFault.LIMITED
    if isinstance(error, OutcomeUnknownError):
        return PlatformFault.UNKNOWN
    return PlatformFault.CANNOT_LOOK if isinstance(error, CannotLookError) else PlatformFault.REFUSED
