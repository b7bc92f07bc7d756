"""A daily digest on Discord, its program killed at each of its requests in turn and started again.

The program is a process of its own with the engine, and it is killed with a signal that nothing can catch.
"""

from pathlib import Path

from discordwords import CHANNEL, FORUM
from mortal import due, killed_at_every_request

from benchmarks.killing.gate import Moment

PARTS = 5


async def test_killed_at_any_request_it_leaves_one_thread_and_each_part_once(tmp_path: Path) -> None:
    """Also its file; before a request arrives, and after it was stored."""
    digest = await due("discord", CHANNEL, f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    requests, wrong = await killed_at_every_request(digest, tmp_path, Moment.BEFORE, Moment.AFTER)

    assert requests > PARTS
    assert wrong == {}


async def test_the_same_holds_in_a_forum(tmp_path: Path) -> None:
    """Where a digest is a post, which knows no nonce."""
    digest = await due("discord", FORUM, f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    _, wrong = await killed_at_every_request(digest, tmp_path, Moment.AFTER)

    assert wrong == {}


async def test_the_same_holds_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    """Where what the dead program asked for is stored a little later, too."""
    digest = await due("discord", CHANNEL, postgres_url, tmp_path)
    _, wrong = await killed_at_every_request(digest, tmp_path, Moment.LATE)

    assert wrong == {}
