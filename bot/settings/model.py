"""Every setting with its meaning, its default and its bounds; `.env.example` is written from here."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from analysis.language import Language
from bot.posting import Patience
from bot.requests.models import GITHUB
from bot.settings.database import database_password, normalised_database_url
from bot.settings.values import (
    Address,
    Chats,
    LocalRepos,
    Numbers,
    OneChat,
    Patterns,
    PemText,
    Token,
    ZoneName,
)

HIGHEST_PORT = 65_535
APP = ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_INSTALLATION_ID")


class Settings(BaseSettings):
    """What the environment and `.env` say; an empty value is as good as none.

    Built by `read_settings` alone. Times are seconds. What is secret never shows in a repr or a log.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True
    )

    digest_language: Language = Field(
        default=Language.ZH, description="Language of digests and answers: zh or en."
    )
    digest_timezone: ZoneName = Field(
        default="Asia/Shanghai", description="IANA time zone that decides what a day is."
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///data/commit-digest.db"),
        description=(
            "Where the bot remembers, also what it read of private repositories: "
            "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        ),
    )
    reports_dir: Path | None = Field(
        default=None, description="Folder where each day's report is also saved. Empty: nowhere."
    )
    catch_up_days: int = Field(
        default=3, ge=0, le=31, description="Days that are made up for after the bot was down, oldest first."
    )

    github_token: Token | None = Field(
        default=None,
        description="Reads GitHub with 5,000 requests an hour instead of 60; needs read access to contents.",
    )
    github_app_id: str | None = Field(
        default=None, description="Or a GitHub App, with the next two settings."
    )
    github_app_private_key: Annotated[SecretStr, PemText] | None = Field(
        default=None, description="The App's private key (PEM); line ends may be written as \\n."
    )
    github_app_installation_id: int | None = Field(default=None, ge=1, description="The App's installation.")
    github_api_url: Address = Field(
        default="https://api.github.com", description="Of an Enterprise Server: https://HOST/api/v3."
    )
    allowed_repos: Patterns = Field(
        default=(),
        description="Private repositories that chat users may ask for: patterns such as acme/*, with commas.",
    )
    local_repos: LocalRepos = Field(
        default=(),
        description="Local repositories that chat users may ask for: owner/name=PATH, with commas.",
    )
    operators: Chats = Field(
        default=(), description="Who may run the bot from a chat: slack:U0123 or discord:4567, with commas."
    )

    openai_api_key: Token | None = Field(default=None, description="Key of the model's server.")
    openai_base_url: Address | None = Field(
        default=None, description="Any server that speaks OpenAI's chat completions."
    )
    openai_model: str | None = Field(
        default=None, description="The model that writes the analyses. Empty: they are written from facts."
    )
    openai_fallback_api_key: Token | None = Field(
        default=None, description="A second model for when the first is down."
    )
    openai_fallback_base_url: Address | None = Field(default=None, description="The second model's server.")
    openai_fallback_model: str | None = Field(default=None, description="The second model's name.")
    llm_concurrency: int = Field(
        default=8, ge=1, le=256, description="Requests to the model at the same time."
    )
    llm_timeout: float = Field(
        default=120.0, gt=0, description="Seconds that one request to the model may take."
    )
    llm_daily_token_budget: int | None = Field(
        default=None,
        ge=1,
        description="Tokens a day; beyond them less is written by the model. Empty: no limit.",
    )
    llm_prices: Path | None = Field(
        default=None, description="File with prices of models. Empty: those we know of."
    )

    slack_bot_token: Token | None = Field(default=None, description="Bot token (xoxb-…).")
    slack_app_token: Token | None = Field(default=None, description="App token (xapp-…) for Socket Mode …")
    slack_signing_secret: Token | None = Field(
        default=None, description="… or the signing secret for HTTP mode."
    )
    slack_api_url: Address = Field(default="https://slack.com/api", description="Another server for tests.")

    discord_token: Token | None = Field(default=None, description="Bot token.")
    discord_api_url: Address = Field(
        default="https://discord.com/api", description="Another server for tests."
    )
    discord_gateway_url: Address | None = Field(
        default=None, description="Another gateway for tests. Empty: the one that the API names."
    )
    discord_guild_ids: Numbers = Field(
        default=(),
        description="Servers where commands appear at once, with commas. Empty: everywhere, within an hour.",
    )

    posting_timeout: float = Field(
        default=10.0, gt=0, description="Seconds that posting one message may take."
    )
    posting_settle: float = Field(
        default=5.0, ge=0, description="Seconds until a message whose answer was lost is looked for."
    )
    alert_channel: OneChat | None = Field(
        default=None, description="Where alarms go: slack:C0123 or discord:4567. Empty: to the log alone."
    )
    http_host: str = Field(default="127.0.0.1", description="Address of the health and metrics server.")
    http_port: int | None = Field(
        default=None, ge=1, le=HIGHEST_PORT, description="Its port. Empty: there is no such server."
    )

    @field_validator("*", mode="before")
    @classmethod
    def _stripped(cls, value: object, info: ValidationInfo) -> object:
        """Drop blanks around a value, which no setting means; nothing but blanks is the default."""
        if not isinstance(value, str):
            return value
        return value.strip() or cls.model_fields[info.field_name or ""].default

    @field_validator("digest_language", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.casefold() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _usable(cls, value: SecretStr) -> SecretStr:
        normalised_database_url(value.get_secret_value())
        return value

    @model_validator(mode="after")
    def _whole_app(self) -> Self:
        """Hold the three settings of a GitHub App together."""
        app = (self.github_app_id, self.github_app_private_key, self.github_app_installation_id)
        missing = [name for name, value in zip(APP, app, strict=True) if value is None]
        if missing and len(missing) < len(APP):
            raise ValueError(f"a GitHub App also needs {' and '.join(missing)}")
        return self

    @property
    def database(self) -> str:
        """The database's address in the form that the store takes; it may hold a password."""
        return normalised_database_url(self.database_url.get_secret_value())

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts whose addresses lead to repositories."""
        host = self.github_api_url.partition("://")[2].partition("/")[0].casefold()
        return (GITHUB,) if host == f"api.{GITHUB}" else (host, GITHUB)

    @property
    def chats(self) -> tuple[str, ...]:
        """The names of the chat platforms that are set up."""
        tokens = {"slack": self.slack_bot_token, "discord": self.discord_token}
        return tuple(name for name, token in tokens.items() if token)

    @property
    def patience(self) -> Patience:
        """How long posting a part may take."""
        timeout, settle = self.posting_timeout, self.posting_settle
        return Patience(dt.timedelta(seconds=timeout), dt.timedelta(seconds=settle))

    def secrets(self) -> tuple[str, ...]:
        """Return every secret that is set, for those who must keep them out of what they write."""
        values = (getattr(self, name) for name in type(self).model_fields if name != "database_url")
        tokens = (value.get_secret_value() for value in values if isinstance(value, SecretStr))
        password = database_password(self.database)
        return (*tokens, password) if password else tuple(tokens)
