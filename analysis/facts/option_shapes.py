"""How programs declare command line options and read environment variables, in several languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.diff import Hunk, Line, Patch
from analysis.facts.models import OptionKind

MAX_STATEMENT = 12
"""How many lines a call may run on, or stand above the option's name, to be seen as one with it."""


class Declared(NamedTuple):
    """An option as one line declares it, with its default where that can be read."""

    kind: OptionKind
    name: str
    default: str | None
    line: Line


class _Shape(NamedTuple):
    """How options are written; where `in_call`, the call around the name declares it and holds a default."""

    stems: tuple[str, ...]  # one of them must occur for the pattern to match: far quicker to look for
    kind: OptionKind
    pattern: re.Pattern[str]
    in_call: bool = False


_VALUE = r"(?P<default>\"[^\"\n]*\"|'[^'\n]*'|[\w.+-]+(?:\([^()\n]*\))?)"
_VARIABLE = r"[\"'](?P<name>[A-Za-z_]\w*)[\"']"
_LONG = re.compile(r"[\"'](?:-\w[,|/ ]{1,3})?(?P<name>--[A-Za-z][\w-]+)(?=[\"'=,]| ?[<\[/])")
_CLAP = re.compile(r"(?<![.\w])(?<!let )(?<!mut )long(?:\(| = )\"(?P<name>[\w-]+)\"")
_GO_FLAG = re.compile(
    r"lags?(?:\(\))?\.(?:String|Bool|U?[Ii]nt|U?[Ii]nt64|Float64|Duration|StringSlice|StringArray)(?:Var)?P?"
    r"\((?:&[\w.]+, *)?\"(?P<name>[\w.-]+)\"(?:, *\"\w\")?(?:, *" + _VALUE + ")?"
)

_SHAPES = (
    _Shape(('"--', "'--", ", --"), OptionKind.COMMAND_LINE, _LONG, in_call=True),
    _Shape(('long("', 'long = "'), OptionKind.COMMAND_LINE, _CLAP, in_call=True),
    _Shape(("lag",), OptionKind.COMMAND_LINE, _GO_FLAG),
    _Shape(("Flag(",), OptionKind.COMMAND_LINE, re.compile(r"\.Flag\(\"(?P<name>[\w.-]+)\"")),
    _Shape(("addini(",), OptionKind.SETTING, re.compile(r"\baddini\([ \t]*[\"'](?P<name>[\w.-]+)[\"']")),
    _Shape(('yaml:"',), OptionKind.SETTING, re.compile(r"\byaml:\"(?P<name>[\w.-]+)[,\"]")),
    _Shape(
        ("environ",),
        OptionKind.ENVIRONMENT,
        re.compile(
            r"\benviron(?:\.get\(|\.pop\(|\.setdefault\(|\[)[ \t]*"
            + _VARIABLE
            + r"(?:, *"
            + _VALUE
            + r")?(?!\] *=[^=])"
        ),
    ),
    _Shape(
        ("etenv",),
        OptionKind.ENVIRONMENT,
        re.compile(r"\b[gG]etenv\([ \t]*" + _VARIABLE + r"(?:, *" + _VALUE + ")?"),
    ),
    _Shape(("LookupEnv",), OptionKind.ENVIRONMENT, re.compile(r"\bLookupEnv\(" + _VARIABLE)),
    _Shape(("env::var",), OptionKind.ENVIRONMENT, re.compile(r"\benv::var(?:_os)?\(" + _VARIABLE)),
    _Shape(
        ("process.env",),
        OptionKind.ENVIRONMENT,
        re.compile(
            r"\bprocess\.env(?:\.|\[[\"'])(?P<name>[A-Za-z_]\w*+)(?:[\"']\])?+(?! *=[^=])(?: *(?:\|\||\?\?) *"
            + _VALUE
            + ")?"
        ),
    ),
    _Shape(
        ("ENV",),
        OptionKind.ENVIRONMENT,
        re.compile(r"\bENV(?:\[|\.fetch\()" + _VARIABLE + "(?:, *" + _VALUE + ")?"),
    ),
    _Shape(("envvar",), OptionKind.ENVIRONMENT, re.compile(r"\benvvar ?= ?" + _VARIABLE)),
    _Shape(
        ("EnvironmentVariable",),
        OptionKind.ENVIRONMENT,
        re.compile(r"\bGetEnvironmentVariable\(" + _VARIABLE),
    ),
)
_DECLARES = re.compile(
    r"add_argument\(|addoption\(|\b[oO]ption\(|Argument\(|\.arg\(|Arg::new|strcmp|argv|\.flag\("
    r"|\blong(?:\(| =)"
)
_DEFAULT = re.compile(r"\bdefault(?:_value)?(?: ?= ?|\()" + _VALUE)


def declared(patch: Patch) -> Iterator[Declared]:
    """Yield the options that changed lines of program text declare or read, on either side."""
    for shape in _SHAPES:
        if not any(stem in patch.text for stem in shape.stems):
            continue
        for line, match in patch.search(shape.pattern):
            default = match.groupdict().get("default")
            if shape.in_call:
                call = _call(patch.hunks, line)
                if not _DECLARES.search(call):
                    continue
                found = _DEFAULT.search(call)
                default = found["default"] if found else None
            yield Declared(shape.kind, _dashed(match["name"], shape.kind), default, line)


def _dashed(name: str, kind: OptionKind) -> str:
    return f"--{name}" if kind is OptionKind.COMMAND_LINE and not name.startswith("-") else name


def _call(hunks: tuple[Hunk, ...], line: Line) -> str:
    """Return the call that `line` is part of, as its side shows it, as far as brackets tell."""
    for hunk in hunks:
        if line in hunk.lines:
            side = [other for other in hunk.lines if other.sign in (line.sign, " ")]
            return _call_around(side, side.index(line))
    return line.text


def _call_around(lines: list[Line], index: int) -> str:
    """Return the lines from the outermost bracket open at `lines[index]` to the one that closes it."""
    first, open_here, opened = index, 0, 0
    for above in range(index - 1, max(-1, index - 1 - MAX_STATEMENT), -1):
        open_here += _depth(lines[above])
        if open_here > opened:
            first, opened = above, open_here
    texts = [line.text for line in lines[first:index]]
    for line in lines[index : index + MAX_STATEMENT]:
        texts.append(line.text)
        opened += _depth(line)
        if opened <= 0:
            break
    return "\n".join(texts)


def _depth(line: Line) -> int:
    return line.text.count("(") - line.text.count(")")
