"""What somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

SUGGESTIONS = 3
ALIKE = 0.7  # difflib's ratio; below it, suggestions of short words are accidents


def nearest(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of `choices` that are written like `word`, best first."""
    spelling = {choice.casefold(): choice for choice in choices}
    return tuple(
        spelling[match] for match in get_close_matches(word.casefold(), spelling, SUGGESTIONS, ALIKE)
    )


def nearest_repos(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return known repositories written like `name`, with or without their owner."""
    known = tuple(dict.fromkeys(known))
    by_tail = {repo.rpartition("/")[2].casefold(): repo for repo in reversed(known)}
    tails = nearest(name.rpartition("/")[2], by_tail)
    return tuple(dict.fromkeys((*nearest(name, known), *(by_tail[tail] for tail in tails))))[:SUGGESTIONS]
