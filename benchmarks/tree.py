"""What a process and all that it starts hold in memory together, looked at while they run (Linux)."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.02  # seconds between two looks

_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)
_GIT = re.compile(r"^Name:\s+git$", re.MULTILINE)


class Watch:
    """Keeps the most memory, in MB, that the tree below a process held at once: git's, and all others'.

    Pages that processes share are counted for each of them, and git's include the packs that it maps.
    """

    def __init__(self, pid: int) -> None:
        self.ours = self.git = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            held = [_held(pid) for pid in _tree(self._pid)]
            self.git = max(self.git, sum(size for size, is_git in held if is_git))
            self.ours = max(self.ours, sum(size for size, is_git in held if not is_git))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        for child in _text(thread / "children").split():
            yield from _tree(int(child))


def _held(pid: int) -> tuple[float, bool]:
    status = _text(Path(f"/proc/{pid}/status"))
    found = _RESIDENT.search(status)
    return (int(found[1]) / 1024 if found else 0.0), _GIT.search(status) is not None


def _text(path: Path) -> str:
    """Return what stands in a file of /proc; nothing, where its process has just ended."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
