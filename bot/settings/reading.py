"""Reading the settings, and saying in sentences what is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream
from pydantic import ValidationError
from pydantic_settings import SettingsError as UnreadableError

from bot.errors import BotError
from bot.settings.model import Settings

LIKENESS = 0.8
"""How alike (difflib's ratio) a name and a setting are for the one to be a slip for the other."""

_SENTENCES: Mapping[str, str] = {
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_type": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "enum": "must be {expected}",
}


@dataclass(eq=False)
class SettingsError(BotError):
    """Settings that cannot be used; `problems` holds a sentence for each, without any secret."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.problems)


def read_settings() -> Settings:
    """Return the settings of this process; raise `SettingsError` when one cannot be used."""
    try:
        if unread := tuple(_unread_lines(_env_file())):
            raise SettingsError(unread)
        return Settings()
    except ValidationError as error:
        raise SettingsError(tuple(_problems(error))) from None  # the cause would show the values
    except UnicodeDecodeError:
        raise SettingsError((f"{_env_file()} is not written in UTF-8",)) from None
    except OSError as error:
        raise SettingsError((f"{_env_file()} cannot be read: {error.strerror}",)) from None
    except UnreadableError:
        raise SettingsError((f"{_env_file()} cannot be read",)) from None


def misspelt(names: Iterable[str]) -> Mapping[str, str]:
    """Return those of `names` that are no settings but look like one, with the setting that is meant."""
    ours = [name.upper() for name in Settings.model_fields]
    others = [name for name in names if name.upper() not in ours]
    close = {name: get_close_matches(name.upper(), ours, 1, LIKENESS) for name in others}
    return {name: found[0] for name, found in close.items() if found}


def _unread_lines(path: Path) -> Iterator[str]:
    """Yield a sentence for each line of the file that would be skipped, and its value lost."""
    if not path.is_file():  # a pipe can be read only once
        return
    with path.open(encoding="utf-8") as lines:
        for binding in parse_stream(lines):
            if binding.error:
                said = binding.original.string
                line = binding.original.line + said[: len(said) - len(said.lstrip())].count("\n")
                yield f"{path}, line {line}: must be NAME=value, and a quotation mark needs its counterpart"


def _env_file() -> Path:
    return Path(str(Settings.model_config["env_file"])).absolute()


def _problems(error: ValidationError) -> Iterator[str]:
    for found in error.errors(include_url=False, include_context=True):
        name = str(found["loc"][0]).upper() if found["loc"] else ""
        sentence = _sentence(found["type"], found.get("ctx") or {}, found["msg"])
        yield f"{name}: {sentence}" if name else sentence


def _sentence(kind: str, context: dict[str, Any], message: str) -> str:
    if kind in _SENTENCES:
        return _SENTENCES[kind].format(**context).replace("'", "")
    return message.removeprefix("Value error, ")
