"""A local git repository, told in the JSON of GitHub's REST API: what the test server serves."""

import datetime as dt
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

Json = dict[str, object]

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
FIELDS = "%H%x00%P%x00%T%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
SECTION = re.compile(r"^diff --git ", re.MULTILINE)
HUNK = re.compile(r"^@@ ", re.MULTILINE)
STATUSES = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}
MOST_FILES = 3000  # of one commit, over all pages
PATCH_LINES = 20_000  # longer diffs of a file are left out, as are those beyond the bytes
PATCH_BYTES = 500_000


@dataclass(frozen=True)
class Listed:
    """One commit as the lists give it."""

    sha: str
    parents: tuple[str, ...]
    landed_at: int  # the committer time, in seconds of the epoch
    json: Json


@dataclass
class HostedRepository:
    """A git repository on this disk, seen the way GitHub shows it; `base` is its API address."""

    path: Path
    name: str
    number: int
    base: str = ""
    private: bool = False
    _logs: dict[str, list[Listed]] = field(default_factory=dict)

    def git(self, *arguments: str) -> str:
        """Return what git says, bytes that are not UTF-8 as U+FFFD; `CalledProcessError` if it fails."""
        flags = ["-c", "core.quotepath=off", "-c", "safe.directory=*", "-c", "diff.renameLimit=1000"]
        done = subprocess.run(["git", "-C", self.path, *flags, *arguments], check=True, capture_output=True)  # noqa: S603, S607 - a test's own words to git
        return done.stdout.decode("utf-8", "replace")

    def about(self) -> Json:
        """Return the repository itself."""
        branch = self.git("symbolic-ref", "--short", "HEAD").strip()
        return {
            "id": self.number,
            "full_name": self.name,
            "name": self.name.partition("/")[2],
            "private": self.private,
            "default_branch": branch,
            "url": f"{self.base}/repos/{self.name}",
            "html_url": f"https://github.com/{self.name}",
        }

    def is_empty(self) -> bool:
        """Say whether there is no branch at all."""
        return not self.git("for-each-ref", "--count=1", "refs/heads")

    def resolve(self, ref: str) -> str | None:
        """Return the commit of a branch, a tag or a SHA prefix, in this order, as GitHub does."""
        names = [f"refs/heads/{ref}", f"refs/tags/{ref}", ref if re.fullmatch("[0-9a-f]{4,40}", ref) else ""]
        return next(filter(None, map(self._commit_of, filter(None, names))), None)

    def branch(self, name: str) -> Json | None:
        """Return one branch with the commit it points at."""
        sha = self._commit_of(f"refs/heads/{name}")
        return {"name": name, "commit": self.log(sha)[0].json, "protected": False} if sha else None

    def log(self, sha: str) -> list[Listed]:
        """Return all ancestors of `sha`, in git's own order."""
        if sha not in self._logs:
            fields = self.git("log", "-z", "--encoding=UTF-8", f"--format=tformat:{FIELDS}", sha).split("\0")
            self._logs[sha] = [
                self._listed(fields[start : start + 10]) for start in range(0, len(fields) - 9, 10)
            ]
        return self._logs[sha]

    def commit(self, sha: str) -> Json:
        """Return one commit with the totals of its diff, but no files yet."""
        return dict(self.log(sha)[0].json)

    def files(self, sha: str) -> list[Json]:
        """Return the files of the diff of `sha` against its first parent."""
        parents = self.log(sha)[0].parents
        return self.diff(parents[0] if parents else EMPTY_TREE, sha)

    def diff(self, before: str, after: str) -> list[Json]:
        """Return the changed files between two commits."""
        tell = ("diff-tree", "-r", "-M", "--full-index", "--no-ext-diff", "--no-textconv", before, after)
        raw = self.git(*tell, "--raw", "-z").split("\0")
        counts = self.git(*tell, "--numstat", "-z").split("\0")
        patches = SECTION.split(self.git(*tell, "-p"))[1:]
        files: list[Json] = []
        while raw and raw[0]:
            files.append(self._file(raw, counts, patches))
        return files

    def shares(self, base: str, head: str) -> bool:
        """Return whether both are commits with a common ancestor."""
        try:
            return bool(self.git("merge-base", base, head).strip())
        except subprocess.CalledProcessError:
            return False

    def compare(self, base: str, head: str) -> Json:
        """Return the commits of `head` that `base` lacks, oldest first: pages are the server's business."""
        shas = self.git("rev-list", "--reverse", f"{base}..{head}").split()
        behind = self.git("rev-list", "--count", f"{head}..{base}").strip()
        status = ("diverged" if shas else "behind") if behind != "0" else ("ahead" if shas else "identical")
        listed = {it.sha: it.json for it in self.log(head)}
        return {
            "url": f"{self.base}/repos/{self.name}/compare/{base}...{head}",
            "status": status,
            "total_commits": len(shas),
            "commits": [listed[sha] for sha in shas],
            "files": self.diff(self.git("merge-base", base, head).strip(), head)[:300],
        }

    def pull(self, number: int) -> Json | None:
        """Return the pull request that a title on the default branch names, as merged."""
        marks = (f"(#{number})", f"Merge pull request #{number} from ")
        for listed in self.log("HEAD"):
            title = str(listed.json["commit"]["message"]).partition("\n")[0]  # type: ignore[index] # JSON made below
            if title.endswith(marks[0]) or title.startswith(marks[1]):
                return self._pull(number, listed)
        return None

    def _pull(self, number: int, landed: Listed) -> Json:
        return {
            "url": f"{self.base}/repos/{self.name}/pulls/{number}",
            "number": number,
            "state": "closed",
            "merged": True,
            "merge_commit_sha": landed.sha,
            "base": {"ref": self.about()["default_branch"]},
        }

    def _commit_of(self, name: str) -> str | None:
        try:
            return self.git(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            ).strip()
        except subprocess.CalledProcessError:
            return None

    def _listed(self, fields: list[str]) -> Listed:
        sha, parents, tree, *people, message = fields
        json: Json = {
            "sha": sha,
            "url": f"{self.base}/repos/{self.name}/commits/{sha}",
            "html_url": f"https://github.com/{self.name}/commit/{sha}",
            "author": None,
            "committer": None,
            "parents": [
                {"sha": parent, "url": f"{self.base}/repos/{self.name}/commits/{parent}"}
                for parent in parents.split()
            ],
            "commit": {
                "author": _person(*people[:3]),
                "committer": _person(*people[3:]),
                "message": message.rstrip("\n"),
                "tree": {"sha": tree},
            },
        }
        return Listed(sha, tuple(parents.split()), int(people[5]), json)

    def _file(self, raw: list[str], counts: list[str], patches: list[str]) -> Json:
        old_mode, new_mode, old_sha, new_sha, letter = raw.pop(0).lstrip(":").split(" ")
        renamed = letter[0] in "RC"
        paths = [raw.pop(0) for _ in range(1 + renamed)]
        added, deleted, _ = counts.pop(0).split("\t")
        del counts[: 2 * renamed]
        sections = [patches.pop(0) for _ in range(1 + (letter[0] == "T"))]
        json: Json = {
            "filename": paths[-1],
            "status": STATUSES[letter[0]],
            "sha": None if (old_sha == new_sha and old_mode != new_mode) else _shown(new_sha, old_sha),
            "additions": _count(added),
            "deletions": _count(deleted),
            "changes": _count(added) + _count(deleted),
        }
        if renamed:
            json["previous_filename"] = paths[0]
        patch = "\n".join(filter(None, map(_hunks, sections)))
        if patch and len(patch) <= PATCH_BYTES and patch.count("\n") <= PATCH_LINES:
            json["patch"] = patch
        return json


def _person(name: str, email: str, seconds: str) -> Json:
    at = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    return {"name": name, "email": email, "date": at.strftime("%Y-%m-%dT%H:%M:%SZ")}


def _shown(new_sha: str, old_sha: str) -> str:
    return new_sha if new_sha.strip("0") else old_sha


def _count(number: str) -> int:
    return 0 if number == "-" else int(number)


def _hunks(section: str) -> str:
    first = HUNK.search(section)
    return section[first.start() :].removesuffix("\n") if first else ""
