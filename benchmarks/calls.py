"""How long a day takes with a model of a second a call, how much it is asked, what a second run costs."""

import argparse
import asyncio
import math
import sys
import time
from collections.abc import Sequence

from benchmarks.figures import show
from benchmarks.modelday import COMMITS, Bench, digest, outputs, thirty
from benchmarks.modelserver import ModelServer

SECOND = 1.0
MOST = 1.15  # times the sum of the rounds
MOST_AGAIN = 0.5  # seconds of a second run


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 if one of them is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calls", description=__doc__)
    parser.add_argument("--concurrency", type=int, default=8)
    return asyncio.run(_measure(parser.parse_args(arguments).concurrency))


async def _measure(concurrency: int) -> int:
    async with (
        ModelServer(delay=SECOND) as server,
        Bench().writer(server.base_url, llm_concurrency=concurrency) as writer,
    ):
        thirty()  # reading and rating are other benchmarks' work
        began, busy = time.perf_counter(), time.process_time()
        first = await digest(writer)
        took, busy = time.perf_counter() - began, time.process_time() - busy
        calls = len(server.asked)
        began = time.perf_counter()
        again = await digest(writer)
        took_again = time.perf_counter() - began
        more = len(server.asked) - calls
    assert outputs(first) == outputs(again)
    limit = MOST * (math.ceil(calls / concurrency) + 1) * SECOND
    usage = first.usage
    print(f"{COMMITS} commits, {SECOND:g} s a call, {concurrency} at once")
    print(f"calls {calls}, tokens {usage.prompt_tokens:,} in and {usage.completion_tokens:,} out")
    print(f"at most {server.most_at_once} calls at once")
    print(f"processor time of the first run, server included {busy:.2f} s")
    first_held = show("day by a model", f"{took:.2f} s", f"at most {limit:.2f} s", held=took <= limit)
    well = took_again <= MOST_AGAIN and not more
    again_held = show(
        "the same again", f"{took_again:.2f} s, {more} calls", f"{MOST_AGAIN} s, none", held=well
    )
    return int(not (first_held and again_held))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
