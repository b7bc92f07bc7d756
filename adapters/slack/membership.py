"""Which channels somebody is in: buttons of a public channel can be pressed by those who only look in."""

from collections.abc import Mapping

from slack_sdk.web.async_client import AsyncWebClient

PAGE = 200
TYPES = "public_channel,private_channel"


async def channels_of(client: AsyncWebClient, user: str) -> Mapping[str, str]:
    """Return the channels that `user` is in, names by id; of private ones those that we are in too.

    Raises as every call of the SDK does (`adapters.slack.errors.FAILURES`).
    """
    found: dict[str, str] = {}
    cursor = ""
    while True:
        page = await client.users_conversations(
            user=user, types=TYPES, limit=PAGE, exclude_archived=True, cursor=cursor
        )
        for channel in page["channels"]:
            found[str(channel["id"])] = f"#{channel.get('name') or channel['id']}"
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return found
