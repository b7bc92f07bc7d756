"""Who writes in this process: what the command line says, and how the configured models are reached."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """With `off`, facts write, whatever is configured; with folders, questions and answers are files.

    Each question is written to `prompts`, each answer read from `answers`, and no server is asked.
    """

    off: bool = False
    prompts: Path | None = None
    answers: Path | None = None

    @property
    def by_files(self) -> bool:
        """Whether files stand for the server."""
        return not self.off and (self.prompts is not None or self.answers is not None)

    def asks_server(self, settings: Settings) -> bool:
        """Whether a model on a server writes."""
        return bool(settings.openai_model) and not self.off and not self.by_files


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """A model on a server, and how to be let in; `timeout` is the seconds that one request may take.

    Without `base_url` the server is OpenAI's own.
    """

    model: str
    base_url: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    concurrency: int = 8


def model_accesses(settings: Settings) -> tuple[ModelAccess, ...]:
    """Return how to reach the configured models, the first one first; none where none is configured.

    A second model may stand on the first one's server; a key never goes to another server than its own.
    """
    if not settings.openai_model:
        return ()
    timeout, at_once = settings.llm_timeout, settings.llm_concurrency
    url, key = settings.openai_base_url, _text(settings.openai_api_key)
    first = ModelAccess(settings.openai_model, url, key, timeout, at_once)
    if not settings.openai_fallback_model:
        return (first,)
    other, other_key = settings.openai_fallback_base_url, _text(settings.openai_fallback_api_key)
    same = other is None or other == url
    second = ModelAccess(
        settings.openai_fallback_model,
        url if other is None else other,
        other_key or (key if same else None),
        timeout,
        at_once,
    )
    return (first, second)


def _text(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
