"""Channels of our own Slack: what they are, who is in them, and what was said there."""

from slackstate import HISTORY, LISTING, Place, State
from slackwire import Json, SlackError, shown


class Channels(State):
    """What `conversations.*` and `users.conversations` do."""

    async def api_conversations_history(self, asked: Json) -> Json:
        """Return what is no reply, newest first."""
        place = self._readable(asked)
        return self._paged(self.parents(place.id)[::-1], asked)

    async def api_conversations_replies(self, asked: Json) -> Json:
        """Return a thread, oldest first."""
        place = self._readable(asked)
        parent = self.parent(place.id, asked.get("ts"))
        return self._paged([parent, *self.replies(parent["ts"], place.id)], asked)

    def _readable(self, asked: Json) -> Place:
        place = self.place(asked.get("channel"))
        self.need(HISTORY[place.kind])
        if not place.member:
            raise SlackError("not_in_channel")
        return place

    def _paged(self, messages: list[Json], asked: Json) -> Json:
        oldest = float(str(asked.get("oldest") or 0))
        kept = [one for one in messages if float(str(one["ts"])) > oldest]
        page, cursor = _page(kept, asked, self.page)
        metadata = str(asked.get("include_all_metadata")).lower() in ("1", "true")
        return {
            "messages": [shown(one, metadata=metadata) for one in page],
            "has_more": bool(cursor),
            "response_metadata": {"next_cursor": cursor},
        }

    async def api_conversations_info(self, asked: Json) -> Json:
        """Say what a channel is; of direct conversations nothing without further scopes."""
        place = self.place(asked.get("channel"))
        if LISTING[place.kind] not in self.scopes:
            self.need(LISTING[place.kind])
        return {
            "channel": {
                "id": place.id,
                "name": place.name,
                "is_member": place.member,
                "is_archived": place.archived,
                "is_private": place.private,
            }
        }

    async def api_users_conversations(self, asked: Json) -> Json:
        """Return the channels that somebody is in, of private ones those that the bot is in too."""
        kinds = str(asked.get("types") or "public_channel").split(",")
        for kind in kinds:
            self.need(LISTING[kind])
        hidden = str(asked.get("exclude_archived")).lower() in ("1", "true")
        inside = [] if asked.get("user") in self.outsiders else list(self.places.values())
        listed: list[Json] = [
            {"id": one.id, "name": one.name}
            for one in inside
            if one.kind in kinds and not (hidden and one.archived) and (one.member or not one.private)
        ]
        page, cursor = _page(listed, asked, 999)
        return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def _page(found: list[Json], asked: Json, most: int) -> tuple[list[Json], str]:
    start, limit = int(str(asked.get("cursor") or 0)), min(int(str(asked.get("limit") or 100)), most)
    more = start + limit < len(found)
    return found[start : start + limit], str(start + limit) if more else ""
