"""Language models behind OpenAI's chat completions, on any server that speaks them."""

from adapters.openai.folder import FolderModel
from adapters.openai.health import health
from adapters.openai.opening import open_model

__all__ = ["FolderModel", "health", "open_model"]
