"""Whether one sentence is borne out by its commit: its names, paths, numbers and hashes, checked by code."""

import re
from collections.abc import Sequence
from enum import StrEnum

from analysis.analyst.grounds import Grounds
from analysis.analyst.names import names_in, parts_of
from analysis.analyst.quantities import quantities

MOST_UNKNOWN = 0.5
"""A sentence may mention unknown names up to this share: authors spell, shorten and refer elsewhere."""

_SPAN = re.compile(r"`[^`]*`")
_EXTENSION = r"\.(?:[a-z]{1,5}|[A-Z]{2,4}|json5|mp[34]|h5|py[ixc])"
_PATH = re.compile(
    rf"(?<![\w./:@-])(?:[\w.-]+/)*[\w.-]*\w{_EXTENSION}(?![\w(/-])|(?<![\w./:@-])(?:[\w.-]+/){{2,}}", re.ASCII
)
_FILE_ENDING = re.compile(
    r".*\.(?:py|pyi|pyx|rs|go|[ch]|cc|cpp|hpp|cu|java|kt|scala|jsx?|tsx?|mjs|vue|rb|php|cs|swift|m|sh|sql|proto|lua"
    r"|toml|ya?ml|json|ini|cfg|md|rst|txt|lock|xml|html|css|mk|cmake|bat|ps1|conf|env)"
)
_SHA = re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![\w-])")
_REFERENCE = re.compile(r"(?<![\w&])#(\d{1,7})\b")


class Fault(StrEnum):
    """Why a sentence is not shown."""

    NAMES = "names"
    PATH = "path"
    NUMBER = "number"
    HASH = "hash"


def fault_of(text: str, grounds: Grounds) -> Fault | None:
    """Return what in `text` its commit does not bear out, or `None`."""
    if any(not grounds.states(quantity) for quantity in quantities(_without_hashes(text))):
        return Fault.NUMBER
    if any(not _is_known_path(path, grounds) for path in _paths(text)):
        return Fault.PATH
    if any(
        sha not in grounds.lower
        for sha in (*_SHA.findall(text), *(f"#{one}" for one in _REFERENCE.findall(text)))
    ):
        return Fault.HASH
    return Fault.NAMES if _are_unknown(names_in(text, grounds.project), grounds) else None


def _are_unknown(mentioned: Sequence[str], grounds: Grounds) -> bool:
    """Whether most names are unknown; of a tie decides what the unknown ones are joined from."""
    unknown = [name for name in mentioned if not grounds.holds(name)]
    share = len(unknown) / len(mentioned) if mentioned else 0.0
    if share != MOST_UNKNOWN:
        return share > MOST_UNKNOWN
    return any(_share_known(parts_of(name), grounds) < MOST_UNKNOWN for name in unknown)


def _share_known(parts: frozenset[str], grounds: Grounds) -> float:
    return len(parts & grounds.parts) / len(parts) if parts else 0.0


def _without_hashes(text: str) -> str:
    return _REFERENCE.sub(" ", _SHA.sub(" ", text))


def _paths(text: str) -> list[str]:
    found = (match[0].rstrip(".") for match in _PATH.finditer(text))
    return [path for path in found if path.endswith("/") or _FILE_ENDING.fullmatch(path)]


def _is_known_path(path: str, grounds: Grounds) -> bool:
    wanted = path.lstrip("./")
    return (
        any(
            known == wanted or known.endswith(f"/{wanted}") or f"/{wanted}" in f"/{known}"
            for known in grounds.paths
        )
        or wanted.lower() in grounds.lower
    )
