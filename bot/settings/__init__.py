"""The settings: one place that reads the environment and the `.env` file of the working directory."""

from bot.settings.database import normalised_database_url
from bot.settings.example import example_file
from bot.settings.model import Settings
from bot.settings.reading import SettingsError, misspelt, read_settings
from bot.settings.values import LocalRepo

__all__ = [
    "LocalRepo",
    "Settings",
    "SettingsError",
    "example_file",
    "misspelt",
    "normalised_database_url",
    "read_settings",
]
