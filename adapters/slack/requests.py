"""What Slack tells of a command or a press: who, where, below what, and how to answer."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Target
from bot.requests import COMMAND_OF

UMBRELLA = "digest"
"""The command that all others are words of: names are shared by all apps of a workspace."""

_LINK = re.compile(r"<([^<>|]*)(?:\|[^<>]*)?>")
_NAMES = frozenset(COMMAND_OF.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """A command or a press, read. `target.thread` is where an answer belongs below something."""

    command: str
    text: str
    user: str
    target: Target
    response_url: str
    key: str
    pressed: bool = False
    trigger: str = ""

    @property
    def mark(self) -> str:
        """What tells this request from all others; empty where Slack gave it nothing of its own."""
        if not self.trigger:
            return ""
        told = (self.key, self.command, self.text, self.user, self.target, self.response_url)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def command_of(body: Mapping[str, object]) -> Heard:
    """Read a slash command; one with a name of the workspace's own is the umbrella."""
    name = str(body.get("command", "")).removeprefix("/").casefold()
    return Heard(
        name if name in _NAMES else UMBRELLA,
        unwrapped(str(body.get("text", ""))),
        str(body["user_id"]),
        Target(str(body["channel_id"])),
        str(body.get("response_url", "")),
        f"command:{body.get('trigger_id', '')}",
        trigger=str(body.get("trigger_id") or ""),
    )


def press_of(body: Mapping[str, object], command: str, *, below: bool) -> Heard | None:
    """Read a press of a button or a choice from a menu; `None` where it was made outside of a channel."""
    action, channel, user = _action(body), _id_of(body, "channel"), _id_of(body, "user")
    if not channel:
        return None
    return Heard(
        command,
        _value(action),
        user,
        Target(channel, _thread(body) if below else None),
        str(body.get("response_url", "")),
        f"press:{body.get('trigger_id', '')}:{action.get('action_ts', '')}",
        pressed=True,
        trigger=str(body.get("trigger_id") or ""),
    )


def action_id_of(body: Mapping[str, object]) -> str:
    """Return the id of the control that was pressed."""
    return str(_action(body).get("action_id", ""))


def unwrapped(text: str) -> str:
    """Return what somebody typed, where Slack made links of it: their addresses alone."""
    plain = _LINK.sub(r"\1", text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def value_of(body: Mapping[str, object]) -> str:
    """Return what the pressed control carries."""
    return _value(_action(body))


def user_of(body: Mapping[str, object]) -> str:
    """Return who pressed."""
    return _id_of(body, "user")


def _action(body: Mapping[str, object]) -> Mapping[str, object]:
    actions = body.get("actions")
    return actions[0] if isinstance(actions, list) and actions else {}


def _value(action: Mapping[str, object]) -> str:
    chosen = action.get("selected_option")
    return str(chosen.get("value", "")) if isinstance(chosen, Mapping) else str(action.get("value", ""))


def _id_of(body: Mapping[str, object], name: str) -> str:
    held = body.get(name)
    return str(held.get("id", "")) if isinstance(held, Mapping) else ""


def _thread(body: Mapping[str, object]) -> str | None:
    """Return the parent of the message that was pressed; nothing hangs below what only one person sees."""
    container, message = body.get("container"), body.get("message")
    ephemeral = isinstance(container, Mapping) and container.get("is_ephemeral")
    for held in (message, container):
        if isinstance(held, Mapping) and held.get("thread_ts"):
            return str(held["thread_ts"])
    if ephemeral or not isinstance(message, Mapping) or "ts" not in message:
        return None
    return str(message["ts"])
