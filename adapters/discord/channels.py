"""What kind of place a channel is: where replies stand, and what a post in a forum needs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.discord.api import Api
from adapters.discord.marks import Json

WITH_THREADS = frozenset({0, 5})  # text and announcement channels
FORUMS = frozenset({15, 16})  # forum and media channels
MOST_TAGS = 5  # that one post may carry
LONGEST_TAG = 20  # characters


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as far as posting goes; `tags` are a forum's (name in lower case, id)."""

    id: str
    guild: str
    has_threads: bool
    is_forum: bool
    tags: tuple[tuple[str, str], ...] = ()
    needs_tag: bool = False

    def tags_for(self, title: str) -> list[str]:
        """Return the tags that stand in `owner/name`, the first word of `title`; any where one is a must.

        The longest tell most of the repository, and come first.
        """
        words = title.casefold().partition(" ")[0]
        fitting = [id_ for name, id_ in sorted(self.tags, key=_length) if _stands_in(name, words)]
        needed = [id_ for _, id_ in self.tags[:1]] if self.needs_tag else []
        return (fitting or needed)[:MOST_TAGS]


def _length(tag: tuple[str, str]) -> int:
    return -len(tag[0])


def _stands_in(tag: str, words: str) -> bool:
    """Whether `tag` is a whole word of a name, or the beginning of one that is too long for a tag."""
    end = "" if len(tag) == LONGEST_TAG else r"(?![^\W_])"
    return bool(tag) and re.search(rf"(?<![^\W_]){re.escape(tag)}{end}", words) is not None


class Places:
    """Asks for each channel once, unless it must be known as it is now."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[str, Place] = {}

    async def get(self, channel: str) -> Place:
        """Return what `channel` is; raises as the API does."""
        if channel not in self._known:
            return await self.anew(channel)
        return self._known[channel]

    async def anew(self, channel: str) -> Place:
        """Return what `channel` is by now: a post with a tag that its forum has no longer fails."""
        self._known[channel] = _place(await self._api.channel(channel))
        return self._known[channel]


REQUIRES_TAG = 1 << 4


def _place(told: Json) -> Place:
    kind = told.get("type", 0)
    return Place(
        str(told["id"]),
        str(told.get("guild_id", "")),
        kind in WITH_THREADS,
        kind in FORUMS,
        tuple(_tags(told.get("available_tags") or ())),
        bool(told.get("flags", 0) & REQUIRES_TAG),
    )


def _tags(told: Iterable[Json]) -> Iterator[tuple[str, str]]:
    """Yield the tags that we may use; those that are moderated take Manage Threads."""
    for tag in told:
        if not tag.get("moderated"):
            yield str(tag["name"]).casefold(), str(tag["id"])
