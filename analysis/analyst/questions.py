"""What a model is asked about one commit: instructions, then the facts, the message and the packed diff."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.analyst import instructions
from analysis.analyst.factsheet import factsheet, message_of
from analysis.analyst.fences import fenced
from analysis.analyst.grounds import Grounds, Sent, project_words
from analysis.analyst.packing import PackedDiff, pack
from analysis.analyst.schema import ANSWER_TOKENS, analysis_schema
from analysis.analyst.tokens import RESERVE, estimate, reserved, weight
from analysis.diff import MAX_CHARACTERS
from analysis.errors import PromptTooLongError
from analysis.facts.models import FileClass
from analysis.facts.secrets import redact
from analysis.language import Language
from analysis.ports import LanguageModel, Question
from analysis.rated import RatedCommit
from analysis.results import Depth

FORMAT_TOKENS = 64
"""What a server's own chat format may add to a prompt: roles, separators, a system line."""

ANSWER_SHARE = 0.25
"""The part of a small window that the answer may take at most."""

MOST_DATA: Mapping[Depth, int] = {Depth.DEEP: 24_000, Depth.STANDARD: 8_000, Depth.BRIEF: 800}
"""Estimated tokens of material about one commit, however wide the window: 88 % of commits fit into 8,000."""

LEAST_DATA = 150
"""Estimated tokens of material below which nothing sensible can be asked."""

MOST_READ = 2_000_000
"""Characters of a commit's patches in which names and numbers are looked up."""

_FACTS_SHARE, _MESSAGE_SHARE = 0.2, 0.2
_FENCE_TOKENS = 120.0  # three pairs of marks
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one commit, and what the claims of its answer may rest on."""

    question: Question
    grounds: Grounds


Build = Callable[[int, int], Asked]
"""Builds a question with at most so many estimated tokens of data, for a window of so many tokens."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Checked claims on the groups of files of a very large commit, and the hunks that they quote."""

    text: str = ""
    sent: Sent = field(default_factory=dict)


def analysis_question(rated: RatedCommit, depth: Depth, language: Language, notes: Notes) -> Build:
    """Return the builder of the question for an analysis."""

    def build(budget: int, window: int) -> Asked:
        data, grounds = material(rated, language, budget, notes.text)
        grounds = replace(grounds, sent=merged(grounds.sent, notes.sent))
        answer = min(ANSWER_TOKENS[depth], int(window * ANSWER_SHARE))
        name = f"{depth}-{rated.commit.short_sha}-{language}"
        text = instructions.for_analysis(depth, language)
        return Asked(Question(name, text, data, analysis_schema(depth), answer), grounds)

    return build


def material(rated: RatedCommit, language: Language, budget: int, notes: str = "") -> tuple[str, Grounds]:
    """Return all that is told of a commit in at most `budget` estimated tokens, fenced, and its grounds."""
    sheet = factsheet(rated, language, budget * _FACTS_SHARE)
    message = message_of(rated, budget * _MESSAGE_SHARE)
    used = weight(sheet) + weight(message) + weight(notes) + _FENCE_TOKENS
    packed = pack(rated.facts, max(0, int(budget - used)), rated.diff.files_not_listed)
    parts = (("FACTS", sheet), ("MESSAGE", message), ("NOTES", notes), ("DIFF", packed.text))
    data = "\n".join(fenced(text, kind) for kind, text in parts if text)
    return data, grounds_of(rated, packed, sheet, message)


def grounds_of(rated: RatedCommit, packed: PackedDiff, sheet: str, message: str) -> Grounds:
    """Return what claims about `rated` may rest on: quotes on what was sent, names also on what was not."""
    sent: dict[str, list[Sequence[str]]] = {}
    for hunk in packed.hunks:
        sent.setdefault(hunk.path, []).append(hunk.lines)
    paths = frozenset(path for file in rated.diff.files for path in (file.path, file.old_path) if path)
    patches = _patches(rated)
    whole = "\n".join((redact(rated.commit.message), sheet, *sorted(paths), *patches))
    said = f"{whole}\n{rated.commit.sha}"
    return Grounds(paths, sent, message, said, project_words(rated.commit.repo))


def _patches(rated: RatedCommit) -> Iterator[str]:
    """Yield the patches, sources first, as far as they are read at all."""
    room = MOST_READ
    for file in sorted(rated.facts.files, key=lambda file: file.file_class is not FileClass.SOURCE):
        patch = redact(file.change.patch[: min(MAX_CHARACTERS, max(0, room))])
        room -= len(patch)
        yield patch


def merged(one: Sent, other: Sent) -> Sent:
    """Return the hunks of both, by path."""
    return {path: (*one.get(path, ()), *other.get(path, ())) for path in {*one, *other}}


def fitted(model: LanguageModel, build: Build, most: int, window: int) -> Asked:
    """Return the question with as much data as `window` holds; `PromptTooLongError` where nothing fits."""
    budget = min(most, window)
    for _ in range(_TRIES):
        asked = build(budget, window)
        over = size(asked.question, model) - window
        if over <= 0:
            return asked
        used = min(budget, estimate(asked.question.data))
        budget = min(used - int(over / RESERVE) - 1, int(used * 0.98))
        if budget < LEAST_DATA:
            break
    raise PromptTooLongError(window)


def size(question: Question, model: LanguageModel) -> int:
    """Return the tokens that prompt and answer take together, with the reserve."""
    prompt = sum(map(model.tokens, (question.instructions, question.data, json.dumps(question.schema))))
    return reserved(prompt) + FORMAT_TOKENS + question.answer_tokens
