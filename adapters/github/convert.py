"""PyGithub's objects to ours; called in a worker's thread, since reading them may ask GitHub."""

import datetime as dt
import re

from github.Commit import Commit as GitHubCommit
from github.File import File
from github.GitAuthor import GitAuthor

from analysis.models import Commit, Diff, FileChange, FileStatus, Person, Submodule, Withheld, tidy_message

FILES_PER_PAGE = 300
LONGEST_PATCH = 20_000  # lines (GitHub's documentation, "Repository limits")
EMPTY_BLOBS = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)
SHA = re.compile("[0-9a-f]{40,64}")
POINTER = re.compile(r"^([+-])Subproject commit ([0-9a-f]{40,64})$", re.MULTILINE)
STATUSES = {
    "added": FileStatus.ADDED,
    "removed": FileStatus.DELETED,
    "renamed": FileStatus.RENAMED,
    "copied": FileStatus.COPIED,
    "changed": FileStatus.TYPE_CHANGED,
}


def commit_of(given: GitHubCommit, repo: str) -> Commit:
    """Return a commit of a list or of its own page; inner commits are not known to either."""
    author, committer = _people(given)
    return Commit(
        repo=repo,
        sha=_sha(given.sha),
        parents=tuple(_sha(parent.sha) for parent in given.parents),
        author=_person(author),
        committer=_person(committer),
        authored_at=author.date.astimezone(dt.UTC),
        landed_at=committer.date.astimezone(dt.UTC),
        message=tidy_message(given.commit.message or ""),
        url=given.html_url,
    )


def _sha(given: str) -> str:
    """Return a SHA, which becomes part of addresses."""
    if not SHA.fullmatch(given):
        raise ValueError("a commit without a SHA")
    return given


def _people(given: GitHubCommit) -> tuple[GitAuthor, GitAuthor]:
    """Return author and committer; one may be unknown to GitHub, when the commit was made badly."""
    author: GitAuthor | None = given.commit.author
    committer: GitAuthor | None = given.commit.committer
    either = author or committer
    if either is None:
        raise ValueError("a commit that nobody made")
    return author or either, committer or either


def diff_of(given: GitHubCommit) -> Diff:
    """Return the diff against the first parent, page by page.

    GitHub lists 3,000 files and does not count the rest: where the totals of the commit are more than
    those of the listed files, `files_not_listed` is 1 and means "at least one".
    """
    files = tuple(map(file_of, given.files))
    listed = sum(file.additions + file.deletions for file in files)
    return Diff(files, files_not_listed=int(given.stats.total > listed))


def file_of(file: File) -> FileChange:
    """Return one changed file. GitHub tells no modes, and gives no patch of what is binary or huge."""
    patch = file.patch or ""
    submodule = _submodule(file, patch)
    renamed = file.status in ("renamed", "copied")
    return FileChange(
        path=file.filename,
        status=STATUSES.get(file.status, FileStatus.MODIFIED),
        additions=file.additions,
        deletions=file.deletions,
        patch=patch,
        old_path=file.previous_filename if renamed else None,
        submodule=submodule,
        withheld=None if patch else _withheld(file),
    )


def _withheld(file: File) -> Withheld | None:
    lines = file.additions + file.deletions
    if lines:
        # Fewer lines may be too many bytes, or too many together with the files before them.
        return Withheld.TOO_LARGE if lines > LONGEST_PATCH else Withheld.NOT_GIVEN
    # Nothing to show: moved as it was, given another mode (GitHub then tells no SHA), or empty.
    same = file.status in ("renamed", "copied", "unchanged") or file.sha is None
    return None if same or file.sha in EMPTY_BLOBS else Withheld.BINARY


def _submodule(file: File, patch: str) -> Submodule | None:
    """Return the submodule whose commit the patch moves; such a file's SHA is that commit."""
    moved = dict(POINTER.findall(patch))
    if not moved or file.sha not in moved.values():
        return None
    return Submodule(before=moved.get("-"), after=moved.get("+"))


def _person(author: GitAuthor) -> Person:
    return Person(author.name or "", author.email or "")
