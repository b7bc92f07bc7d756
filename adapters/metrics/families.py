"""Every metric by name, with its meaning and its labels; each label has few values."""

from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

PREFIX = "commit_digest_"
LAGS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds
WAITS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0)  # seconds


@dataclass(frozen=True, slots=True)
class Families:
    """The metrics of one process in one registry."""

    registry: CollectorRegistry
    runs: Counter
    under_way: Gauge
    waiting: Gauge
    subscriptions: Gauge
    silence: Gauge
    incidents: Gauge
    model_calls: Counter
    model_answers: Counter
    model_faults: Counter
    model_tokens: Counter
    model_cost: Counter
    left_alone: Gauge
    analyses: Counter
    claims: Counter
    parts: Counter
    platform_errors: Counter
    requests: Counter
    request_seconds: Histogram
    lag: Histogram
    healthy: Gauge


def families() -> Families:
    """Declare all metrics in a registry of their own, with what Linux tells of the process."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)

    def counter(name: str, meaning: str, *labels: str) -> Counter:
        return Counter(PREFIX + name, meaning, labels, registry=registry)

    def gauge(name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(PREFIX + name, meaning, labels, registry=registry)

    def histogram(name: str, meaning: str, buckets: Sequence[float], *labels: str) -> Histogram:
        return Histogram(PREFIX + name, meaning, labels, registry=registry, buckets=buckets)

    return Families(
        registry,
        runs=counter("runs", "Runs that ended in this process.", "kind", "outcome"),
        under_way=gauge("runs_under_way", "Work that goes on in this process.", "kind"),
        waiting=gauge("runs_waiting", "Work that waits for any process.", "kind"),
        subscriptions=gauge("subscriptions", "Subscriptions there are."),
        silence=gauge(
            "seconds_since_success",
            "Seconds since a subscription was last told its digest, or was made.",
            "subscription",
        ),
        incidents=gauge("incidents", "What keeps digests from channels, or from being good.", "cause"),
        model_calls=counter("model_calls", "Requests that a model's server answered.", "model"),
        model_answers=counter("model_answers", "Questions that a model answered usably.", "model"),
        model_faults=counter("model_faults", "Questions without a usable answer.", "model", "kind"),
        model_tokens=counter("model_tokens", "Tokens; cached ones are also prompt ones.", "model", "kind"),
        model_cost=counter("model_cost_dollars", "US dollars, where prices are known.", "model"),
        left_alone=gauge("model_left_alone", "1 while a model that is down is not asked.", "model"),
        analyses=counter("analyses", "Analyses that were written.", "written_by", "depth"),
        claims=counter("claims", "Claims of models, by whether the diff bears them out.", "outcome"),
        parts=counter("parts_posted", "Parts of messages that stand in channels.", "platform"),
        platform_errors=counter("platform_errors", "Requests a platform did not do.", "platform", "kind"),
        requests=counter("requests", "Requests of people.", "platform", "outcome"),
        request_seconds=histogram("request_seconds", "Seconds until an answer stood.", WAITS, "platform"),
        lag=histogram("event_loop_lag_seconds", "Seconds that the event loop was late.", LAGS),
        healthy=gauge("healthy", "1 where a check of /healthz passed when last looked at.", "check"),
    )
