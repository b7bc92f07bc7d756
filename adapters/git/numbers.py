"""Which commit landed a pull request, told from the words of its message."""

from analysis.facts.links import links_of
from analysis.facts.message import wording


def lands(message: str, number: int) -> bool:
    """Whether `message` says that its commit landed pull request `number`."""
    return str(number) in message and links_of(wording(message)).pull_request == number
