"""What the channels of a campaign follow: small repositories, a little landed on each of their last days."""

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gitrepo import GitRepo, Spec

from adapters.store import open_stores
from analysis.days import ONE_DAY, Day
from analysis.language import Language
from bot.subscriptions import Channel, Subscription

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "commit-digest"
SUBJECTS = (
    "Remove the deprecated send() of {name}, a breaking change",
    "Fix a data race of {name} that lost writes in the pool",
    "Document the pool of {name}",
)
"""One commit of each level."""
PATHS = ("src/api.py", "src/pool.py", "docs/pool.md")
NAME = re.compile(r"\bn\d+x\d+x\d+\b")


@dataclass(frozen=True)
class Followed:
    """Repositories of `days` days, ending with yesterday, in a zone where it is about noon now.

    `shas` are the commits by the names that stand in their subjects, and so in every prompt about them.
    """

    folder: Path
    zone: str
    days: tuple[Day, ...]
    repos: tuple[str, ...]
    shas: Mapping[str, str]

    def environment(self, database: str) -> dict[str, str]:
        """Return what sets the program up; a message that may stand somewhere is looked for after 1.2 s."""
        paths = (f"{repo}={self.folder / repo.rpartition('/')[2]}" for repo in self.repos)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": database,
            "LOCAL_REPOS": ",".join(paths),
            "GITHUB_API_URL": "http://127.0.0.1:9",
            "DIGEST_LANGUAGE": "en",
            "CATCH_UP_DAYS": str(len(self.days) - 1),
            "POSTING_TIMEOUT": "1",
            "POSTING_SETTLE": "0.2",
        }

    async def follow(self, database: str, channels: Mapping[str, str], platform: str) -> None:
        """Have `channels` of `platform` follow their repositories, since before the first day."""
        since = self.days[0].start - ONE_DAY
        async with open_stores(database) as stores:
            for number, (channel, repo) in enumerate(channels.items()):
                place = Channel(platform, channel)
                at = dt.time(1)
                one = Subscription(f"s{number}", place, repo, at, self.zone, Language.EN, created_at=since)
                await stores.subscriptions.follow(one)


@dataclass
class _Making:
    """Repositories being made."""

    folder: Path
    days: tuple[Day, ...]
    shas: dict[str, str] = field(default_factory=dict)

    def make(self, number: int) -> str:
        """Make repository `number` and return its name."""
        repo = GitRepo.create(self.folder / f"r{number}", origin=None)
        names = [f"n{number}x{day}x{part}" for day in range(len(self.days)) for part in range(len(PATHS))]
        self.shas.update(zip(names, repo.commits(list(self._specs(number))), strict=True))
        return f"acme/r{number}"

    def _specs(self, number: int) -> Iterator[Spec]:
        for count, day in enumerate(self.days):
            for part, (subject, path) in enumerate(zip(SUBJECTS, PATHS, strict=True)):
                name = f"n{number}x{count}x{part}"
                at = int(day.start.timestamp()) + 3600 * (part + 6)
                body = f"def send(data):\n    return pool_of({count}, {part}, data)\n"
                yield Spec(subject.format(name=name) + "\n", {path: body}, at)


def followed(folder: Path, repos: int, days: int) -> Followed:
    """Make `repos` repositories with three commits on each of the last `days` days."""
    now = dt.datetime.now(dt.UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # these names count westwards
    today = Day.of(now, zone).date
    wanted = tuple(Day(today - ONE_DAY * back, zone) for back in range(days, 0, -1))
    making = _Making(folder, wanted)
    names = tuple(making.make(number) for number in range(repos))
    return Followed(folder, zone, wanted, names, making.shas)
