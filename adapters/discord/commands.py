"""The commands as Discord lists them: one table, with their names and descriptions in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.discord.marks import Json
from analysis.language import Bilingual, Language
from analysis.results import Level
from bot.presenters.words import slash as words
from bot.subscriptions import Layout, Quiet

STRING, BOOLEAN = 3, 5  # types of options
IN_SERVERS, INSTALLED_IN_SERVERS = 0, 0
MANAGE_CHANNELS = 1 << 4
CHINESE = ("zh-CN", "zh-TW")

SUGGESTED = frozenset({"repo", "date", "sha"})
_VALUES: Mapping[str, Sequence[str]] = {
    "language": [one.value for one in Language],
    "layout": [one.value for one in Layout],
    "quiet": [one.value for one in Quiet],
    "level": [one.value for one in Level],
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its options in order; `required` ones come first, `managers` alone may use it.

    What it answers may be `private` to the asker always, or one of `posts` with a thread.
    """

    options: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()
    managers: bool = False
    posts: bool = False
    private: bool = False


COMMANDS: Mapping[str, Command] = {
    "digest": Command(("repo", "date", "language", "branch", "private"), posts=True),
    "explain": Command(("sha", "repo", "language", "private"), frozenset({"sha"})),
    "follow": Command(
        ("repo", "at", "zone", "language", "branch", "layout", "quiet", "level", "path"),
        managers=True,
        posts=True,
    ),
    "unfollow": Command(("repo", "branch"), managers=True),
    "following": Command(private=True),
    "help": Command(private=True),
}


def definitions() -> list[Json]:
    """Return what Discord is told of the commands."""
    return [_definition(name, command) for name, command in COMMANDS.items()]


def differ(ours: Sequence[Json], theirs: Sequence[Json]) -> bool:
    """Whether Discord knows other definitions than `ours`; what it adds of its own does not count."""
    known = {str(one.get("name")): one for one in theirs}
    return len(known) != len(ours) or not all(_is_in(one, known.get(str(one["name"]))) for one in ours)


def _is_in(ours: object, theirs: object) -> bool:
    match ours:
        case dict():
            return isinstance(theirs, dict) and all(_is_in(one, theirs.get(key)) for key, one in ours.items())
        case list():
            told = theirs if isinstance(theirs, list) else []
            return len(ours) == len(told) and all(map(_is_in, ours, told))
        case _:
            return ours == theirs or (not ours and not theirs)


def _definition(name: str, command: Command) -> Json:
    return {
        "type": 1,
        **_named(*words.COMMANDS[name]),
        "options": [_option(option, required=option in command.required) for option in command.options],
        "contexts": [IN_SERVERS],
        "integration_types": [INSTALLED_IN_SERVERS],
        "default_member_permissions": str(MANAGE_CHANNELS) if command.managers else None,
    }


def _option(name: str, *, required: bool) -> Json:
    choices = [
        {
            "name": words.CHOICES[value].en,
            "name_localizations": _chinese(words.CHOICES[value]),
            "value": value,
        }
        for value in _VALUES.get(name, ())
    ]
    return {
        "type": BOOLEAN if name == "private" else STRING,
        **_named(*words.OPTIONS[name]),
        "required": required,
        **({"choices": choices} if choices else {}),
        **({"autocomplete": True} if name in SUGGESTED else {}),
    }


def _named(name: Bilingual, description: Bilingual) -> Json:
    return {
        "name": name.en,
        "name_localizations": _chinese(name),
        "description": description.en,
        "description_localizations": _chinese(description),
    }


def _chinese(text: Bilingual) -> dict[str, str]:
    return dict.fromkeys(CHINESE, text.zh)


_BARE = ("repo", "date", "sha")  # stand without their name in a line


def typed(name: str, options: Mapping[str, object]) -> str:
    """Return the options as the words that follow the command, for the one parser of commands."""
    spoken = [option for option in COMMANDS[name].options if option in options]
    return " ".join(_word(option, options[option]) for option in spoken).strip()


def _word(option: str, value: object) -> str:
    if option == "private":
        return "private" if value else ""
    quoted = '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return quoted if option in _BARE else f"{option} {quoted}"
