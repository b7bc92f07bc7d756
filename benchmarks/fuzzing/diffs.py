"""The readers of diffs: of one file's hunks, of the facts in them, and of git's own stream."""

import asyncio
import re
from itertools import pairwise

from diffstreams import STREAMS, TEXTS, Stream, Text

from adapters.git.patches import PatchReader
from analysis.diff import MAX_CHARACTERS, Line, Patch, parse
from analysis.errors import SourceUnreadableError
from analysis.facts.extract import facts_of
from analysis.models import Diff, FileChange
from benchmarks.fuzzing.pace import Pace

INPUTS = TEXTS | STREAMS
HUNKS = Pace(start=0.02, each=0.000_005)
FACTS = Pace(start=0.05, each=0.000_05)
STREAM = Pace(start=0.05, each=0.000_005)
DECLARED = (SourceUnreadableError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
"""What `Git.reading` makes one error of, beside that error itself."""

_CHANGED = re.compile(r"^[-+].*", re.MULTILINE)
_HEADER = re.compile(r"^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}(?:,\d{1,9})? @@", re.MULTILINE | re.ASCII)


def check(given: Text | Stream) -> None:
    """Fail where `given` is not read to its last line, or raises what nobody declared."""
    if isinstance(given, Stream):
        _check_stream(given)
    else:
        _check_text(given)


def _check_text(given: Text) -> None:
    change, size = given.change, len(given.change.patch)
    patch = HUNKS.keep(lambda: _taken_apart(change), size)
    shown = change.patch.split("\n")
    place = 0
    for line in _changed(patch):
        place = shown.index(line.sign + line.text, place) + 1
    for hunk in patch.hunks:
        for numbers in ([it.old for it in hunk.lines if it.old], [it.new for it in hunk.lines if it.new]):
            assert all(after - before == 1 for before, after in pairwise(numbers))
    if size <= MAX_CHARACTERS and not patch.partial:
        assert len(_changed(patch)) == len(_CHANGED.findall(change.patch.replace("\r", " ")))
    FACTS.keep(lambda: facts_of(given.commit, Diff((change,))), size + len(given.commit.message))


def _taken_apart(change: FileChange) -> Patch:
    patch = parse(change)
    assert patch.hunks is not None
    return patch


def _changed(patch: Patch) -> list[Line]:
    return [line for hunk in patch.hunks for line in hunk.lines if line.sign != " "]


def _check_stream(given: Stream) -> None:
    told = STREAM.keep(lambda: asyncio.run(_told(given)), len(given.bytes))
    assert given.expected is None or told == given.expected


async def _told(given: Stream) -> list[Diff] | None:
    """Return the diffs that the reader makes of the stream; `None` where it says that it cannot."""
    source = asyncio.StreamReader(limit=given.limit)
    feeding = asyncio.ensure_future(_feed(source, given))
    reader = PatchReader("acme/api", source)
    try:
        return [
            await reader.diff(sha, following)
            for sha, following in zip(given.shas, [*given.shas[1:], None], strict=True)
        ]
    except DECLARED:
        return None
    finally:
        await feeding


async def _feed(source: asyncio.StreamReader, given: Stream) -> None:
    for start in range(0, len(given.bytes), given.chunk):
        source.feed_data(given.bytes[start : start + given.chunk])
        await asyncio.sleep(0)
    source.feed_eof()
