"""An empty git directory of our own that only borrows a repository's objects and refs.

git runs here and nowhere else, so nothing that a repository says about how to read it is obeyed:
no configuration, hooks, attributes, grafts or promisor remotes (a missing object is an error, never a
download), and git need not ask who owns the repository: an owner can do no harm. What is still taken
from the repository are objects (also through its own `objects/info/alternates`), refs and `shallow`.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from adapters.git.places import Place

BIG_FILE = 64 * 1024 * 1024
"""Bytes from which git shows a file as binary instead of holding it twice in memory."""

_BORROWED = ("refs", "packed-refs", "shallow")
_CONFIGURATION = """\
[core]
	repositoryFormatVersion = 1
	bare = true
	attributesFile = /dev/null
	commitGraph = false
	bigFileThreshold = {big}
[extensions]
	objectFormat = {format}
"""


def make_quarantine(place: Place) -> Path:
    """Return a new git directory that shows the objects and refs of `place`; the caller removes it."""
    made = Path(tempfile.mkdtemp(prefix="commit-digest-git-"))
    configure(made, "sha1")
    (made / "HEAD").write_text("ref: refs/heads/none\n", "ascii")
    for name in _BORROWED:
        (made / name).symlink_to(place.common.absolute() / name)
    return made


def configure(made: Path, object_format: str) -> None:
    """Write the only configuration that git reads; `object_format` is `sha1` or `sha256`."""
    (made / "config").write_text(_CONFIGURATION.format(big=BIG_FILE, format=object_format), "ascii")


def remove_quarantine(made: Path) -> None:
    """Remove a directory made by `make_quarantine`, without following what it borrows."""
    shutil.rmtree(made, ignore_errors=True)


def environment(made: Path, objects: Path) -> Mapping[str, str]:
    """Return the whole environment of a git that works in `made`: nothing of the caller's but `PATH`."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(made),
        "LC_ALL": "C",
        "GIT_DIR": str(made),
        "GIT_OBJECT_DIRECTORY": str(objects.absolute()),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_PAGER": "cat",
    }
