"""Why a chat platform does not let the bot in."""

from dataclasses import dataclass

from bot.errors.base import BotError


@dataclass(eq=False)
class ConnectionSetupError(BotError):
    """A chat platform does not let us in: `setting` names what an operator must look at."""

    platform: str
    setting: str


class CredentialKindError(ConnectionSetupError):
    """The setting holds a credential, but of another kind than belongs there."""


class CredentialRefusedError(ConnectionSetupError):
    """The platform does not know the credential, or knows it no longer."""


class CredentialTooWeakError(ConnectionSetupError):
    """The credential may not do what the bot needs it for."""


class PlatformUnreachableError(ConnectionSetupError):
    """The platform does not answer, or not as itself."""
