"""Where a commit works: its files, gathered into folders where that tells more than a list would."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from analysis.facts.models import Evidence, FileFacts
from analysis.text import clean
from analysis.writing.values import Place, Places

SINGLE_FILES = 3
"""Up to so many files are named one by one."""


def places(files: Sequence[FileFacts], shown: int = SINGLE_FILES) -> Places:
    """Return the places of `files`, largest first, at most `shown`; the rest is counted."""
    if len(files) <= max(shown, SINGLE_FILES):
        return Places(tuple(_largest_first(Place(file.path, (file,)) for file in files)))
    ranked = _largest_first(_gathered(files, shown))
    rest = [file for place in ranked[shown:] for file in place.files]
    return Places(tuple(ranked[:shown]), len(rest))


def common_folder(paths: Iterable[str]) -> str | None:
    """Return the deepest folder that holds all `paths` (ending in `/`), the path if there is but one."""
    unique = sorted(set(paths))
    if len(unique) < 2:  # noqa: PLR2004 - one path is its own place
        return unique[0] if unique else None
    first, last = unique[0].split("/")[:-1], unique[-1].split("/")[:-1]
    shared = [
        one for one, other in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    ]
    return "/".join(shared) + "/" if shared else None


def seen_in(files: Sequence[FileFacts]) -> tuple[Evidence, ...]:
    """Return the first of `files` as evidence; what is said of them is said of whole files."""
    return tuple(Evidence(clean(file.path), file.path) for file in files[:SINGLE_FILES])


def _gathered(files: Sequence[FileFacts], shown: int) -> list[Place]:
    """Gather by folder; where that leaves too many places, lift the deepest folders to their parents."""
    depth = max(file.path.count("/") for file in files)
    while True:
        groups = _by_folder(files, depth)
        if len(groups) <= shown or depth <= 1:
            return [_place(folder, members) for folder, members in groups.items()]
        depth -= 1


def _by_folder(files: Sequence[FileFacts], depth: int) -> dict[str, list[FileFacts]]:
    groups = defaultdict[str, list[FileFacts]](list)
    for file in files:
        folder = "/".join(file.path.split("/")[:-1][:depth])
        groups[folder or file.path].append(file)
    return groups


def _place(folder: str, members: Sequence[FileFacts]) -> Place:
    if len(members) == 1:
        return Place(members[0].path, tuple(members))
    return Place(f"{common_folder(file.path for file in members) or folder + '/'}", tuple(members))


def _largest_first(found: Iterable[Place]) -> list[Place]:
    return sorted(found, key=lambda place: (-(place.additions + place.deletions), place.path))
