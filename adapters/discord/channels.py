"""What kind of place a channel is: where replies stand, and what a post in a forum needs."""

from dataclasses import dataclass

from adapters.discord.api import Api
from adapters.discord.marks import Json

WITH_THREADS = frozenset({0, 5})  # text and announcement channels
FORUMS = frozenset({15, 16})  # forum and media channels
MOST_TAGS = 5  # that one post may carry


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
        """Return the tags that stand in `owner/name`, the first word of `title`; any where one is a must."""
        words = title.casefold().partition(" ")[0]
        fitting = [id_ for name, id_ in self.tags if name and name in words]
        needed = [id_ for _, id_ in self.tags[:1]] if self.needs_tag else []
        return (fitting or needed)[:MOST_TAGS]


class Places:
    """Asks for each channel once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[str, Place] = {}

    async def get(self, channel: str) -> Place:
        """Return what `channel` is; raises as the API does."""
        if channel not in self._known:
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
        tuple((str(tag["name"]).casefold(), str(tag["id"])) for tag in told.get("available_tags") or ()),
        bool(told.get("flags", 0) & REQUIRES_TAG),
    )
