"""What git tells, read from memory: as it should be, and broken in every place."""

import asyncio

import pytest
from diffstreams import STREAMS, Stream
from hypothesis import given, settings

from adapters.git.patches import PatchReader
from analysis.errors import SourceUnreadableError
from benchmarks.fuzzing.diffs import check

SHA = "1" * 40


@settings(deadline=None)
@given(STREAMS)
def test_what_git_tells_is_read_to_the_letter_and_anything_else_is_an_error(stream: Stream) -> None:
    check(stream)


@pytest.mark.parametrize(
    "entry", [b":100644", b": 100644 100644 0 1 M", b":\x80 100644 0 1 M", b":1 2 3 4 5 6"]
)
async def test_an_entry_of_another_form_is_an_error(entry: bytes) -> None:
    told = asyncio.StreamReader()
    told.feed_data(f"{SHA}\0".encode() + entry + b"\0a.py\0\0")
    told.feed_eof()
    with pytest.raises(SourceUnreadableError):
        await PatchReader("acme/api", told).diff(SHA, None)
