"""What the doctor finds out about Slack."""

import pytest
from slackserver import APP_TOKEN, BOT_TOKEN, Place, SlackServer

from adapters.slack import health
from bot.doctor import Health
from bot.presenters.words import doctor as words
from bot.settings import read_settings


@pytest.fixture(autouse=True)
def _set_up(slack: SlackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("SLACK_API_URL", f"{slack.url}/api")


async def found(*channels: str) -> tuple[Health, str, str]:
    """Return what the check says, after making sure that there are words for it."""
    finding = await health(read_settings(), channels)
    assert (finding.topic, finding.verdict) in words.FOUND
    assert finding.health is not Health.ILL or (finding.topic, finding.verdict) in words.MENDING
    data = finding.data
    return (
        finding.health,
        finding.verdict,
        str(data.get("channels") or data.get("scopes") or data.get("setting")),
    )


async def test_all_is_well() -> None:
    """Tokens, scopes and the channel."""
    assert (await found("C1"))[:2] == (Health.WELL, "found")


async def test_slack_that_is_not_set_up_is_no_illness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked."""
    monkeypatch.delenv("SLACK_BOT_TOKEN")

    assert (await found())[:2] == (Health.ABSENT, "unset")


async def test_each_missing_scope_is_named(slack: SlackServer) -> None:
    """In the order in which the manifest has them."""
    slack.scopes -= {"commands", "groups:read"}

    assert await found() == (Health.ILL, "scopes", "commands, groups:read")


async def test_each_channel_that_cannot_be_posted_to_is_named(slack: SlackServer) -> None:
    """With Slack's own word for why."""
    slack.places["C2"] = Place("C2", member=False)
    slack.places["C3"] = Place("C3", archived=True)

    expected = "C2 (not_in_channel), C3 (is_archived), C4 (channel_not_found)"
    assert await found("C1", "C2", "C3", "C4") == (Health.ILL, "channels", expected)


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-user", "kind"),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "refused"),
        ("SLACK_APP_TOKEN", "xoxb-test", "kind"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "refused"),
        ("SLACK_APP_TOKEN", "", "kind"),
    ],
)
async def test_a_wrong_token_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, verdict: str
) -> None:
    """The setting to look at; without any way to be heard too."""
    monkeypatch.setenv(name, value)

    assert await found() == (Health.ILL, verdict, name)


async def test_without_a_server_the_network_is_to_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    """No token is suspected."""
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9")

    assert (await found())[:2] == (Health.ILL, "unreachable")
