"""What a command works with, and how much of it it asks for."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.digests import Digests
from bot.services import Services
from bot.settings import Settings
from bot.stores import Stores


class Memory(Enum):
    """Whether a command opens the database; without it, no server is asked for a model's work."""

    NONE = auto()
    FOR_MODEL = auto()  # as wished, where a model is going to write
    LATENT = auto()  # as wished, where it is there or a model is going to write; else when it is needed
    WISHED = auto()  # it goes on without one that cannot be opened
    NEEDED = auto()


@dataclass(frozen=True, slots=True)
class Application:
    """What the commands need: the services, and the repository the process stands in, if any.

    `stores` are there where the command asked for a database.
    """

    settings: Settings
    services: Services
    here: str | None
    digests: Digests
    stores: Stores | None = None
