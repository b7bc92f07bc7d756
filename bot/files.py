"""Files that are there whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_whole(text: str, path: Path) -> None:
    """Write `text` beside `path` and rename, so that nobody ever finds half a file there; raises `OSError`.

    A file that is replaced keeps its permissions.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".commit-digest-")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        written.chmod(_mode(path))
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
