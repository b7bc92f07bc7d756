"""What operators read: one line an event on standard error, without secrets and safe to look at."""

import logging
import math
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import TextIO, cast

import structlog

from bot.masking import Mask
from bot.ports import Log
from bot.safety import safe

REPEATING = frozenset({"urllib3.connectionpool"})
"""Libraries whose warnings tell of requests that are repeated; what came of them, those who asked tell."""

FIRST = ("timestamp", "level", "event")
"""What stands at the beginning of every line."""


def make_log(stream: TextIO, *, secrets: Iterable[str] = (), verbose: bool = False) -> Log:
    """Return a log that writes warnings (`verbose`: everything) to `stream`: JSON, or words on a terminal.

    No value of `secrets` is ever written, wherever it turns up, tracebacks included, nor what else looks
    like a credential.
    """
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if stream.isatty():
        renderer = structlog.dev.ConsoleRenderer(
            exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
        )
    logger = structlog.wrap_logger(
        structlog.PrintLogger(cast("TextIO", _Undaunted(stream))),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.processors.format_exc_info,
            _Cleaner(Mask(secrets)),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if verbose else logging.WARNING),
    )
    return cast("Log", logger)


def belonging_to(**what: str) -> AbstractContextManager[None]:
    """Have every line of this task, and of those it begins, say `what` it belongs to."""
    return structlog.contextvars.bound_contextvars(**what)


@contextmanager
def libraries_heard(log: Log) -> Iterator[None]:
    """Write what libraries warn of as events too, while the context is open: else they print as they like."""
    handler = _Libraries(log)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


@dataclass(frozen=True)
class _Undaunted:
    """Writes to `stream` as far as that takes it: a full disk under the log must not end what is logged."""

    stream: TextIO

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self.stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self.stream.flush()


class _Libraries(logging.Handler):
    """Hands the records of Python's own logging over."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, with the exception that it brings."""
        if record.name in REPEATING and record.levelno < logging.ERROR:
            return
        with suppress(OSError, ValueError):  # nobody reads any more, and the library's work goes on
            self._log.warning(
                "library_said", library=record.name, said=_said(record), exc_info=record.exc_info
            )


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # its words and its values do not fit together
        return str(record.msg)


class _Cleaner:
    """Makes every value of an event safe text without secrets."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask

    def __call__(self, _: object, __: str, event: MutableMapping[str, object]) -> Mapping[str, object]:
        ordered = {key: event[key] for key in FIRST if key in event} | dict(event)
        return {key: self._clean(value) for key, value in ordered.items()}

    def _clean(self, value: object) -> object:
        if value is None or isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
            return value
        return self._mask(safe(value if isinstance(value, str) else repr(value)))
