"""Which commits of a digest a channel wants to see: a lowest level, and paths to touch one of."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from analysis.facts.models import Facts
from analysis.language import Language
from analysis.results import Digest, DigestCommit, Level, UpgradeNote
from bot.messages import Spans
from bot.presenters.spans import codes, filled, joined
from bot.presenters.words import common
from bot.presenters.words import digest as words

_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Filter:
    """A channel's choice: `level` is the lowest that is shown; no `paths` means all of them.

    A path is a glob whose `*` crosses slashes, or a file or folder by name.
    """

    level: Level = Level.LOW
    paths: tuple[str, ...] = ()

    @property
    def lets_all_through(self) -> bool:
        """Whether nothing is left out."""
        return self.level is _ORDER[-1] and not self.paths

    def commits(self, digest: Digest) -> tuple[DigestCommit, ...]:
        """Return the commits to show."""
        return self._of(digest.commits)

    def late(self, digest: Digest) -> tuple[DigestCommit, ...]:
        """Return the late arrivals to show."""
        return self._of(digest.late)

    def notes(self, digest: Digest) -> tuple[UpgradeNote, ...]:
        """Return the upgrade notes of commits within the paths, whatever their level: all may oblige."""
        within = {one.commit.sha for one in digest.everything if self._touches(one.facts)}
        return tuple(note for note in digest.upgrade_notes if note.sha in within)

    def said(self, language: Language) -> Spans:
        """Return the choice in words."""
        said = list[Spans]()
        if self.level is not _ORDER[-1]:
            said.append(filled(words.SHOWN_LEVEL, language, level=common.LEVELS[self.level].to(language)))
        if self.paths:
            said.append(filled(words.SHOWN_PATHS, language, paths=codes(self.paths, language)))
        return joined(said, common.BETWEEN.to(language))

    def _of(self, commits: Sequence[DigestCommit]) -> tuple[DigestCommit, ...]:
        lowest = _ORDER.index(self.level)
        return tuple(
            one for one in commits if _ORDER.index(one.rating.level) <= lowest and self._touches(one.facts)
        )

    def _touches(self, facts: Facts) -> bool:
        return not self.paths or any(
            _matches(path, self.paths)
            for file in facts.files
            for path in (file.path, file.change.old_path)
            if path
        )


ALL = Filter()


def _matches(path: str, globs: Sequence[str]) -> bool:
    return any(fnmatchcase(path, glob) or path.startswith(f"{glob.rstrip('/')}/") for glob in globs)
