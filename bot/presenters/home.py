"""One person's page: what is followed in their channels, when it comes next, and what became of the last."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.language import Language
from bot.messages import Bullets, Code, Menu, MenuOption, Message, Paragraph, Spans, Strong, Text
from bot.presenters import shown
from bot.presenters.actions import UNFOLLOW
from bot.presenters.spans import filled, joined
from bot.presenters.standing import coming_elsewhere, last
from bot.presenters.words import home as words
from bot.presenters.words.common import BETWEEN
from bot.requests import FollowRequest, written
from bot.standings import Standing
from bot.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Followed:
    """How one subscription stands, with the name of its channel."""

    standing: Standing
    channel: str

    @property
    def subscription(self) -> Subscription:
        """What is followed there."""
        return self.standing.subscription


def home(followed: Sequence[Followed], language: Language, umbrella: str | None = None) -> Message:
    """Return the page; every subscription on it can be ended there."""
    example = Code(shown.line(written(FollowRequest("owner/name", at=dt.time(9)), umbrella)))
    if not followed:
        nothing = Paragraph(filled(words.NOTHING, language, line=example))
        return Message(words.TITLE.to(language), (nothing,))
    return Message(
        words.TITLE.to(language),
        (
            Bullets(tuple(_item(one, language) for one in followed)),
            Paragraph(filled(words.CHANGE, language, line=example)),
        ),
        (Menu(words.STOP.to(language), UNFOLLOW, tuple(_option(one) for one in followed)),),
    )


def _item(one: Followed, language: Language) -> Spans:
    where = words.WHERE.to(language).format(channel=shown.line(one.channel))
    how = (where, coming_elsewhere(one.standing, language), last(one.standing.last, language))
    details = joined([(Text(text),) for text in how], BETWEEN.to(language))
    return (Strong(_name(one.subscription)), Text("  "), *details)


def _option(one: Followed) -> MenuOption:
    return MenuOption(_name(one.subscription), one.subscription.id, shown.line(one.channel))


def _name(subscription: Subscription) -> str:
    branch = f" @ {subscription.branch}" if subscription.branch else ""
    return shown.line(f"{subscription.repo}{branch}")
