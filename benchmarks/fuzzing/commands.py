"""The command parser: any line is a request that can be written and read again, or advice that works."""

from commandlines import CONTEXTS, LINES
from hypothesis import strategies as st

from analysis.language import Language
from benchmarks.fuzzing.pace import Pace
from bot.errors import BadRequestError
from bot.presenters.problems import problem
from bot.requests import COMMAND_OF, ParseContext, Request, parse, written

INPUTS = st.tuples(LINES, CONTEXTS, st.none() | st.sampled_from(sorted(COMMAND_OF.values())))
PACE = Pace(start=0.05, each=0.000_04)
"""Words that are nothing are compared with all that they could have been: most of a short line's time."""


def check(asked: tuple[str, ParseContext, str | None]) -> None:
    """Fail where the line `asked` raises anything but a mistake, or is not what it says."""
    text, context, command = asked
    outcome = PACE.keep(lambda: _read(text, context, command), len(text))
    if isinstance(outcome, BadRequestError):
        assert type(parse(outcome.instead, context)) in COMMAND_OF
        for language in Language:
            problem(outcome, language, None)
        return
    assert parse(written(outcome, context.umbrella), context) == outcome


def _read(text: str, context: ParseContext, command: str | None) -> Request | BadRequestError:
    try:
        return parse(text, context, command)
    except BadRequestError as mistake:
        return mistake
