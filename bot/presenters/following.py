"""What a channel follows, repeated whenever it changes so that nobody must guess how it stands."""

import datetime as dt
from collections.abc import Iterator, Sequence

from analysis.language import Language
from bot.messages import (
    Bullets,
    Code,
    Fields,
    Heading,
    Message,
    Paragraph,
    Section,
    Spans,
    Strong,
    Text,
    Tone,
)
from bot.presenters import shown
from bot.presenters.spans import codes, filled, joined
from bot.presenters.standing import coming, last
from bot.presenters.words import following as words
from bot.presenters.words.common import BETWEEN
from bot.requests import FollowRequest, UnfollowRequest, written
from bot.requests.models import Request
from bot.standings import Standing
from bot.subscriptions import Subscription

EXAMPLE_TIME = dt.time(9)


def followed(
    subscription: Subscription,
    language: Language,
    umbrella: str | None = None,
    *,
    new: bool,
    by_itself: bool = True,
) -> Message:
    """Say that a repository is followed and how, down to what was not said.

    Without `by_itself`, digests are not posted here unless somebody asks.
    """
    title = words.FOLLOWED if new else words.CHANGED
    stop = _line(UnfollowRequest(subscription.repo, subscription.branch), umbrella)
    return Message(
        title.to(language).format(repo=shown.line(subscription.repo)),
        (
            Fields(fields_of(subscription, language)),
            *(() if by_itself else (_not_by_itself(subscription, language),)),
        ),
        footer=filled(words.TO_CHANGE, language, line=stop),
        tone=Tone.SUCCESS,
    )


def unfollowed(repo: str, left: Sequence[Subscription], language: Language) -> Message:
    """Say that a repository is followed no longer, and what still is."""
    title = words.UNFOLLOWED.to(language).format(repo=shown.line(repo))
    return Message(title, tuple(_left(left, language)), tone=Tone.SUCCESS)


def following(
    standings: Sequence[Standing],
    language: Language,
    umbrella: str | None = None,
    *,
    by_itself: bool = True,
) -> Message:
    """List what is followed here, and how it stands; without `by_itself`, nothing comes next."""
    if not standings:
        example = _line(FollowRequest("owner/name", at=EXAMPLE_TIME), umbrella)
        begin = Paragraph(filled(words.BEGIN, language, line=example))
        return Message(words.NOTHING.to(language), (begin,))
    count = len({one.subscription.repo for one in standings})
    title = words.FOLLOWING_ONE if count == 1 else words.FOLLOWING
    listed = _standings(standings, language, by_itself=by_itself)
    return Message(title.to(language).format(count=count), (listed,))


def _left(left: Sequence[Subscription], language: Language) -> Iterator[Section]:
    if not left:
        yield Paragraph((Text(words.NOTHING_LEFT.to(language)),))
        return
    yield Heading(words.LEFT.to(language))
    yield _list(left, language)


def _standings(standings: Sequence[Standing], language: Language, *, by_itself: bool) -> Bullets:
    items = []
    for one in standings:
        when = (coming(one, language),) if by_itself else ()
        items.append(_on_a_line(one.subscription, language, (*when, last(one.last, language))))
    return Bullets(tuple(items))


def _list(subscriptions: Sequence[Subscription], language: Language) -> Bullets:
    return Bullets(tuple(_on_a_line(subscription, language) for subscription in subscriptions))


def _on_a_line(subscription: Subscription, language: Language, further: Sequence[str] = ()) -> Spans:
    details = [
        (Text(_at(subscription, language)),),
        (Text(words.LANGUAGES[subscription.language].to(language)),),
        (Text(words.LAYOUTS[subscription.layout].to(language)),),
        (Text(words.SHOWN_LEVELS[subscription.level].to(language)),),
        *([codes(_paths(subscription), language)] if subscription.paths else []),
        *((Text(text),) for text in further),
    ]
    return (*_name(subscription, language), Text("  "), *joined(details, BETWEEN.to(language)))


def _name(subscription: Subscription, language: Language) -> Spans:
    repo = Strong(shown.line(subscription.repo))
    if subscription.branch is None:
        return (repo,)
    return filled(words.ON_BRANCH, language, repo=repo, branch=Code(shown.line(subscription.branch)))


def fields_of(subscription: Subscription, language: Language) -> tuple[tuple[str, Spans], ...]:
    """Return how a repository is followed, one label for each thing that can be said."""
    return tuple(_fields(subscription, language))


def _fields(subscription: Subscription, language: Language) -> Iterator[tuple[str, Spans]]:
    branch = subscription.branch
    named: Spans = (Code(shown.line(branch)),) if branch else (Text(words.DEFAULT_BRANCH.to(language)),)
    yield words.EVERY_DAY.to(language), (Text(_at(subscription, language)),)
    yield words.BRANCH.to(language), named
    for label, value in (
        (words.LANGUAGE, words.LANGUAGES[subscription.language]),
        (words.LAYOUT, words.LAYOUTS[subscription.layout]),
        (words.QUIET, words.QUIETS[subscription.quiet]),
        (words.SHOWN, words.SHOWN_LEVELS[subscription.level]),
    ):
        yield label.to(language), (Text(value.to(language)),)
    if subscription.paths:
        yield words.PATHS.to(language), codes(_paths(subscription), language)


def _at(subscription: Subscription, language: Language) -> str:
    return words.AT.to(language).format(time=f"{subscription.at:%H:%M}", zone=subscription.zone)


def _paths(subscription: Subscription) -> Iterator[str]:
    return map(shown.line, subscription.paths)


def _not_by_itself(subscription: Subscription, language: Language) -> Section:
    line = f"commit-digest post {shown.line(subscription.repo)} --to {subscription.channel}"
    return Paragraph(filled(words.NOT_BY_ITSELF, language, line=Code(line)))


def _line(request: Request, umbrella: str | None) -> Code:
    return Code(shown.line(written(request, umbrella)))
