"""A small real repository with a history worth a digest, for tests of the whole."""

from dataclasses import dataclass
from pathlib import Path

from gitrepo import DAY, HOUR, START, GitRepo, Spec

NAME = "acme/app"
POOL = """\
class Pool:
    def __init__(self, size=10):
        self.size = size

    def close(self):
        pass
"""
SAFER = POOL.replace("size=10", "size=4").replace("        pass", "        self.size = 0")


@dataclass(frozen=True)
class Project:
    """Where the repository is, and its commits by what they did."""

    path: Path
    add: str
    fix: str
    document: str


def make_project(path: Path) -> Project:
    """Make a repository with two commits on 4 February 2026 in Shanghai and one on the 5th."""
    repo = GitRepo.create(path, bare=False)
    add, fix, document = repo.commits(
        [
            Spec("Add a pool (#1)\n", {"src/app/pool.py": POOL, "README.md": "# App\n"}, START + HOUR),
            Spec(
                "Fix a crash when the pool is closed twice (#2)\n\nBREAKING CHANGE: size is 4 now.\n",
                {"src/app/pool.py": SAFER, "tests/test_pool.py": "def test_close():\n    assert True\n"},
                START + 2 * HOUR,
            ),
            Spec("Document the pool\n", {"README.md": "# App\n\nA pool.\n"}, START + DAY),
        ]
    )
    repo.git("reset", "--quiet", "--hard", "main")
    return Project(path, add, fix, document)
