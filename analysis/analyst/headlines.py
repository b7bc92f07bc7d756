"""The day's headline: asked for last, from checked analyses alone, and checked against them."""

from collections.abc import Sequence

from analysis.analyst import instructions
from analysis.analyst.cleaning import cleaned, is_in, sentence
from analysis.analyst.fences import fenced
from analysis.analyst.fields import text_of
from analysis.analyst.grounds import Grounds, project_words
from analysis.analyst.hunks import one_line
from analysis.analyst.questions import LEAST_DATA, size
from analysis.analyst.schema import headline_schema
from analysis.analyst.sentences import fault_of
from analysis.analyst.tokens import weight
from analysis.errors import PromptTooLongError
from analysis.language import Language
from analysis.ports import Answer, LanguageModel, Question
from analysis.results import DigestCommit, Level

LONGEST = 240
"""Characters of a headline: it is read in a few seconds."""

MOST_DATA = 4_000
"""Estimated tokens about a day: its most important commits come first."""

_ANSWER_TOKENS = 300
_SUMMARY = 2  # claims of each commit


def headline_question(
    model: LanguageModel, commits: Sequence[DigestCommit], language: Language, window: int
) -> Question:
    """Return the question about a day's `commits`, or raise `PromptTooLongError`."""
    budget = min(MOST_DATA, window)
    while budget >= LEAST_DATA:
        data = fenced(day(commits, budget), "DAY")
        name = f"headline-{commits[0].commit.short_sha}-{len(commits)}-{language}"
        question = Question(
            name,
            instructions.for_headline(language),
            data,
            headline_schema(),
            min(_ANSWER_TOKENS, window // 4),
        )
        if size(question, model) <= window:
            return question
        budget = int(budget * 0.8)
    raise PromptTooLongError(window)


def day(commits: Sequence[DigestCommit], room: float) -> str:
    """Return the counts and the checked summaries of `commits` in at most `room` estimated tokens."""
    levels = [one.rating.level for one in commits]
    counts = ", ".join(f"{level} {levels.count(level)}" for level in Level)
    lines = [f"commits: {len(commits)} ({counts})"]
    room -= weight(lines[0]) + 1
    for one in sorted(commits, key=lambda one: tuple(Level).index(one.rating.level)):
        said = " ".join(claim.text for claim in one.analysis.summary[:_SUMMARY])
        line = one_line(f"[{one.rating.level}] {one.facts.title.text or one.commit.subject}: {said}")
        room -= weight(line) + 1
        if room < 0:
            break
        lines.append(line)
    return "\n".join(lines)


def headline_of(answer: Answer, commits: Sequence[DigestCommit], language: Language) -> str | None:
    """Return the headline of an answer, or `None` where it says what no analysis says."""
    text = sentence(cleaned(text_of(answer.fields, "headline")), language, cut=answer.cut)
    if text is None or len(text) > LONGEST or not is_in(language, text):
        return None
    said = day(commits, float("inf"))
    paths = frozenset(file.path for one in commits for file in one.facts.files)
    grounds = Grounds(paths, {}, said, said, project_words(commits[0].commit.repo))
    return None if fault_of(text, grounds) else text
