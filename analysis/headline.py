"""The headline: one sentence, made of facts, that tells in ten seconds what a day was about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis import headline_words as words
from analysis.facts.models import DependencyChange
from analysis.language import Language
from analysis.results import ChangeType, DigestCommit, Level, UpgradeKind, UpgradeNote
from analysis.subjects import is_release
from analysis.text import clean, code, prose
from analysis.titles import telling_title

DEED_LIMIT = 200
"""Characters of the sentence that is told of a release in the headline."""

TITLE_LIMIT = 72
"""Characters of a title inside the headline, as long as git wants a subject; it stands whole below."""

_NAMED = 2  # titles and names that one sentence bears
_KINDS = 3
_SHORT_WORDS = 5  # "implement bool type" leaves open of what
_TELLING_WORDS = 3
_BUMPS = 3
_UNNAMED = frozenset({UpgradeKind.BREAKING, UpgradeKind.SUPPORT_DROPPED})  # their code words are no names
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|[。！？]|$)")
_CODE = re.compile(r"`[^`]+`")
_MAINTENANCE = frozenset(
    {
        ChangeType.DEPENDENCIES,
        ChangeType.CONFIGURATION,
        ChangeType.BUILD,
        ChangeType.TESTS,
        ChangeType.DOCUMENTATION,
    }
)


def headline(
    commits: Sequence[DigestCommit], notes: Sequence[UpgradeNote], language: Language, *, ended: bool = True
) -> str:
    """Return the headline of `commits`, which come most important first, and of the day's upgrade `notes`.

    Code words stand between backticks, as in claims.
    """
    if not commits:
        return (words.NOTHING if ended else words.NOTHING_YET).to(language)
    if len(commits) > 1 and not notes and commits[0].rating.level is not Level.HIGH:
        if bumps := _bumps(commits):
            return _dependencies(bumps, len(commits), language)
        if all(_kind(one) in _MAINTENANCE for one in commits):
            return _maintenance(commits, language)
    return _ordinary(commits, notes, language)


def _kind(one: DigestCommit) -> ChangeType:
    return one.types.types[0] if one.types.types else ChangeType.OTHER


def _bumps(commits: Iterable[DigestCommit]) -> tuple[DependencyChange, ...]:
    """Return what moved on a day on which dependencies alone moved, each once; nothing on any other day."""
    moved = dict[str, DependencyChange]()
    for one in commits:
        changes = [change for change in one.facts.dependencies if change.before and change.after]
        if _kind(one) is not ChangeType.DEPENDENCIES or not changes:
            return ()
        for change in sorted(changes, key=lambda change: not change.direct):
            moved.setdefault(change.name, change)
    return tuple(sorted(moved.values(), key=lambda change: (not change.major, not change.direct)))


def _dependencies(bumps: Sequence[DependencyChange], count: int, language: Language) -> str:
    names = [
        f"{code(one.name)} {clean(one.before or '')} → {clean(one.after or '')}" for one in bumps[:_BUMPS]
    ]
    if len(bumps) > len(names):
        names.append(words.BUMPS_MORE.to(language).format(count=len(bumps) - len(names)))
    return words.BUMPS.to(language).format(
        names=words.listed(names, language), commits=words.commits(count, language)
    )


def _maintenance(commits: Sequence[DigestCommit], language: Language) -> str:
    return words.MAINTENANCE.to(language).format(
        kinds=_kinds(commits, language), title=_title(commits[0], language)
    )


def _ordinary(commits: Sequence[DigestCommit], notes: Sequence[UpgradeNote], language: Language) -> str:
    named = _leading(commits)
    parts = [_lead(commits, named, language), *_dangers(notes, language)]
    if rest := [one for one in commits if one not in named]:
        parts.append(words.REST.to(language).format(kinds=_kinds(rest, language)))
    return words.BETWEEN.to(language).join(parts) + words.STOP.to(language)


def _leading(commits: Sequence[DigestCommit]) -> list[DigestCommit]:
    """Return the commits that are named: the foremost of the day's best level, telling titles first."""
    best = [one for one in commits if one.rating.level is commits[0].rating.level]
    best.sort(key=lambda one: (not _tells(one), -one.rating.score))
    return best[: 1 if commits[0].rating.level is Level.LOW else _NAMED]


def _tells(one: DigestCommit) -> bool:
    """Whether a title has words enough to say something: "WIP" and "Update README" have not."""
    title = telling_title(one.commit, one.facts)
    return len(title.split()) >= _TELLING_WORDS or not title.isascii()


def _lead(commits: Sequence[DigestCommit], named: Sequence[DigestCommit], language: Language) -> str:
    titles = words.listed([_title(one, language) for one in named], language)
    if len(commits) == 1:
        return words.ONLY_ONE.to(language).format(titles=titles)
    highs = sum(one.rating.level is Level.HIGH for one in commits)
    if highs > len(named):
        return words.LEADS_MANY.to(language).format(titles=titles, count=highs)
    return words.LEADS[commits[0].rating.level].to(language).format(titles=titles)


def _title(one: DigestCommit, language: Language) -> str:
    text = prose(telling_title(one.commit, one.facts)) or one.commit.short_sha
    quoted = words.QUOTED.to(language).format(text=_short(_with_area(text, one)).rstrip(".。"))
    return quoted + (_deed(one, language) if is_release(text) else "")


def _with_area(title: str, one: DigestCommit) -> str:
    """Return a short title with the part of the code that its subject named before it."""
    areas = one.facts.title.areas
    is_short = len(title.split()) <= _SHORT_WORDS and title.isascii()
    return f"{clean(areas[-1])}: {title}" if areas and is_short and not is_release(title) else title


def _deed(one: DigestCommit, language: Language) -> str:
    """Return what a commit does whose title only names a version: its first sentence that is not too long."""
    said = next((claim.text for claim in one.analysis.summary if len(claim.text) <= DEED_LIMIT), "")
    said = said.rstrip(".。")
    return words.DEED.to(language).format(text=said[:1].lower() + said[1:]) if said else ""


def _short(title: str) -> str:
    """Return a long title's first sentence, or what fits of it at a word's end."""
    first = _SENTENCE.match(title)
    if len(title) <= TITLE_LIMIT or not first:
        return title
    if len(first[0]) <= TITLE_LIMIT:
        return prose(first[0].rstrip(".。"))
    return prose(title[: TITLE_LIMIT - 1].rsplit(" ", 1)[0]) + "…"


def _kinds(commits: Iterable[DigestCommit], language: Language) -> str:
    """Return "five fixes, three test changes and four other changes", by the first type of each commit."""
    counts = Counter(_kind(one) for one in commits)
    others = counts.pop(ChangeType.OTHER, 0)
    ranked = counts.most_common()
    others += sum(count for _, count in ranked[_KINDS:])
    shown = [*ranked[:_KINDS], *([(ChangeType.OTHER, others)] if others else [])]
    return words.listed([words.TYPE_WORDS[kind].of(count, language) for kind, count in shown], language)


def _dangers(notes: Sequence[UpgradeNote], language: Language) -> list[str]:
    """Return what could break: the most pressing kinds, with their names."""
    kinds = tuple(dict.fromkeys(note.kind for note in notes))[:_NAMED]
    return [_danger(kind, [note for note in notes if note.kind is kind], language) for kind in kinds]


def _danger(kind: UpgradeKind, notes: Sequence[UpgradeNote], language: Language) -> str:
    text = words.KIND_WORDS[kind].of(len(notes), language)
    names = tuple(dict.fromkeys(name for note in notes if (name := _name(note))))
    if not names or kind in _UNNAMED:
        return text
    inner = words.PAUSE.to(language).join(names[:_NAMED])
    more = words.MORE.to(language) if len(names) > _NAMED else ""
    return text + words.IN_BRACKETS.to(language).format(text=inner + more)


def _name(note: UpgradeNote) -> str:
    """Return the name that a note is about: the first code word of its English text."""
    found = _CODE.search(note.text.en)
    return found[0] if found else ""
