"""Lines from standard input."""

import os
from pathlib import Path

import pytest

from adapters.terminal import read_lines
from adapters.terminal.lines import CHUNK


async def _lines_of(path: Path) -> list[str]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return [line async for line in read_lines(descriptor)]
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\r\n\ntwo", ["one", "", "two"]),
        ("日报\n".encode(), ["日报"]),
        (b"\xff\xfe\n", ["\ufffd\ufffd"]),
    ],
)
async def test_lines_come_as_they_stand_in_a_file(content: bytes, lines: list[str], tmp_path: Path) -> None:
    """Whatever their ends and bytes are."""
    path = tmp_path / "in"
    path.write_bytes(content)

    assert await _lines_of(path) == lines


@pytest.mark.parametrize("end", [b"", b"/help", b"\n", b"/help\n/following\n"])
async def test_a_line_without_end_is_cut_and_its_rest_is_no_command(end: bytes, tmp_path: Path) -> None:
    """Neither memory nor answers grow with what somebody pipes in."""
    path = tmp_path / "in"
    path.write_bytes(b"x" * (CHUNK * 5 + 10) + end)

    first, *others = await _lines_of(path)

    assert set(first) == {"x"}
    assert len(first) <= CHUNK * 2
    assert others == (["/following"] if b"following" in end else [])


async def test_a_line_comes_before_the_pipe_is_closed() -> None:
    """An answer does not wait for the end of input."""
    reader, writer = os.pipe()
    lines = read_lines(reader)
    os.write(writer, b"/help\n")

    assert await anext(lines) == "/help"

    os.close(writer)
    assert [line async for line in lines] == []
    os.close(reader)


async def test_a_descriptor_that_is_closed_has_no_lines(tmp_path: Path) -> None:
    """A process without standard input gets none."""
    path = tmp_path / "in"
    path.write_bytes(b"x")
    descriptor = os.open(path, os.O_RDONLY)
    os.close(descriptor)

    assert [line async for line in read_lines(descriptor)] == []
