"""What can be pressed below a message, and what each press means.

Two actions stand below digests. `explain`: `value` is `owner/name@SHA` (the SHA alone where the name is too
long), which the parser of commands reads as it stands; below a message for one person alone it ends in
`private`, as they would type it. `follow`: `value` is the repository. A third one,
`unfollow`, stands on one's own page: its value is the id of a subscription; and so does `change`, with the
words that would be typed behind the id, or none to see what can be changed. Values fit into a Discord custom
id together with their action (100 characters, https://discord.com/developers/docs/components).
"""

from collections.abc import Iterable
from dataclasses import replace

from analysis.language import Language
from analysis.results import DigestCommit
from bot.messages import Button, Control, Menu, MenuOption, Message
from bot.presenters import shown
from bot.presenters.words import common
from bot.presenters.words import digest as words

EXPLAIN = "explain"
FOLLOW = "follow"
UNFOLLOW = "unfollow"
PRIVATE = "private"  # a word of the commands
CHANGE = "change"
LONGEST_VALUE = 90  # a custom id without the action and a separator
SHA_DIGITS = 12  # unambiguous in every repository that can be followed, and short


def explain_menu(commits: Iterable[DigestCommit], repo: str, language: Language) -> tuple[Menu, ...]:
    """Return the menu that explains one of `commits` of `repo`; none where there is nothing to choose."""
    options = tuple(
        MenuOption(
            f"{one.commit.short_sha} {shown.title(one, language)}",
            commit_value(repo, one.commit.sha),
            f"{common.SIGNS[one.rating.level]} {shown.types(one.types, language)}",
        )
        for one in commits
    )
    return (Menu(words.EXPLAIN.to(language), EXPLAIN, options),) if options else ()


def commit_value(repo: str, sha: str) -> str:
    """Return how a press names a commit: as fully as there is room for."""
    named = (f"{repo}@{sha}", f"{repo}@{sha[:SHA_DIGITS]}", sha)
    return next(value for value in named if len(value) <= LONGEST_VALUE)


def whispered(message: Message) -> Message:
    """Return `message` for one person alone: what they choose below it is for them alone too."""
    return replace(message, controls=tuple(_whispered(one) for one in message.controls))


def _whispered(control: Control) -> Control:
    if not isinstance(control, Menu) or control.action != EXPLAIN:
        return control
    options = tuple(replace(one, value=f"{one.value} {PRIVATE}") for one in control.options)
    return replace(control, options=options)


def follow_button(repo: str, language: Language) -> tuple[Button, ...]:
    """Return the button that follows `repo` in this channel; none for a name too long to carry."""
    if len(repo) > LONGEST_VALUE:
        return ()
    return (Button(words.FOLLOW.to(language), FOLLOW, repo),)
