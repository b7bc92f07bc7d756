"""How the process ends, and the error that ends it over wrong arguments."""

from typing import Final

from typer.exceptions import TyperException

DONE: Final = 0
FAILED: Final = 1
WRONG_ARGUMENTS: Final = 2
INTERRUPTED: Final = 130  # by Ctrl-C, as shells write it: 128 + SIGINT


class WrongArgumentError(TyperException):
    """An argument that cannot be meant; its message is a sentence for the user."""

    exit_code = WRONG_ARGUMENTS
