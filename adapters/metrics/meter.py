"""A meter that Prometheus reads."""

from collections.abc import Mapping, Sequence
from itertools import product

from prometheus_client import disable_created_metrics, generate_latest

from adapters.metrics.families import families
from analysis.results import Analysis, Depth, Usage, WrittenBy
from bot.causes import Cause
from bot.meter import Answered, Load, ModelFault, PlatformFault
from bot.runs import DIGEST
from bot.stores import RunState

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Of https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format."""
MOST_SUBSCRIPTIONS = 500
"""Series of subscriptions there are at most: of more, those that have waited longest."""
TOKENS = ("prompt", "completion", "cached")


class PrometheusMeter:
    """Implements `bot.meter.Meter`; what concerns `platforms` is counted from nothing."""

    def __init__(self, platforms: Sequence[str] = ()) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # they double the counters, for nobody
        self._of = families()
        for state in (RunState.DONE, RunState.FAILED, RunState.CANCELLED):
            self._of.runs.labels(DIGEST, state.value)
        for outcome in ("kept", "dropped"):
            self._of.claims.labels(outcome)
        for by, depth in product(WrittenBy, Depth):
            self._of.analyses.labels(by.value, depth.value)
        for platform in platforms:
            self._platform_known(platform)

    def _platform_known(self, platform: str) -> None:
        self._of.parts.labels(platform)
        self._of.request_seconds.labels(platform)
        for fault in PlatformFault:
            self._of.platform_errors.labels(platform, fault.value)
        for how in Answered:
            self._of.requests.labels(platform, how.value)

    def page(self) -> tuple[str, bytes]:
        """Return the content type and the text that Prometheus reads."""
        return CONTENT_TYPE, generate_latest(self._of.registry)

    def run_ended(self, kind: str, state: RunState) -> None:
        """Count a run that came to an end in this process."""
        self._of.runs.labels(kind, state.value).inc()

    def model_known(self, model: str) -> None:
        """Begin to count for `model`, from nothing."""
        for counter in (self._of.model_calls, self._of.model_answers, self._of.model_cost):
            counter.labels(model)
        for fault in ModelFault:
            self._of.model_faults.labels(model, fault.value)
        for kind in TOKENS:
            self._of.model_tokens.labels(model, kind)
        self._of.left_alone.labels(model).set(0)

    def model_answered(self, model: str, usage: Usage) -> None:
        """Count a usable answer, with what it took."""
        self._of.model_answers.labels(model).inc()
        self._took(model, usage)

    def model_failed(self, model: str, fault: ModelFault, usage: Usage | None = None) -> None:
        """Count a question without one, with what it took all the same."""
        self._of.model_faults.labels(model, fault.value).inc()
        if usage:
            self._took(model, usage)

    def _took(self, model: str, usage: Usage) -> None:
        self._of.model_calls.labels(model).inc(usage.calls)
        counts = (usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens)
        for kind, count in zip(TOKENS, counts, strict=True):
            self._of.model_tokens.labels(model, kind).inc(count)
        self._of.model_cost.labels(model).inc(usage.cost or 0)

    def model_left_alone(self, model: str, *, alone: bool) -> None:
        """Note whether questions to `model` fail at once because it is down."""
        self._of.left_alone.labels(model).set(alone)

    def analysis_written(self, analysis: Analysis) -> None:
        """Count what was written about a commit, and the claims of a model."""
        self._of.analyses.labels(analysis.written_by.value, analysis.depth.value).inc()
        self._of.claims.labels("dropped").inc(analysis.claims_dropped)
        if analysis.written_by is WrittenBy.MODEL:
            self._of.claims.labels("kept").inc(len(analysis.claims))

    def part_posted(self, platform: str) -> None:
        """Count a part that stands in a channel."""
        self._of.parts.labels(platform).inc()

    def platform_failed(self, platform: str, fault: PlatformFault) -> None:
        """Count a request that a platform did not carry out, or not for certain."""
        self._of.platform_errors.labels(platform, fault.value).inc()

    def request_answered(self, platform: str, how: Answered, seconds: float) -> None:
        """Count a request of a person, and the time until its answer stood."""
        self._of.requests.labels(platform, how.value).inc()
        self._of.request_seconds.labels(platform).observe(seconds)

    def loop_lagged(self, seconds: float) -> None:
        """Note how much too late a moment of this process's event loop came."""
        self._of.lag.observe(seconds)

    def loads(self, loads: Sequence[Load]) -> None:
        """Note how much work there is now."""
        for load in loads:
            self._of.under_way.labels(load.kind).set(load.under_way)
            self._of.waiting.labels(load.kind).set(load.waiting)

    def silences(self, seconds: Mapping[str, float]) -> None:
        """Note for each subscription how long ago it was last told; those that are gone are forgotten."""
        self._of.subscriptions.set(len(seconds))
        self._of.silence.clear()
        longest = sorted(seconds, key=lambda one: seconds[one], reverse=True)[:MOST_SUBSCRIPTIONS]
        for one in longest:
            self._of.silence.labels(one).set(seconds[one])

    def incidents(self, counts: Mapping[str, int]) -> None:
        """Note how many incidents go on; a cause without one stands at nothing."""
        for cause in Cause:
            self._of.incidents.labels(cause.value).set(counts.get(cause, 0))

    def health(self, checks: Mapping[str, bool]) -> None:
        """Note what was found alive."""
        for check, alive in checks.items():
            self._of.healthy.labels(check).set(alive)
