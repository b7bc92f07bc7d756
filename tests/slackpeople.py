"""People in Slack: what their client sends when they type a command or press a button."""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from slackserver import APP, TEAM, Json, SlackServer
from slacksocket import Acknowledged

_TRIGGERS = itertools.count(1)


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is true of what stands on the service."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the service is another's: it has no event for this
            await asyncio.sleep(0.01)


@dataclass
class Person:
    """Somebody in a channel."""

    slack: SlackServer
    id: str = "U1"
    channel: str = "C1"
    urls: list[str] = field(default_factory=list)

    def command_body(self, command: str, text: str) -> Json:
        """Return what Slack sends for a slash command."""
        self.urls.append(self.slack.response_url())
        return {
            "command": command,
            "text": text,
            "user_id": self.id,
            "user_name": "ada",
            "channel_id": self.channel,
            "channel_name": "dev",
            "team_id": TEAM,
            "api_app_id": APP,
            "response_url": self.urls[-1],
            "trigger_id": f"t{next(_TRIGGERS)}",
        }

    async def types(self, command: str, text: str) -> Acknowledged:
        """Type a command."""
        return await self.slack.sockets.send("slash_commands", self.command_body(command, text))

    def press_body(self, message: Json, action: Json) -> Json:
        """Return what Slack sends for a press on `message`."""
        self.urls.append(self.slack.response_url())
        number = next(_TRIGGERS)
        return {
            "type": "block_actions",
            "user": {"id": self.id},
            "team": {"id": TEAM},
            "api_app_id": APP,
            "channel": {"id": self.channel},
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": self.channel},
            "message": message,
            "response_url": self.urls[-1],
            "trigger_id": f"t{number}",
            "actions": [{"block_id": "b", "action_ts": str(number), **action}],
        }

    async def opens_home(self) -> Acknowledged:
        """Open the app's own page."""
        event = {"type": "app_home_opened", "user": self.id, "tab": "home", "channel": "D1"}
        payload: Json = {"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "event": event}
        return await self.slack.sockets.send("events_api", payload)

    async def chooses_at_home(self, action_id: str, value: str) -> Acknowledged:
        """Choose from a menu on the app's own page."""
        option = {"text": {"type": "plain_text", "text": "x"}, "value": value}
        action: Json = {"type": "static_select", "action_id": action_id, "selected_option": option}
        body = self.press_body({"ts": "0"}, action)
        del body["channel"], body["message"]
        return await self.slack.sockets.send("interactive", {**body, "container": {"type": "view"}})

    async def presses(self, message: Json, action_id: str, value: str) -> Acknowledged:
        """Press a button."""
        action: Json = {"type": "button", "action_id": action_id, "value": value}
        return await self.slack.sockets.send("interactive", self.press_body(message, action))

    async def chooses(self, message: Json, action_id: str, value: str) -> Acknowledged:
        """Choose from a menu."""
        option = {"text": {"type": "plain_text", "text": "x"}, "value": value}
        action: Json = {"type": "static_select", "action_id": action_id, "selected_option": option}
        return await self.slack.sockets.send("interactive", self.press_body(message, action))

    def read(self) -> list[Json]:
        """Return what stood at the addresses of this person's commands, in the order of their coming."""
        return [body for url in self.urls for body in self.slack.responses[url.removeprefix(self.slack.url)]]


def signed(secret: str, body: bytes, age: int = 0) -> dict[str, str]:
    """Return the headers with which Slack signs `body`, `age` seconds ago."""
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": "v0=" + digest,
        "Content-Type": "application/x-www-form-urlencoded",
    }


def command_form(body: Json) -> bytes:
    """Return a command as it is posted in HTTP mode."""
    return urlencode({name: str(value) for name, value in body.items()}).encode()


def press_form(body: Json) -> bytes:
    """Return a press as it is posted in HTTP mode."""
    return urlencode({"payload": json.dumps(body)}).encode()
