"""Who else wrote a commit, told from its trailers."""

import re

from analysis.facts.message import Wording
from analysis.models import Person

MOST = 50
"""How many co-authors of one commit are kept."""

_TRAILER = re.compile(
    r"^co-authored-by:[ \t]*(?P<name>[^<>\n]{1,200}?)[ \t]*(?:<(?P<email>[^<>\n]{0,200})>)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def co_authors_of(said: Wording, author: Person) -> tuple[str, ...]:
    """Return the names of the co-authors in order, each once and without the author."""
    seen = {author.email.lower(), author.name.lower()}
    names: list[str] = []
    for trailer in _TRAILER.finditer(said.body):
        marks = {trailer["name"].lower(), (trailer["email"] or trailer["name"]).lower()}
        if not marks & seen and len(names) < MOST:
            names.append(trailer["name"])
        seen |= marks
    return tuple(names)
