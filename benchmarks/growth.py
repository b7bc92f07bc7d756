"""Makes histories of any length whose commits are all alike, to see what a longer one costs."""

import subprocess
from pathlib import Path

FILES = 50
LINES = 60
BEGIN = 1_700_000_000  # any second of the epoch


def make_history(folder: Path, commits: int) -> Path:
    """Make a bare repository of `commits` commits; each rewrites a function in one of 50 files."""
    path = folder / f"{commits}.git"
    create = ["git", "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(path)]
    subprocess.run(create, check=True)  # noqa: S603 - a benchmark's own words to git
    command = ["git", "-C", str(path), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - a benchmark's own words to git
        assert process.stdin is not None
        process.stdin.writelines(map(_commit, range(commits)))
    assert process.returncode == 0
    return path


def _commit(number: int) -> bytes:
    message = b"Teach part %d to count to %d (#%d)\n\nIt stopped too early.\n" % (
        number % FILES,
        number,
        number,
    )
    content = _content(number)
    head = b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\n" % (BEGIN + number * 600)
    file = b"M 100644 inline src/part_%d.py\n" % (number % FILES)
    return b"%bdata %d\n%b%bdata %d\n%b\n" % (head, len(message), message, file, len(content), content)


def _content(number: int) -> bytes:
    lines = [f"def step_{line}(value: int) -> int:\n    return value + {line}\n" for line in range(LINES)]
    lines[number // FILES % LINES] = (
        f"def count(limit: int = {number}) -> int:\n    return limit * {number}\n"
    )
    return "\n".join(lines).encode()
