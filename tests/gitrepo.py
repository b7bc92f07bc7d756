"""Builds real git repositories: fixed people, given times, any content, many commits in one process."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

START = 1_770_163_200  # 2026-02-04 00:00 UTC, in seconds of the epoch
HOUR = 3600
DAY = 24 * HOUR
ORIGIN = "https://github.com/acme/app.git"
NAME = "acme/app"
AUTHOR = "Ada Lovelace <ada@example.org>"
COMMITTER = "Grace Hopper <grace@example.org>"


@dataclass(frozen=True)
class Entry:
    """A tree entry of another mode than a plain file's; a submodule's content is the SHA it names."""

    content: str | bytes
    mode: str = "100644"


def executable(content: str | bytes) -> Entry:
    """Return a file that can be run."""
    return Entry(content, "100755")


def symlink(target: str) -> Entry:
    """Return a symbolic link."""
    return Entry(target, "120000")


def submodule(sha: str) -> Entry:
    """Return a submodule that stands at `sha`."""
    return Entry(sha, "160000")


Files = Mapping[str | bytes, str | bytes | Entry | None]  # None: deleted


@dataclass(frozen=True)
class Spec:
    """A commit to be made; `parents=None` means the tip of `branch`, an empty list a root commit."""

    message: str | bytes = "Change something\n"
    files: Files = field(default_factory=dict)
    at: int = START
    branch: str = "main"
    parents: Sequence[str] | None = None
    author: str | bytes = AUTHOR
    committer: str | bytes = COMMITTER
    authored_at: int | None = None  # the same as `at`
    encoding: str | None = None


@dataclass
class GitRepo:
    """A repository on this disk; `path` is what to open. Made by `GitRepo.create`."""

    path: Path
    tips: dict[str, str] = field(default_factory=dict)

    @classmethod
    def create(
        cls, path: Path, *, bare: bool = True, origin: str | None = ORIGIN, form: str = "sha1"
    ) -> "GitRepo":
        """Make an empty repository whose HEAD names `main`."""
        repo = cls(path)
        layout = ["--bare"] if bare else []
        run(
            "init",
            "--quiet",
            *layout,
            "--template=",
            "--initial-branch=main",
            f"--object-format={form}",
            str(path),
        )
        if origin:
            repo.git("config", "remote.origin.url", origin)
        return repo

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """Return what git says in this repository."""
        return run("-C", str(self.path), *arguments, given=given)

    def commit(
        self,
        message: str | bytes = "Change something\n",
        files: Files | None = None,
        at: int = START,
        branch: str = "main",
        parents: Sequence[str] | None = None,
        *,
        author: str | bytes = AUTHOR,
        committer: str | bytes = COMMITTER,
        authored_at: int | None = None,
        encoding: str | None = None,
    ) -> str:
        """Make one commit and return its SHA."""
        spec = Spec(message, files or {}, at, branch, parents, author, committer, authored_at, encoding)
        return self.commits([spec])[0]

    def merge(
        self, message: str, brought: Sequence[str], files: Files, at: int = START, branch: str = "main"
    ) -> str:
        """Merge the commits `brought` into `branch`; `files` is what differs from the first parent."""
        return self.commit(message, files, at, branch, [self.tips[branch], *brought])

    def commits(self, specs: Sequence[Spec]) -> list[str]:
        """Make many commits in one go and return their SHAs; each stands on the one before it."""
        tips: dict[str, bytes] = {branch: sha.encode() for branch, sha in self.tips.items()}
        stream = []
        for mark, spec in enumerate(specs, 1):
            parents = (
                [it.encode() for it in spec.parents] if spec.parents is not None else tips_of(tips, spec)
            )
            stream.append(_command(spec, mark, parents))
            tips[spec.branch] = b":%d" % mark
        stream += [b"get-mark :%d\n" % mark for mark in range(1, len(specs) + 1)]
        shas = self.git("fast-import", "--quiet", "--force", given=b"".join(stream)).split()
        self.tips.update({spec.branch: sha for spec, sha in zip(specs, shas, strict=True)})
        return shas


def tips_of(tips: Mapping[str, bytes], spec: Spec) -> list[bytes]:
    """Return the parents of a commit that names none."""
    return [tips[spec.branch]] if spec.branch in tips else []


def run(*arguments: str, given: bytes = b"") -> str:
    """Return what git says; `CalledProcessError` if it fails."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    command = ["git", "-c", "safe.directory=*", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, input=given, env=environment)  # noqa: S603 - a test's own words to git
    return done.stdout.decode("utf-8", "replace")


def _command(spec: Spec, mark: int, parents: Sequence[bytes]) -> bytes:
    """Return one commit in the language of git-fast-import(1)."""
    authored = spec.at if spec.authored_at is None else spec.authored_at
    lines = [] if parents else [b"reset refs/heads/%b" % spec.branch.encode()]
    lines += [
        b"commit refs/heads/%b" % spec.branch.encode(),
        b"mark :%d" % mark,
        b"author %b %d +0000" % (_bytes(spec.author), authored),
        b"committer %b %d +0800" % (_bytes(spec.committer), spec.at),
    ]
    if spec.encoding:
        lines.append(b"encoding %b" % spec.encoding.encode())
    lines.append(_data(_bytes(spec.message)))
    lines += [
        b"%b %b" % (word, sha)
        for word, sha in zip([b"from", *[b"merge"] * len(parents)], parents, strict=False)
    ]
    lines += [_change(path, entry) for path, entry in spec.files.items()]
    return b"\n".join(lines) + b"\n\n"


def _change(path: str | bytes, entry: str | bytes | Entry | None) -> bytes:
    quoted = b'"%b"' % b"".join(b"\\%03o" % byte for byte in _bytes(path))
    if entry is None:
        return b"D %b" % quoted
    if not isinstance(entry, Entry):
        entry = Entry(entry)
    if entry.mode == "160000":
        return b"M 160000 %b %b" % (_bytes(entry.content), quoted)
    return b"M %b inline %b\n%b" % (entry.mode.encode(), quoted, _data(_bytes(entry.content)))


def _data(content: bytes) -> bytes:
    return b"data %d\n%b" % (len(content), content)


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
