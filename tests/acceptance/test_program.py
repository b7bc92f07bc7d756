"""The installed program as a user meets it: its own process, a real repository, no account, no network."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from project import NAME, Project, make_project

PROGRAM = Path(sys.executable).parent / "commit-digest"
NOBODY_LISTENS = "http://127.0.0.1:9"  # the discard port, which no machine serves nowadays
PATIENCE = 60.0  # seconds; a busy machine is slow, a hanging program is for ever


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a repository that nobody changes."""
    return make_project(tmp_path_factory.mktemp("acceptance") / "app")


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a fresh machine: no proxy, no setting, no locale."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "GITHUB_API_URL": NOBODY_LISTENS, **more}


def program(
    *arguments: str, cwd: Path, given: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(  # noqa: S603 - our own program and words
        [PROGRAM, *arguments],
        cwd=cwd,
        input=given,
        env=env or environment(DIGEST_LANGUAGE="en"),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def test_a_fresh_checkout_shows_its_newest_day(project: Project) -> None:
    """In Chinese, with nothing configured and nothing typed."""
    done = program("run", cwd=project.path, env=environment())

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{NAME} · 2026-02-05（周四）" in done.stdout


@pytest.mark.parametrize(("closed", "lines"), [("<&-", True), (">&-", False), ("2>&-", True)])
def test_a_closed_stream_is_an_empty_one(project: Project, closed: str, lines: bool) -> None:  # noqa: FBT001 - pytest passes it
    """Services are started without a terminal."""
    done = subprocess.run(  # noqa: S603 - our own program and words
        ["/bin/sh", "-c", f'exec "$0" run {closed}', str(PROGRAM)],
        cwd=project.path,
        input="",
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) is lines


def test_commands_can_be_piped_in(project: Project) -> None:
    """The issue's own example: one day, and a commit that is not there."""
    done = program("run", cwd=project.path, given="/digest . 2026-02-04\n/explain abc1234\n")

    assert done.returncode == 0
    assert "Wed 2026-02-04" in done.stdout
    assert f"{NAME} has no commit abc1234." in done.stdout
    assert "\x1b" not in done.stdout


def test_results_go_to_standard_output_alone(project: Project) -> None:
    """So that they can be piped on."""
    done = program("digest", ".", "2026-02-04", "--format", "json", cwd=project.path)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["stats"]["total"] == 2


def test_a_locale_without_chinese_does_no_harm(project: Project) -> None:
    """UTF-8 is written whatever the machine says."""
    env = environment(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert "周四" in program("digest", ".", "latest", "--format", "text", cwd=project.path, env=env).stdout


def test_github_out_of_reach_is_a_sentence(project: Project) -> None:
    """Local work goes on without it, and nothing is taken for a quiet day."""
    done = program("digest", "encode/httpx", "yesterday", cwd=project.path)

    assert (done.returncode, done.stdout) == (1, "")
    assert "commit-digest: The host of encode/httpx cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_left_in_the_folder(project: Project) -> None:
    """Looking at a repository does not change it."""
    before = sorted(project.path.rglob("*"))

    program("run", cwd=project.path, given="/digest . latest\n")
    program("doctor", cwd=project.path)

    assert sorted(project.path.rglob("*")) == before


def test_a_reader_who_has_seen_enough_is_no_error(project: Project) -> None:
    """`commit-digest preview | head -1` is quiet."""
    command = f"'{PROGRAM}' preview | head -1"
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        command,
        shell=True,
        cwd=project.path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, cwd: Path) -> None:
        self.descriptor, inside = pty.openpty()
        env = environment(DIGEST_LANGUAGE="en", TERM="xterm-256color", COLUMNS="80")
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [PROGRAM, "run"], cwd=cwd, env=env, stdin=inside, stdout=inside, stderr=inside
        )
        os.close(inside)
        self.seen = b""

    def type(self, text: bytes) -> None:
        """Type `text`."""
        os.write(self.descriptor, text)

    def wait_for(self, words: str) -> None:
        """Wait until `words` were shown after what was waited for before."""
        end = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            assert time.monotonic() < end, self.seen
            if select.select([self.descriptor], [], [], 0.5)[0]:
                self.seen += self._read()
        self.seen = self.seen.partition(words.encode())[2]

    def _read(self) -> bytes:
        try:
            return os.read(self.descriptor, 65_536)
        except OSError:  # the program has ended
            return b""

    def code(self) -> int:
        """Return how the program ended."""
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Take the terminal away, and the program with it."""
        self.process.kill()
        self.process.wait()
        os.close(self.descriptor)


@pytest.fixture
def terminal(project: Project) -> Iterator[Terminal]:
    """Return a terminal channel that has shown its first screen."""
    terminal = Terminal(project.path)
    for words in ("Thu 2026-02-05", "Ctrl-D", "›"):
        terminal.wait_for(words)
    yield terminal
    terminal.close()


def test_a_terminal_shows_a_prompt_and_answers(terminal: Terminal) -> None:
    """Until Ctrl-D."""
    terminal.type(b"/digest . 2026-02-04\n")
    terminal.wait_for("Wed 2026-02-04")
    terminal.wait_for("›")
    terminal.type(b"\x04")

    assert terminal.code() == 0


def test_ctrl_c_leaves_the_terminal_quietly(terminal: Terminal) -> None:
    """With the code that shells know, and no traceback."""
    terminal.process.send_signal(signal.SIGINT)

    assert terminal.code() == 128 + signal.SIGINT
    assert b"Traceback" not in terminal._read()
