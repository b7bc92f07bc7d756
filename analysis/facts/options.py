"""Which options a diff adds, removes, or gives another default: what its users may have to set or unset."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.diff import Patch
from analysis.facts.evidence import evidence
from analysis.facts.models import Alteration, FileClass, FileFacts, OptionChange, OptionKind
from analysis.facts.option_shapes import Declared, declared
from analysis.facts.secret_shapes import redact
from analysis.facts.settings import fields, keys

_OF_THE_PROGRAM = frozenset({OptionKind.COMMAND_LINE, OptionKind.ENVIRONMENT})
_CONFIGURATION = frozenset({FileClass.CONFIG, FileClass.DEPS, FileClass.OTHER})

_Key = tuple[str, str]


def options(file: FileFacts, patch: Patch) -> tuple[OptionChange, ...]:
    """Return the options that `patch` alters, in program text and in files that declare settings.

    An option that is declared on both sides with one default, or none that can be read, did not change.
    """
    if file.file_class in _CONFIGURATION:
        return _compared(file.path, keys(file, patch))
    return _compared(file.path, _in_source(file, patch)) if file.file_class is FileClass.SOURCE else ()


def settled(found: Sequence[OptionChange]) -> tuple[OptionChange, ...]:
    """Return what `found` in all files comes to: what goes in one file and comes in another was moved.

    That is told only where its default changed on the way. Settings are names within their file.
    """
    named = [one for one in found if one.kind in _OF_THE_PROGRAM]
    came = {(one.kind, one.name): one for one in named if one.alteration is Alteration.ADDED}
    gone = {(one.kind, one.name): one for one in named if one.alteration is Alteration.REMOVED}
    stayed = [one for one in found if not {(one.kind, one.name)} & came.keys() & gone.keys()]
    moved = (_moved(gone[key], new) for key, new in came.items() if key in gone)
    return (*stayed, *(one for one in moved if one))


def _moved(old: OptionChange, new: OptionChange) -> OptionChange | None:
    if old.before == new.after or None in (old.before, new.after):
        return None
    return replace(new, alteration=Alteration.CHANGED, before=old.before)


def _in_source(file: FileFacts, patch: Patch) -> Iterator[Declared]:
    yield from declared(patch)
    yield from fields(file, patch)


def _compared(path: str, found: Iterator[Declared]) -> tuple[OptionChange, ...]:
    before: dict[_Key, Declared] = {}
    after: dict[_Key, Declared] = {}
    for option in found:
        side = before if option.line.sign == "-" else after
        side.setdefault((option.kind, option.name), option)
    changes = (_change(path, before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)))
    return tuple(change for change in changes if change)


def _change(path: str, old: Declared | None, new: Declared | None) -> OptionChange | None:
    shown = new or old
    if shown is None or (old and new and (old.default == new.default or None in (old.default, new.default))):
        return None
    alteration = Alteration.CHANGED
    if old is None or new is None:
        alteration = Alteration.ADDED if new else Alteration.REMOVED
    before, after = (
        redact(side.default) if side and side.default is not None else None for side in (old, new)
    )
    return OptionChange(redact(shown.name), shown.kind, alteration, evidence(path, shown.line), before, after)
