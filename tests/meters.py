"""Reading what was counted, as Prometheus does."""

from prometheus_client.parser import text_string_to_metric_families

from adapters.metrics import PrometheusMeter

Samples = dict[str, float]


def samples_of(page: str) -> Samples:
    """Return the samples of a page: by name without our prefix, and the sorted values of its labels."""
    return {
        f"{one.name}{sorted(one.labels.values())}".removeprefix("commit_digest_"): one.value
        for family in text_string_to_metric_families(page)
        for one in family.samples
    }


def read(meter: PrometheusMeter) -> Samples:
    """Return what `meter` tells now."""
    return samples_of(meter.page()[1].decode())


def risen(meter: PrometheusMeter) -> Samples:
    """Return what `meter` has counted so far: neither what stands at nothing nor the process itself."""
    return {name: value for name, value in read(meter).items() if value and not name.startswith("process_")}
