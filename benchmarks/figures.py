"""A measured figure beside its reference: a line to read, of which the table of all benchmarks is made."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"^» (?P<name>.+?) \| (?P<value>.+?) \| (?P<reference>.+?)(?P<missed> \| MISSED)?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it is compared with, and whether it holds."""

    name: str
    value: str
    reference: str
    held: bool = True

    def __str__(self) -> str:
        return f"» {self.name} | {self.value} | {self.reference}{'' if self.held else ' | MISSED'}"


def show(name: str, value: str, reference: str, *, held: bool) -> bool:
    """Print a figure and return whether it holds."""
    print(Figure(name, value, reference, held), flush=True)
    return held


def read(line: str) -> Figure | None:
    """Return the figure that a line of a benchmark shows, if it shows one."""
    found = _LINE.match(line.rstrip("\n"))
    if found is None:
        return None
    return Figure(found["name"], found["value"], found["reference"], found["missed"] is None)
