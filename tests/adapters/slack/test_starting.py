"""Starting in Slack: a token that does not work ends it with one clear sentence."""

import pytest
from slackserver import APP_TOKEN, BOT_TOKEN, Fault, SlackServer

from adapters.slack.client import open_client
from adapters.slack.health import check_tokens
from bot.errors import (
    ConnectionSetupError,
    CredentialKindError,
    CredentialRefusedError,
    CredentialTooWeakError,
    PlatformUnreachableError,
)


async def refusal(
    slack: SlackServer, bot: str = BOT_TOKEN, app: str | None = APP_TOKEN
) -> ConnectionSetupError:
    """Return why we cannot start."""
    async with open_client(bot, f"{slack.url}/api", 0.5) as client:
        with pytest.raises(ConnectionSetupError) as caught:
            await check_tokens(client, app)
        return caught.value


async def test_good_tokens_tell_who_we_are(slack: SlackServer) -> None:
    """Slack is asked once for each."""
    async with open_client(BOT_TOKEN, f"{slack.url}/api", 0.5) as client:
        identity = await check_tokens(client, APP_TOKEN)

    assert (identity.name, identity.team) == ("commit-digest", "Acme")
    assert "chat:write" in (identity.scopes or ())
    assert [method for method, _ in slack.calls] == ["auth.test", "apps.connections.open"]


@pytest.mark.parametrize(
    ("bot", "app", "kind", "setting"),
    [
        (APP_TOKEN, APP_TOKEN, CredentialKindError, "SLACK_BOT_TOKEN"),
        ("xoxp-user", APP_TOKEN, CredentialKindError, "SLACK_BOT_TOKEN"),
        ("xoxb-wrong", APP_TOKEN, CredentialRefusedError, "SLACK_BOT_TOKEN"),
        (BOT_TOKEN, BOT_TOKEN, CredentialKindError, "SLACK_APP_TOKEN"),
        (BOT_TOKEN, "xapp-wrong", CredentialRefusedError, "SLACK_APP_TOKEN"),
    ],
)
async def test_a_bad_token_is_named(
    slack: SlackServer, bot: str, app: str, kind: type[ConnectionSetupError], setting: str
) -> None:
    """The setting that an operator must look at, and whether it is the wrong kind."""
    error = await refusal(slack, bot, app)

    assert (type(error), error.setting) == (kind, setting)


async def test_an_app_token_without_its_scope_is_too_weak(slack: SlackServer) -> None:
    """Socket Mode needs `connections:write`."""
    slack.faults["apps.connections.open"].append(Fault("missing_scope"))

    assert type(await refusal(slack)) is CredentialTooWeakError


@pytest.mark.parametrize(
    "fault", [Fault(drop=True), Fault(status=502, html=True), Fault(silent=True)], ids=str
)
async def test_a_slack_that_does_not_answer_is_no_bad_token(slack: SlackServer, fault: Fault) -> None:
    """The advice is about the network."""
    slack.faults["auth.test"].append(fault)

    assert type(await refusal(slack)) is PlatformUnreachableError
