"""The composition root: the one place where real things meet; its parameters are the seams."""

from bot.application import Application, Memory
from bot.bootstrap.assembly import application
from bot.bootstrap.durable import daily, engine, engine_is_running, is_shared, operator
from bot.bootstrap.github import github_access
from bot.bootstrap.health import doctor_checks
from bot.bootstrap.pictures import pictures
from bot.bootstrap.platforms import chats, desk, rendering
from bot.bootstrap.terminal import input_lines, screen, terminal_channel, terminal_platform
from bot.bootstrap.watching import Watch, meter_of, watching

__all__ = [
    "Application",
    "Memory",
    "Watch",
    "application",
    "chats",
    "daily",
    "desk",
    "doctor_checks",
    "engine",
    "engine_is_running",
    "github_access",
    "input_lines",
    "is_shared",
    "meter_of",
    "operator",
    "pictures",
    "rendering",
    "screen",
    "terminal_channel",
    "terminal_platform",
    "watching",
]
