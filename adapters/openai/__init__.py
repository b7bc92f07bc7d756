"""Language models behind OpenAI's chat completions, on any server that speaks them."""

from adapters.openai.folder import FolderModel
from adapters.openai.opening import open_model

__all__ = ["FolderModel", "open_model"]
