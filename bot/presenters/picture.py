"""A day at a glance in words: the labels of its picture, and what it says to those who do not see it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from analysis.glance import Areas, Glance, Lines, glance_of
from analysis.language import Language
from analysis.results import Digest, Level, Stats
from bot.plates import Bar, Days, Parts, Places, Plate, Share
from bot.presenters import shown
from bot.presenters.words import common
from bot.presenters.words import picture as words

ALT_LONGEST = 1_000
"""Characters of an alternative text: the less of Slack's 2,000 and Discord's 1,024."""

AREAS_SAID = 5  # by name in the alternative text


def plate(digest: Digest) -> Plate | None:
    """Return what the picture of a digest shows; `None` where there is nothing to see."""
    glance, language = glance_of(digest), digest.language
    if glance.shows_nothing:
        return None
    return Plate(
        shown.line(digest.repo),
        words.DATES[digest.day.date.weekday()].to(language).format(date=digest.day),
        _total(digest.stats.total, language),
        tuple(Share(name, count) for name, count in _levels(digest.stats, language)),
        _places(glance.areas, language) if glance.areas.total else None,
        _days(glance, language) if glance.has_history else None,
    )


def alt_text(digest: Digest) -> str:
    """Return in words what the picture of a digest shows."""
    text = common.SPACE.to(digest.language).join(_said(digest, glance_of(digest)))
    return text if len(text) <= ALT_LONGEST else f"{text[: ALT_LONGEST - 1]}…"


def lines_said(lines: int, language: Language) -> str:
    """Return a number of lines in words."""
    said = words.LINES_ONE if lines == 1 else words.LINES
    return said.to(language).format(lines=f"{lines:,}")


def rows(areas: Areas, language: Language) -> Iterator[tuple[str, str, Lines]]:
    """Yield path, note and lines of every area, what is left over last."""
    for area in areas.named:
        yield shown.line(area.path) or "?", words.PART.to(language) if area.partial else "", area.lines
    if sum(areas.rest):
        yield "", words.REST.to(language), areas.rest


def _total(total: int, language: Language) -> str:
    said = {0: words.TOTAL_NONE, 1: words.TOTAL_ONE}.get(total, words.TOTAL)
    return said.to(language).format(total=total)


def _levels(stats: Stats, language: Language) -> Iterator[tuple[str, int]]:
    for level, count in zip(Level, parts(stats), strict=True):
        yield common.LEVELS[level].to(language), count


def parts(stats: Stats) -> Parts:
    """Return counts in the order of levels."""
    return stats.high, stats.medium, stats.low


def _places(areas: Areas, language: Language) -> Places:
    return Places(
        words.PLACES.to(language),
        lines_said(areas.total, language),
        tuple(Bar(path, note, lines, f"{sum(lines):,}") for path, note, lines in rows(areas, language)),
        tools_said(areas, language),
    )


def tools_said(areas: Areas, language: Language) -> str:
    """Return what is not counted, empty where that is nothing."""
    return words.BY_TOOLS.to(language).format(lines=f"{areas.made_by_tools:,}") if areas.made_by_tools else ""


def _days(glance: Glance, language: Language) -> Days:
    most = max(stats.total for _, stats in glance.days if stats)
    return Days(
        words.DAYS.to(language).format(days=len(glance.days)),
        words.MOST.to(language).format(most=most),
        tuple(parts(stats) if stats else None for _, stats in glance.days),
        _short(glance.days[0][0]),
        _short(glance.days[-1][0]),
        words.UNKNOWN.to(language),
    )


def _short(date: dt.date) -> str:
    return f"{date:%m-%d}"


def _said(digest: Digest, glance: Glance) -> Iterator[str]:
    language, about = digest.language, {"repo": shown.line(digest.repo), "date": digest.day}
    if digest.commits:
        total = _total(digest.stats.total, language)
        yield words.ALT.to(language).format(**about, total=total, levels=_counted(digest.stats, language))
    else:
        yield words.ALT_QUIET.to(language).format(**about)
    if glance.areas.total:
        yield _said_places(glance.areas, language)
        if tools := tools_said(glance.areas, language):
            yield tools + common.STOP.to(language)
    if glance.has_history:
        yield from said_days(glance, language)


def _counted(stats: Stats, language: Language) -> str:
    """Return the counts of the levels that there are."""
    said = words.ALT_LEVEL.to(language)
    named = [said.format(level=name, count=count) for name, count in _levels(stats, language) if count]
    return common.PAUSE.to(language).join(named)


def _said_places(areas: Areas, language: Language) -> str:
    named = [
        words.ALT_AREA.to(language).format(
            area=" ".join(filter(None, (path, note))),
            lines=lines_said(sum(lines), language),
            level=common.LEVELS[_main(lines)].to(language),
        )
        for path, note, lines in tuple(rows(areas, language))[:AREAS_SAID]
    ]
    listed = common.BETWEEN.to(language).join(named)
    return words.ALT_PLACES.to(language).format(lines=f"{areas.total:,}", areas=listed)


def _main(lines: Sequence[int]) -> Level:
    return tuple(Level)[lines.index(max(lines))]


def said_days(glance: Glance, language: Language) -> Iterator[str]:
    """Yield what is to be said of the days of a history."""
    known = [(date, stats) for date, stats in glance.days if stats is not None]
    whole = Stats(*(sum(column) for column in zip(*(parts(stats) for _, stats in known), strict=True)))
    if whole.total:
        date, busiest = max(known, key=lambda day: day[1].total)
        yield words.ALT_DAYS.to(language).format(
            days=len(glance.days),
            total=whole.total,
            levels=_counted(whole, language),
            date=date,
            most=busiest.total,
        )
    else:
        yield words.ALT_NO_DAYS.to(language).format(days=len(glance.days))
    if unknown := len(glance.days) - len(known):
        said = words.ALT_UNKNOWN_ONE if unknown == 1 else words.ALT_UNKNOWN
        yield said.to(language).format(count=unknown)
