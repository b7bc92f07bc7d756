"""At which pace Slack is asked: below its limits, so that it hardly ever has to refuse.

https://docs.slack.dev/apis/web-api/rate-limits: a message a second and channel, "several hundred" a minute
and workspace; the two calls that bring a file are of Tier 4, 100 a minute each. A refusal holds back all
calls of its method: it counts for the workspace. Processes know nothing of each other, and learn by refusals.
"""

from dataclasses import dataclass, field
from functools import partial

from bot.pacing import Pace, Paces

POSTS, POSTS_AT_ONCE = 285 / 60, 15  # a second; together no more than 300 in any minute
FILES, FILES_AT_ONCE = 95 / 60, 5  # no more than 100
IN_CHANNEL, IN_CHANNEL_AT_ONCE = 1.0, 5  # "short bursts" are allowed


def _posts() -> Pace:
    return Pace(POSTS, POSTS_AT_ONCE)


def _files() -> Pace:
    return Pace(FILES, FILES_AT_ONCE)


def _channels() -> Paces:
    return Paces(partial(Pace, IN_CHANNEL, IN_CHANNEL_AT_ONCE))


@dataclass
class SlackPace:
    """The pace of one workspace."""

    posts: Pace = field(default_factory=_posts)
    files: Pace = field(default_factory=_files)
    channels: Paces = field(default_factory=_channels)

    async def turn(self, channel: str, *, posts: bool, files: int) -> None:
        """Wait until a message may be posted to `channel`, and so many `files` may be brought."""
        if posts:
            await self.channels.of(channel).turn()
            await self.posts.turn()
        if files:
            await self.files.turn(files)
