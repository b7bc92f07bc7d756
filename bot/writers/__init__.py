"""Writing with models: their work is stored, counted and bounded, and facts stand in where it fails."""

from bot.writers.choice import ModelAccess, ModelChoice, model_accesses
from bot.writers.desk import Desk
from bot.writers.opening import ModelOpeners, open_writer
from bot.writers.writer import ModelWriter

__all__ = [
    "Desk",
    "ModelAccess",
    "ModelChoice",
    "ModelOpeners",
    "ModelWriter",
    "model_accesses",
    "open_writer",
]
