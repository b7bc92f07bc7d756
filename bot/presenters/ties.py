"""How a commit is tied to others that its readers know: what it reverts, and what reverts it."""

from collections.abc import Iterator

from analysis.language import Language
from analysis.models import ABBREVIATED, Commit
from analysis.results import DigestCommit
from bot.messages import Code, Link, Span, Spans
from bot.presenters.addresses import commit_page
from bot.presenters.spans import filled
from bot.presenters.words import sequel as words


def ties(one: DigestCommit, language: Language) -> Iterator[Spans]:
    """Yield a sentence for each tie."""
    if revert := one.reverts:
        said = words.REVERTS if revert.date else words.REVERTS_HERE
        yield filled(said, language, sha=_named(one.commit, revert.sha), date=str(revert.date))
    if one.reverted_by:
        yield filled(words.REVERTED, language, sha=_named(one.commit, one.reverted_by))


def _named(commit: Commit, sha: str) -> Span:
    page = commit_page(commit, sha)
    return Link(sha[:ABBREVIATED], page) if page else Code(sha[:ABBREVIATED])
