"""The address that comes with a command or a press: five answers in half an hour, members or not."""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES
from adapters.slack.texts import Json
from bot.errors import OutcomeUnknownError, RefusedError
from bot.ports import Part

ANSWERS = 5
"""Posts that Slack takes at one address (https://docs.slack.dev/interactivity/handling-user-interaction)."""
_OK, _SERVER_ERROR = 200, 500


class Responder:
    """Answers at one address, each call once: the SDK's own way repeats a post whose answer was lost."""

    def __init__(self, client: AsyncWebClient, url: str) -> None:
        self._client = client
        self._url = url
        self.left = ANSWERS if url else 0

    async def say(self, part: Part, *, private: bool, replace: bool = False) -> None:
        """Show `part` where the command was given; `replace` what was shown there before.

        Raises a `DeliveryError` as `ChatPlatform.send` does.
        """
        await self._post(
            {
                "text": part.payload["text"],
                "blocks": part.payload["blocks"],
                "response_type": "ephemeral" if private else "in_channel",
                "replace_original": replace,
                "unfurl_links": False,
                "unfurl_media": False,
            }
        )

    async def take_away(self) -> None:
        """Take away what was said last; raises as `say` does."""
        await self._post({"delete_original": True})

    async def _post(self, body: Json) -> None:
        if self.left <= 0:
            raise RefusedError("used_url")
        self.left -= 1
        session = self._client.session
        assert session is not None  # noqa: S101 - `open_client` made it
        try:
            async with session.post(self._url, json=body, proxy=self._client.proxy) as answer:
                status = answer.status
        except FAILURES as error:
            raise OutcomeUnknownError(type(error).__name__) from error
        if status >= _SERVER_ERROR:
            raise OutcomeUnknownError(f"response status {status}")
        if status != _OK:
            raise RefusedError(f"response status {status}")
