"""The list of a commit's files, and the list of what of them is not shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.analyst.hunks import SentHunk, one_line
from analysis.analyst.tokens import weight
from analysis.facts.models import FileFacts

_BREAK = 1.0  # what joining two lines may add to the sum of their estimates


def listed(files: Sequence[FileFacts], room: float) -> str:
    """Return the names, classes and counts of `files` in `room` tokens, the rest counted."""
    lines = [f"{len(files)} files:"]
    room -= weight(f"{len(files)} files:\n… {len(files)} more files (+1000000 -1000000)") + _BREAK
    for place, file in enumerate(files):
        line = f"{one_line(file.path)} {file.file_class} +{file.change.additions} -{file.change.deletions}"
        room -= weight(line) + _BREAK
        if room < 0:
            added = sum(one.change.additions for one in files[place:])
            deleted = sum(one.change.deletions for one in files[place:])
            return "\n".join((*lines, f"… {len(files) - place} more files (+{added} -{deleted})"))
        lines.append(line)
    return "\n".join(lines)


@dataclass(frozen=True)
class Rest:
    """What the packed diff does not hold."""

    whole: Sequence[SentHunk]
    chosen: Sequence[SentHunk]
    never: Sequence[FileFacts]
    not_listed: int

    @cached_property
    def hunks(self) -> list[SentHunk]:
        """The hunks that are missing or cut."""
        sent = {(hunk.path, hunk.header): len(hunk.lines) for hunk in self.chosen}
        return [
            hunk
            for hunk in self.whole
            if hunk.hidden or sent.get((hunk.path, hunk.header), -1) < len(hunk.lines)
        ]

    def told(self, room: float) -> str:
        """Return an explicit list of it in `room` tokens, totals first."""
        by_file = Counter(hunk.path for hunk in self.hunks)
        totals = [f"{len(self.hunks)} hunks of {len(by_file)} files"] if by_file else []
        totals += [f"{len(self.never)} lock or generated files"] if self.never else []
        totals += [f"{self.not_listed} files that were not listed"] if self.not_listed else []
        if not totals:
            return ""
        text = f"Not shown in full: {', '.join(totals)}."
        for path, count in by_file.items():
            more = f"{text}\n{one_line(path)}: {count} hunks"
            if weight(more) + _BREAK > room:
                break
            text = more
        return text
