"""Slack as the settings describe it: signed in, ready to post and to listen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import open_client
from adapters.slack.health import who_we_are
from adapters.slack.http import PORT
from adapters.slack.inbound import Ears, Hearing, listening
from adapters.slack.platform import SlackPlatform
from bot.chats import Desk
from bot.errors import CredentialKindError
from bot.settings import Settings


class SlackChat:
    """Implements `bot.chats.Chat`."""

    def __init__(self, client: AsyncWebClient, settings: Settings) -> None:
        self._client = client
        self._settings = settings
        self.platform = SlackPlatform(client)
        self._hearing: Hearing | None = None

    @asynccontextmanager
    async def listening(self, desk: Desk) -> AsyncIterator[None]:
        """Answer people over Socket Mode, else in HTTP mode; without either there is no way to be heard."""
        async with listening(self._client, ears_of(self._settings), desk) as hearing:
            self._hearing = hearing
            try:
                yield
            finally:
                self._hearing = None

    async def hears(self) -> bool | None:
        """Whether the connection on which people are heard is up; `None` while nobody listens here."""
        return await self._hearing.is_up() if self._hearing else None


@asynccontextmanager
async def open_slack(settings: Settings) -> AsyncIterator[SlackChat]:
    """Sign in with the bot token; raises a `ConnectionSetupError` where Slack does not take it."""
    token = _secret(settings.slack_bot_token) or ""
    async with open_client(token, settings.slack_api_url, settings.posting_timeout) as client:
        await who_we_are(client)
        yield SlackChat(client, settings)


def ears_of(settings: Settings) -> Ears:
    """Return how Slack reaches us; raises `CredentialKindError` where nothing says how."""
    app_token, secret = _secret(settings.slack_app_token), _secret(settings.slack_signing_secret)
    if not app_token and not secret:
        raise CredentialKindError("Slack", "SLACK_APP_TOKEN")
    return Ears(app_token, secret)


def port_of(settings: Settings) -> int | None:
    """Return where HTTP mode listens when `HTTP_PORT` says nothing; `None` where nothing asks for it."""
    wanted = settings.slack_bot_token and settings.slack_signing_secret and not settings.slack_app_token
    return PORT if wanted else None


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value else None
