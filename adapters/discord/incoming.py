"""An interaction as the bot understands it: who asks what, where, and what that place is about."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

import discord

from adapters.discord.commands import MANAGE_CHANNELS
from adapters.discord.marks import Json
from analysis.language import Language

_ABOUT = re.compile(r"(\S+/\S+) · .*?(\d{4}-\d{2}-\d{2})")
_ID = re.compile(r"(?P<action>[a-z]+):(?P<value>[^:]*)(?::(?P<number>\d+)(?::[0-9a-f]{16})?)?")


@dataclass(frozen=True, slots=True)
class Where:
    """A place as an interaction tells it: `home` is the channel whose subscriptions count there.

    A post in a forum is a thread too. In a thread that the bot began, `repo` and `date` are those of its
    digest, read from the thread's name.
    """

    channel: str
    home: str
    in_thread: bool = False
    in_forum: bool = False
    repo: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """One interaction: `token` answers it for fifteen minutes."""

    id: str
    token: str
    user: str
    where: Where
    language: Language | None  # of the user's client, where it is one of ours
    guild: str
    may_manage: bool
    app_permissions: discord.Permissions


def heard(interaction: discord.Interaction) -> Heard:
    """Read what every kind of interaction tells."""
    return Heard(
        str(interaction.id),
        interaction.token,
        str(interaction.user.id),
        _where(interaction),
        _language(interaction.locale),
        str(interaction.guild_id or ""),
        bool(interaction.permissions.value & MANAGE_CHANNELS) or interaction.permissions.administrator,
        interaction.app_permissions,
    )


def options_of(data: Mapping[str, object]) -> dict[str, object]:
    """Return the options that were filled in, by name."""
    return {str(one["name"]): one.get("value") for one in _list(data.get("options"))}


def focused(data: Mapping[str, object]) -> str | None:
    """Return the name of the option that is being typed."""
    return next((str(one["name"]) for one in _list(data.get("options")) if one.get("focused")), None)


def pressed(data: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the action and the value of a press, also of one shown years ago; `None` if it is not ours."""
    match = _ID.fullmatch(str(data.get("custom_id", "")))
    if not match:
        return None
    values = data.get("values")
    chosen = str(values[0]) if isinstance(values, list) and values else match["value"]
    return (match["action"], chosen) if chosen else None


def _where(interaction: discord.Interaction) -> Where:
    channel = str(interaction.channel_id or "")
    place = interaction.channel
    if not isinstance(place, discord.Thread):
        return Where(channel, channel)
    me = interaction.client.user
    in_forum = isinstance(place.parent, discord.ForumChannel)
    if me is None or place.owner_id != me.id:
        return Where(channel, channel, in_thread=True, in_forum=in_forum)
    about = _ABOUT.match(place.name)
    repo, date = (about[1], _date(about[2])) if about else (None, None)
    return Where(channel, str(place.parent_id), in_thread=True, in_forum=in_forum, repo=repo, date=date)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _language(locale: discord.Locale) -> Language | None:
    return next((one for one in Language if str(locale.value).startswith(one.value)), None)


def _list(value: object) -> list[Json]:
    return value if isinstance(value, list) else []
