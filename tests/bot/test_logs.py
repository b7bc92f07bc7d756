"""What operators read."""

import errno
import io
import json
import logging

import pytest
import strategies
from hypothesis import HealthCheck, given, settings

from bot.logs import belonging_to, libraries_heard, make_log


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


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["program", "terminal"])
@given(strategies.texts)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_strangers_write_begins_no_line(stream: io.StringIO, said: str) -> None:
    """However it ends a line, or moves a cursor."""
    stream.seek(0)
    stream.truncate()
    make_log(stream).warning("refused", said=said)

    assert len(stream.getvalue().splitlines()) == 1
    assert stream.getvalue().count("refused") >= 1


def test_a_library_that_warns_is_one_line_without_secrets() -> None:
    """It would print as it likes else, tokens included."""
    stream, library = io.StringIO(), logging.getLogger("some.library")
    with libraries_heard(make_log(stream, secrets=["hunter22"])):
        library.info("chatter")
        try:
            _fail("hunter22\nlevel=error")
        except ValueError:
            library.exception("cannot reach %s\n", "https://bot:hunter22@host")
    (line,) = (json.loads(text) for text in stream.getvalue().splitlines())

    assert (line["event"], line["library"]) == ("library_said", "some.library")
    assert "ValueError" in line["exception"]
    assert "hunter22" not in stream.getvalue()


def test_a_request_that_is_repeated_makes_no_noise() -> None:
    """Each attempt would be a line of a library; a real failure is told by who asked."""
    stream = io.StringIO()
    with libraries_heard(make_log(stream)):
        logging.getLogger("urllib3.connectionpool").warning("Retrying")
        assert stream.getvalue() == ""
        logging.getLogger("urllib3.connectionpool").error("no pool is left")
    assert "no pool is left" in stream.getvalue()


def test_a_number_that_json_does_not_know_is_a_word() -> None:
    stream = io.StringIO()
    make_log(stream).warning("odd", ratio=float("nan"), whole=3, half=0.5, flag=True)
    line = json.loads(stream.getvalue())

    assert (line["ratio"], line["whole"], line["half"], line["flag"]) == ("nan", 3, 0.5, True)


def test_a_line_says_what_it_belongs_to_while_that_lasts() -> None:
    stream = io.StringIO()
    log = make_log(stream)
    with belonging_to(run="digest:1"):
        log.warning("inside")
    log.warning("outside")
    inside, outside = (json.loads(text) for text in stream.getvalue().splitlines())

    assert inside["run"] == "digest:1"
    assert "run" not in outside


def test_a_library_whose_words_do_not_fit_is_heard_all_the_same() -> None:
    stream = io.StringIO()
    with libraries_heard(make_log(stream)):
        for handler in logging.getLogger().handlers:
            if "bot.logs" in type(handler).__module__:  # that of the tests would raise
                handler.emit(logging.LogRecord("lib", logging.WARNING, "", 0, "%s of %s", ("one",), None))

    assert json.loads(stream.getvalue())["said"] == "%s of %s"


def test_a_log_on_a_full_disk_ends_nothing_that_is_logged() -> None:
    """What is written then is lost, and what comes later is not."""

    class Full(io.StringIO):
        full = True

        def write(self, text: str) -> int:
            if self.full:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(text)

    stream = Full()
    log = make_log(stream)
    log.warning("first")
    stream.full = False
    log.warning("second")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["second"]
