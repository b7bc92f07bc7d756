"""Small pieces of commits and days as readers are shown them, whatever a stranger wrote in them."""

import datetime as dt

from analysis.days import Day, time_zone
from analysis.facts.secrets import redact
from analysis.language import Bilingual, Language
from analysis.models import Commit
from analysis.results import DigestCommit, Types
from analysis.titles import telling_title, whole_subject
from bot.messages import Code, Link, Span
from bot.presenters.words import common
from bot.presenters.words.digest import WEEKDAYS
from bot.safety import safe_line


def line(text: str) -> str:
    """Return untrusted `text` on one line, without secrets and without characters that are not seen."""
    return safe_line(redact(text))


def subject(commit: Commit, language: Language) -> str:
    """Return the title of `commit`, never empty."""
    return line(commit.subject) or common.NO_TITLE.to(language)


def title(one: DigestCommit, language: Language) -> str:
    """Return what a commit is called: a merge by what it merges, any other by its subject."""
    own = line(whole_subject(one.commit)) or subject(one.commit, language)
    told = line(telling_title(one.commit, one.facts))
    if not one.commit.is_merge or not told or told in own:
        return own
    number = pull_request(one)
    return f"{told} (#{number})" if number else told


def author(commit: Commit, language: Language) -> str:
    """Return who wrote `commit`, never empty."""
    return line(commit.author.name) or common.NOBODY.to(language)


def authors(one: DigestCommit, language: Language) -> str:
    """Return who wrote the commit, with those whom its message names beside the author."""
    first, others = author(one.commit, language), one.facts.co_authors
    if not others:
        return first
    return common.TOGETHER.to(language).format(
        author=first, others=common.PAUSE.to(language).join(map(line, others))
    )


def sha_link(commit: Commit) -> Span:
    """Return the short SHA, leading to the commit's page where there is one."""
    return Link(commit.short_sha, commit.url) if commit.url else Code(commit.short_sha)


def pull_request(one: DigestCommit) -> int | None:
    """Return the pull request that the commit landed, as its source or its title knows it."""
    return one.commit.pull_request or one.facts.links.pull_request


def types(kinds: Types, language: Language, guessed: Bilingual = common.GUESSED) -> str:
    """Return the change types, marked where they are a guess."""
    names = " / ".join(common.TYPES[kind].to(language) for kind in kinds.types)
    return guessed.to(language).format(types=names) if kinds.guessed else names


def moment(instant: dt.datetime, zone: str) -> str:
    """Return `instant` in `zone`, to the second, as reports list it."""
    return f"{instant.astimezone(time_zone(zone)):%Y-%m-%d %H:%M:%S}"


def date(day: Day, language: Language) -> str:
    """Return the date with its weekday."""
    return WEEKDAYS[day.date.weekday()].to(language).format(date=day.date.isoformat())


def points(hundredths: int) -> str:
    """Return a weight or score in points, with its sign: "+1.50"."""
    return f"{hundredths / 100:+.2f}".replace("-", "−")
