"""The command line: `commit-digest`."""

import sys

from bot.cli.edge import run


def main() -> None:
    """Run the command that was typed, and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))
