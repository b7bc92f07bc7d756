"""What operators read: one line an event on standard error, without secrets and safe to look at."""

import logging
from collections.abc import Iterable, Mapping, MutableMapping
from typing import TextIO, cast

import structlog

from bot.ports import Log
from bot.safety import safe

SHORTEST_SECRET = 6  # characters; shorter ones would blot out ordinary words
HIDDEN = "[hidden]"


def make_log(stream: TextIO, *, secrets: Iterable[str] = (), verbose: bool = False) -> Log:
    """Return a log that writes warnings (`verbose`: everything) to `stream`, coloured on a terminal.

    No value of `secrets` is ever written, wherever it turns up, tracebacks included.
    """
    renderer: structlog.typing.Processor = structlog.processors.LogfmtRenderer(
        key_order=("timestamp", "level", "event"), bool_as_flag=False
    )
    if stream.isatty():
        renderer = structlog.dev.ConsoleRenderer(
            exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
        )
    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.processors.format_exc_info,
            _Cleaner(secrets),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
    )
    return cast("Log", logger)


class _Cleaner:
    """Makes every value of an event safe text without secrets."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= SHORTEST_SECRET)

    def __call__(self, _: object, __: str, event: MutableMapping[str, object]) -> Mapping[str, object]:
        return {key: self._clean(value) for key, value in event.items()}

    def _clean(self, value: object) -> object:
        if value is None or isinstance(value, (int, float)):
            return value
        text = safe(value if isinstance(value, str) else repr(value))
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text
