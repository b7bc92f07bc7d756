"""A day at a glance in a report, which can bring no picture along: bars and columns made of characters."""

from collections.abc import Iterator

from analysis.glance import Glance, Lines, glance_of
from analysis.language import Language
from analysis.results import Digest, Level, Stats
from bot.presenters.picture import lines_said, parts, rows, said_days, tools_said
from bot.presenters.words import common
from bot.presenters.words import picture as words
from bot.reports.escaping import code, escaped

LONGEST = 24  # characters of the longest bar
SHADES = "█▒░"
"""High, medium, low: told apart without any colour."""
HEIGHTS = "▁▂▃▄▅▆▇█"
NOTHING, UNKNOWN = "·", "?"


def glance_blocks(digest: Digest) -> Iterator[str]:
    """Yield where the day happened, and the days before it as far as they are known."""
    glance, language = glance_of(digest), digest.language
    if glance.areas.total:
        yield _areas(glance, language)
        yield _key(language) + (f" {tools}" if (tools := tools_said(glance.areas, language)) else "")
    if glance.has_history and not glance.shows_nothing:
        yield escaped(common.SPACE.to(language).join(said_days(glance, language)))
        yield _columns(glance, language)


def _areas(glance: Glance, language: Language) -> str:
    every = list(rows(glance.areas, language))
    most = max(sum(lines) for _, _, lines in every)
    header = f"| {words.PLACES.to(language)} | {lines_said(glance.areas.total, language)} | |"
    told = [f"| {_name(path, note)} | {sum(lines):,} | {_bar(lines, most)} |" for path, note, lines in every]
    return "\n".join((header, "| --- | ---: | --- |", *told))


def _name(path: str, note: str) -> str:
    """Return the name of an area for a table, where a bar is no bar even in a piece of code."""
    return " ".join(filter(None, (code(path).replace("|", "\\|"), escaped(note))))


def _bar(lines: Lines, most: int) -> str:
    """Return a bar of which each level that is there has one character at least."""
    return "".join(
        shade * max(round(part * LONGEST / most), 1) if part else ""
        for shade, part in zip(SHADES, lines, strict=True)
    )


def _key(language: Language) -> str:
    named = (
        f"{shade} {common.LEVELS[level].to(language)}" for shade, level in zip(SHADES, Level, strict=True)
    )
    return " · ".join(named)


def _columns(glance: Glance, language: Language) -> str:
    """Return a line for each level, a character a day, all levels on one scale."""
    most = max(max(parts(stats)) for _, stats in glance.days if stats)
    names = [common.LEVELS[level].to(language) for level in Level]
    wide = max(map(len, names))
    first, last = glance.days[0][0], glance.days[-1][0]
    told = [f"{name:{wide}} {_line(glance, place, most)}" for place, name in enumerate(names)]
    return "\n".join(("```text", *told, f"{first} – {last}", "```"))


def _line(glance: Glance, place: int, most: int) -> str:
    return "".join(_column(stats, place, most) for _, stats in glance.days)


def _column(stats: Stats | None, place: int, most: int) -> str:
    if stats is None:
        return UNKNOWN
    count = parts(stats)[place]
    return HEIGHTS[-(-count * len(HEIGHTS) // most) - 1] if count else NOTHING
