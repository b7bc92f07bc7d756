"""How many calls go to one server at a time, and when none may: here, and over all processes."""

from bot.throttling.gates import Gate, Gates, PausedError, Sign
from bot.throttling.shared import AwayError, NoRoomError, Shared
from bot.throttling.subjects import Caller

__all__ = ["AwayError", "Caller", "Gate", "Gates", "NoRoomError", "PausedError", "Shared", "Sign"]
