"""The program in a hurry: what takes it minutes, hours or a day takes seconds; else it is itself.

Run as a script with the program's own arguments. Its clock is the true one, and so is how long a platform
may take to answer.
"""

import datetime as dt
import importlib
import sys
from functools import partial
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import adapters.durable.keeping
import adapters.github.patience
import adapters.store.database
import bot.alarms.speaker
import bot.alarms.stricken
import bot.healing.mender
import bot.ticker
from bot.cli.edge import run

ROUND = 0.5
"""Seconds from one round to the next."""


def _seconds(*numbers: float) -> tuple[dt.timedelta, ...]:
    return tuple(dt.timedelta(seconds=number) for number in numbers)


def hurry() -> None:
    """Shorten every pause that is counted in minutes or more."""
    adapters.store.database.PRAGMAS = ("busy_timeout = 1000", *adapters.store.database.PRAGMAS[1:])
    adapters.github.patience.LONGEST_BACKOFF = 0
    adapters.durable.keeping.PAUSES = (0.1, 0.1)
    bot.ticker.PAUSES = _seconds(1, 1.5, 2)
    (bot.ticker.RESTS,) = _seconds(3)
    bot.alarms.speaker.PAUSES = _seconds(1, 2)
    bot.alarms.stricken.PATIENCE, bot.alarms.stricken.ANSWERS_WITHIN = _seconds(2, 1)
    bot.healing.mender.PAUSES = _seconds(1, 2)
    names = vars(importlib.import_module("bot.cli.run"))  # the package has a function of the same name
    for name in ("ticking", "caring"):
        names[name] = partial(names[name], every=ROUND)


if __name__ == "__main__":
    hurry()
    sys.exit(run(sys.argv[1:]))
