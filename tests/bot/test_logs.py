"""What operators read."""

import io
import json

from bot.logs import make_log


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def _fail(words: str) -> None:
    raise ValueError(words)


def test_ordinary_events_are_quiet_unless_asked_for() -> None:
    """A terminal shows results, not chatter."""
    quiet, loud = io.StringIO(), io.StringIO()

    make_log(quiet).info("request_refused")
    make_log(loud, verbose=True).info("request_refused")

    assert quiet.getvalue() == ""
    assert '"event": "request_refused"' in loud.getvalue()


def test_an_event_is_one_line_for_programs() -> None:
    """Keys and values, whatever a value holds."""
    stream = io.StringIO()

    make_log(stream).warning("refused", error="two\nlines \x1b[2J", incident=None, seconds=0.5, 名="池")

    assert stream.getvalue().count("\n") == 1
    line = json.loads(stream.getvalue())
    assert list(line)[:3] == ["timestamp", "level", "event"]
    assert line | {"timestamp": ""} == {
        "timestamp": "",
        "level": "warning",
        "event": "refused",
        "error": "two\nlines ",
        "incident": None,
        "seconds": 0.5,
        "名": "池",
    }


def test_no_secret_is_ever_written() -> None:
    """Not in a value, not in a traceback."""
    stream = io.StringIO()
    log = make_log(stream, secrets=["ghp_hushhush", "x"])
    try:
        _fail("https://ghp_hushhush@github.com")
    except ValueError:
        log.exception("failed", token="ghp_hushhush", path=ValueError("ghp_hushhush"))

    assert "ghp_hushhush" not in stream.getvalue()
    assert "[hidden]" in stream.getvalue()
    assert "exception" in stream.getvalue()


def test_a_terminal_gets_a_readable_traceback() -> None:
    """Line by line, without the values of variables."""
    stream = Terminal()
    local = "ghp_in_a_variable"
    try:
        _fail(str(len(local)))
    except ValueError:
        make_log(stream).exception("failed")

    assert "\nValueError: 17" in stream.getvalue()
    assert local not in stream.getvalue()
