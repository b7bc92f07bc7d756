"""One person's page: what is followed in their channels, when it comes next, and what became of the last."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from analysis.language import Bilingual, Language
from bot.messages import (
    Bullets,
    Button,
    Code,
    Fields,
    Menu,
    MenuOption,
    Message,
    Paragraph,
    Section,
    Spans,
    Strong,
    Text,
    Tone,
)
from bot.presenters import shown
from bot.presenters.actions import CHANGE, UNFOLLOW
from bot.presenters.following import fields_of
from bot.presenters.spans import filled, joined
from bot.presenters.standing import coming_elsewhere, last
from bot.presenters.words import following as said
from bot.presenters.words import home as words
from bot.presenters.words.common import BETWEEN
from bot.requests import FollowingRequest, FollowRequest, written
from bot.standings import Standing
from bot.subscriptions import Subscription

HOURS = 24
MOST_LISTED = 100
"""Subscriptions on one page: Slack takes 250 kB and a hundred blocks of it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """How one subscription stands, with the name of its channel."""

    standing: Standing
    channel: str

    @property
    def subscription(self) -> Subscription:
        """What is followed there."""
        return self.standing.subscription


def home(
    followed: Sequence[Followed],
    language: Language,
    umbrella: str | None = None,
    notice: Bilingual | None = None,
) -> Message:
    """Return the page; every subscription on it can be chosen there. `notice` says what went wrong before."""
    example = Code(shown.line(written(FollowRequest("owner/name", at=dt.time(9)), umbrella)))
    above: tuple[Section, ...] = (Paragraph((Strong(notice.to(language)),)),) if notice else ()
    if not followed:
        nothing = Paragraph(filled(words.NOTHING, language, line=example))
        return Message(words.TITLE.to(language), (*above, nothing))
    listed = followed[:MOST_LISTED]
    return Message(
        words.TITLE.to(language),
        (
            *above,
            Bullets(tuple(_item(one, language) for one in listed)),
            *_more(len(followed) - len(listed), language, umbrella),
            Paragraph(filled(words.CHANGE, language, line=example)),
        ),
        (Menu(words.CHOOSE.to(language), CHANGE, tuple(_option(one) for one in listed)),),
    )


def untold(language: Language) -> Message:
    """Return the page of somebody whose channels are not known just now."""
    said_so = Paragraph((Text(words.UNTOLD.to(language)),))
    return Message(words.TITLE.to(language), (said_so,), tone=Tone.WARNING)


def settings(one: Followed, language: Language) -> Message:
    """Return how one subscription stands, with a menu for each thing that can be chosen.

    What a menu carries is the id and the words that would be typed, so that it works years later.
    """
    held = one.subscription
    stop = Button(words.STOP.to(language), UNFOLLOW, held.id)
    return Message(
        f"{_name(held)} · {shown.line(one.channel)}",
        (Fields(fields_of(held, language)),),
        (*_menus(held, language), stop),
    )


def _more(count: int, language: Language, umbrella: str | None) -> Iterator[Section]:
    """Yield how to see what the page has no room for."""
    if count:
        line = Code(shown.line(written(FollowingRequest(), umbrella)))
        yield Paragraph(filled(words.MORE, language, count=count, line=line))


def _menus(held: Subscription, language: Language) -> Iterator[Menu]:
    hours = [f"{hour:02}:00" for hour in range(HOURS)]
    label = words.SETTING.to(language).format(setting=said.EVERY_DAY.to(language))
    yield Menu(label, CHANGE, tuple(MenuOption(hour, f"{held.id} at {hour}") for hour in hours))
    yield _menu(held.id, "language", said.LANGUAGE, said.LANGUAGES.items(), language)
    yield _menu(held.id, "layout", said.LAYOUT, said.LAYOUTS.items(), language)
    yield _menu(held.id, "quiet", said.QUIET, said.QUIETS.items(), language)
    yield _menu(held.id, "level", said.SHOWN, said.SHOWN_LEVELS.items(), language)


def _menu(
    subscription_id: str,
    slot: str,
    name: Bilingual,
    choices: Iterable[tuple[Enum, Bilingual]],
    language: Language,
) -> Menu:
    """Return the menu of one thing that can be said; how it stands is said above."""
    label = words.SETTING.to(language).format(setting=name.to(language))
    options = (
        MenuOption(value.to(language), f"{subscription_id} {slot} {choice.value}")
        for choice, value in choices
    )
    return Menu(label, CHANGE, tuple(options))


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
