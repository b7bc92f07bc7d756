"""Several commits that one short SHA may mean, to choose from."""

from collections.abc import Sequence

from analysis.language import Language
from bot.errors import Candidate
from bot.messages import Bullets, Code, Menu, MenuOption, Message, Paragraph, Spans, Tone
from bot.presenters import shown
from bot.presenters.actions import EXPLAIN, commit_value
from bot.presenters.spans import filled, inline
from bot.presenters.words import common
from bot.presenters.words import problems as words

DIGITS = 12  # of a SHA that must be told from others which begin alike


def candidates(prefix: str, found: Sequence[Candidate], language: Language) -> Message:
    """Return the commits that begin with `prefix`, with a menu that explains one of them."""
    title = words.SEVERAL.to(language).format(count=len(found), prefix=shown.line(prefix))
    return Message(
        title,
        (
            Bullets(tuple(_item(one, language) for one in found)),
            Paragraph(inline(words.CHOOSE_ONE.to(language))),
        ),
        (Menu(words.CHOOSE.to(language), EXPLAIN, tuple(_option(one, language) for one in found)),)
        if found
        else (),
        tone=Tone.WARNING,
    )


def _item(one: Candidate, language: Language) -> Spans:
    return filled(
        words.CANDIDATE,
        language,
        sha=Code(one.sha[:DIGITS]),
        subject=_subject(one, language),
        repo=shown.line(one.repo),
    )


def _option(one: Candidate, language: Language) -> MenuOption:
    label = f"{one.sha[:DIGITS]} {_subject(one, language)}"
    return MenuOption(label, commit_value(one.repo, one.sha), shown.line(one.repo))


def _subject(one: Candidate, language: Language) -> str:
    return shown.line(one.subject) or common.NO_TITLE.to(language)
