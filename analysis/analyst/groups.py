"""Very large commits: their files in groups, each told in checked claims before the whole is written once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.analyst import instructions
from analysis.analyst.asking import added, ask
from analysis.analyst.claims import Checker
from analysis.analyst.fields import statements_of
from analysis.analyst.hunks import one_line
from analysis.analyst.questions import ANSWER_SHARE, Asked, Build, Notes, material, merged
from analysis.analyst.schema import group_schema
from analysis.errors import ModelError
from analysis.facts.models import FileClass, FileFacts
from analysis.language import Language
from analysis.models import Diff
from analysis.ports import LanguageModel, Question
from analysis.rated import RatedCommit
from analysis.results import Claim, Usage

MOST_GROUPS = 6
"""Groups of one commit: each is a call."""

CLAIMS_A_GROUP = 5

_ANSWER_TOKENS = 700
_CHARACTERS_A_TOKEN = 3  # of diffs, by four tokenizers
_TIMES = 3  # so many times what one question holds make a commit very large
_UNREAD = (FileClass.LOCK, FileClass.GENERATED)


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes on a very large commit, what they cost, and how many claims failed the check."""

    notes: Notes = field(default_factory=Notes)
    usage: Usage = field(default_factory=Usage)
    dropped: int = 0


def is_very_large(rated: RatedCommit, budget: int) -> bool:
    """Whether the change is several times what one question with `budget` tokens of data can hold."""
    read = (file for file in rated.facts.files if file.file_class not in _UNREAD)
    return sum(len(file.change.patch) for file in read) > _TIMES * budget * _CHARACTERS_A_TOKEN


def parts_of(rated: RatedCommit) -> list[RatedCommit]:
    """Return `rated` as several commits of fewer files, folder by folder, about equally large."""
    files = sorted((f for f in rated.facts.files if f.file_class not in _UNREAD), key=lambda file: file.path)
    total = sum(len(file.change.patch) for file in files)
    groups: list[list[FileFacts]] = [[]]
    size = 0
    for file in files:
        if size >= total / MOST_GROUPS and len(groups) < MOST_GROUPS:
            groups.append([])
            size = 0
        groups[-1].append(file)
        size += len(file.change.patch)
    return [_part(rated, group) for group in groups if group]


def group_question(part: RatedCommit, number: int, language: Language) -> Build:
    """Return the builder of the question about one group of files."""

    def build(budget: int, window: int) -> Asked:
        data, grounds = material(part, language, budget)
        name = f"group{number}-{part.commit.short_sha}-{language}"
        answer = min(_ANSWER_TOKENS, int(window * ANSWER_SHARE))
        return Asked(Question(name, instructions.for_group(language), data, group_schema(), answer), grounds)

    return build


async def noted(model: LanguageModel, rated: RatedCommit, language: Language, most: int) -> Noted:
    """Ask about each group of files in turn; what was paid for is kept when a later question fails."""
    told: list[Claim] = []
    made = Noted()
    for number, part in enumerate(parts_of(rated), 1):
        try:
            asked, answer = await ask(model, group_question(part, number, language), most)
        except ModelError:
            if not made.usage.calls:
                raise
            break
        checker = Checker(part.facts, asked.grounds, language, answer.cut)
        told += checker.claims(statements_of(answer.fields, "claims", CLAIMS_A_GROUP))
        notes = Notes("\n".join(map(_line, told)), merged(made.notes.sent, asked.grounds.sent))
        made = Noted(notes, added(made.usage, answer.usage), made.dropped + checker.dropped)
    return made


def _line(claim: Claim) -> str:
    where = claim.evidence[0] if claim.evidence else None
    return one_line(f"{claim.text} [{where.path}: {where.quote}]" if where and where.path else claim.text)


def _part(rated: RatedCommit, files: Sequence[FileFacts]) -> RatedCommit:
    paths = {file.path for file in files}
    facts = replace(
        rated.facts,
        files=tuple(files),
        symbols=tuple(symbol for symbol in rated.facts.symbols if symbol.path in paths),
    )
    return replace(rated, facts=facts, diff=Diff(tuple(file.change for file in files)))
