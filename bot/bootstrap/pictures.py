"""The pictures of digests."""

import threading

from bot.pictures import Pictures
from bot.ports import Log


def pictures(log: Log) -> Pictures:
    """Return what has pictures painted; nothing is loaded before the first, or before it is warmed up."""
    from adapters.pictures import PicturePainter  # noqa: PLC0415 - adapters are loaded where they are chosen

    return Pictures(PicturePainter(), log)


def warmed(made: Pictures) -> Pictures:
    """Load what painting needs beside everything else, and return the same."""
    threading.Thread(target=made.warm_up, daemon=True, name="pictures").start()
    return made
