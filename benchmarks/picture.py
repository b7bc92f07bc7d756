"""How long a picture of a busy day takes, against an empty one saved by the same library."""

import argparse
import datetime as dt
import io
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from adapters.pictures import PicturePainter
from adapters.pictures.style import SCALE, WIDTH
from analysis.language import Language
from benchmarks.figures import show
from bot.plates import Bar, Days, Places, Plate, Share
from bot.presenters.words import common
from bot.presenters.words import picture as words

MOST_MS = 300.0
"""What a picture may take."""

HEIGHT, UNITS_PER_INCH = 374, 72


def main() -> int:
    """Print the medians; return 1 where a picture takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    first = _ms(lambda: PicturePainter().paint(busy_day(Language.ZH)))
    empty = _median(_empty, rounds)
    print(f"first of a process, matplotlib loaded before: {first:.0f} ms")
    print(f"an empty picture of the same size: {empty:.1f} ms")
    worst = 0.0
    for language in Language:
        plate = busy_day(language)
        took = _median(partial(PicturePainter().paint, plate), rounds)
        print(f"a busy day, {language}: {took:.1f} ms, {took / empty:.1f} times the empty one")
        worst = max(worst, took)
    show("a busy day painted", f"{worst:.0f} ms", f"at most {MOST_MS:.0f} ms", held=worst <= MOST_MS)
    return 0 if worst <= MOST_MS else 1


def busy_day(language: Language) -> Plate:
    """Return eight areas and thirty days with commits of every level."""
    chance = random.Random(7)
    bars = tuple(
        Bar(f"src/module{number}/包{number}/file.py", "", (chance.randint(1, 90), 40, 9), "139")
        for number in range(8)
    )
    columns = tuple((chance.randint(1, 9), chance.randint(1, 9), chance.randint(1, 9)) for _ in range(30))
    levels = tuple(Share(name.to(language), 9) for name in common.LEVELS.values())
    days = words.DAYS.to(language).format(days=30)
    return Plate(
        "acme/courier",
        words.DATES[2].to(language).format(date=dt.date(2026, 2, 4)),
        words.TOTAL.to(language).format(total=27),
        levels,
        Places(words.PLACES.to(language), words.LINES.to(language).format(lines="1,112"), bars, ""),
        Days(days, words.MOST.to(language).format(most=27), columns, "01-06", "02-04", "?"),
    )


def _empty() -> None:
    figure = Figure(figsize=(WIDTH / UNITS_PER_INCH, HEIGHT / UNITS_PER_INCH), dpi=UNITS_PER_INCH * SCALE)
    FigureCanvasAgg(figure)
    figure.savefig(io.BytesIO(), format="png")


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_ms(work) for _ in range(rounds))


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
