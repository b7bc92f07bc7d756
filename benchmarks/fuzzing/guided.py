"""One target fed by atheris, which learns from the branches that an input takes: `pip install atheris` first.

`python -m benchmarks.fuzzing.guided TARGET -max_total_time=600` ends at the first finding; what stands behind
the target's name goes to libFuzzer. atheris is no dependency of this project: not every Python has it.
"""

import importlib
import sys

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore] # not a dependency
from hypothesis import HealthCheck, given, settings

LONGEST = 8_192  # bytes, of which hypothesis draws one input


def main(arguments: list[str]) -> None:
    """Feed the target until libFuzzer's own limit, or a finding, ends the process."""
    name, *limits = arguments
    with atheris.instrument_imports(include=["analysis", "bot", "adapters"]):
        target = importlib.import_module(f"benchmarks.fuzzing.{name}")

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.INPUTS)
    def one(value: object) -> None:
        target.check(value)

    atheris.Setup(
        [sys.argv[0], f"-max_len={LONGEST}", "-len_control=0", *limits], one.hypothesis.fuzz_one_input
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
