"""Whether Slack takes our tokens, and whether they may do what the bot does."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, code_of
from bot.errors import (
    ConnectionSetupError,
    CredentialKindError,
    CredentialRefusedError,
    CredentialTooWeakError,
    PlatformUnreachableError,
)

BOT_SCOPES = (
    "chat:write",
    "commands",
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "files:write",
)
"""What the bot's token must be allowed to do; `deploy/slack-manifest.yaml` asks for the same."""

WRONG_KIND = frozenset({"not_allowed_token_type", "invalid_auth_type"})
REFUSED = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "no_permission"}
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in Slack; `scopes` is what its token may do, `None` where Slack did not say."""

    user: str
    name: str
    team: str
    scopes: frozenset[str] | None


async def check_tokens(client: AsyncWebClient, app_token: str | None) -> Identity:
    """Return who we are, having tried both tokens once; raises `ConnectionSetupError`."""
    identity = await who_we_are(client)
    if app_token is not None:
        await check_app_token(client, app_token)
    return identity


async def who_we_are(client: AsyncWebClient) -> Identity:
    """Ask Slack whose the bot token is; raises `ConnectionSetupError`."""
    if not (client.token or "").startswith("xoxb-"):
        raise CredentialKindError("Slack", "SLACK_BOT_TOKEN")
    try:
        answer = await client.auth_test()
    except FAILURES as error:
        raise _setup_error("SLACK_BOT_TOKEN", error) from error
    header = {name.casefold(): value for name, value in answer.headers.items()}.get("x-oauth-scopes")
    scopes = frozenset(scope.strip() for scope in header.split(",")) if header else None
    return Identity(
        str(answer["user_id"]), str(answer.get("user") or ""), str(answer.get("team") or ""), scopes
    )


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Ask for a Socket Mode address once, which is not used; raises `ConnectionSetupError`."""
    if not app_token.startswith("xapp-"):
        raise CredentialKindError("Slack", "SLACK_APP_TOKEN")
    try:
        await client.apps_connections_open(app_token=app_token)
    except FAILURES as error:
        raise _setup_error("SLACK_APP_TOKEN", error) from error


def _setup_error(setting: str, error: Exception) -> ConnectionSetupError:
    code = code_of(error)
    if code in WRONG_KIND:
        return CredentialKindError("Slack", setting)
    if code == "missing_scope":
        return CredentialTooWeakError("Slack", setting)
    if code in REFUSED:
        return CredentialRefusedError("Slack", setting)
    return PlatformUnreachableError("Slack", "SLACK_API_URL")
