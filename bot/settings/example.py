"""The `.env.example` file, written from the settings so that it never tells another story."""

from collections.abc import Iterator, Mapping

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings.model import Settings

HEADER = """\
# Copy this file to `.env` and fill in what you need. Everything has a default; empty means "not set".
# The environment wins over the file.
"""
SECTIONS: Mapping[str, str] = {
    "digest_language": "What a digest is",
    "github_token": "Repositories",
    "openai_api_key": "Language model (any server that speaks OpenAI's protocol)",
    "slack_bot_token": "Slack",
    "discord_token": "Discord",
    "posting_timeout": "Operation",
}


def example_file() -> str:
    """Return the text of `.env.example`: every setting once, with its meaning and its default."""
    return HEADER + "".join(_entries())


def _entries() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        if name in SECTIONS:
            yield f"\n# --- {SECTIONS[name]} ---\n"
        yield f"# {field.description}\n{name.upper()}={shown_default(field)}\n"


def shown_default(field: FieldInfo) -> str:
    """Return the default of a setting as it would be written in the file; empty where nothing is set."""
    default = field.default
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    if isinstance(default, float):
        return f"{default:g}"
    return "" if default in (None, ()) else str(default)
