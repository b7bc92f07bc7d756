"""What a reader must know about a digest before trusting it: unfinished, incomplete, approximate days."""

from collections.abc import Iterator

from analysis.language import Language
from analysis.results import Digest, DigestStatus, WrittenBy
from bot.presenters import shown
from bot.presenters.sequel import sentences
from bot.presenters.words import common
from bot.presenters.words import digest as words


def notices(digest: Digest) -> Iterator[str]:
    """Yield sentences, code words between backticks."""
    language = digest.language
    yield from sentences(digest)
    if digest.made_at and digest.made_at < digest.day.end:
        yield common.IN_PROGRESS.to(language).format(time=shown.moment(digest.made_at, digest.day.zone))
    if digest.status is DigestStatus.PARTIAL:
        yield common.PARTIAL.to(language)
    if digest.approximate:
        yield common.APPROXIMATE.to(language)
    yield from digest.notes


def written_by(digest: Digest) -> str:
    """Return who wrote the digest's analyses, and what a model took for it."""
    language, usage = digest.language, digest.usage
    model = sum(one.analysis.written_by is WrittenBy.MODEL for one in digest.everything)
    who = words.FROM_MODEL if model else words.FROM_FACTS
    said = who.to(language).format(model=model, facts=len(digest.everything) - model)
    return common.SPACE.to(language).join((said, _usage(digest, language))) if usage.calls else said


def _usage(digest: Digest, language: Language) -> str:
    usage = digest.usage
    tokens = words.TOKENS.to(language).format(
        calls=usage.calls,
        prompt=f"{usage.prompt_tokens:,}",
        cached=f"{usage.cached_tokens:,}",
        completion=f"{usage.completion_tokens:,}",
    )
    cost = "" if usage.cost is None else words.COST.to(language).format(cost=f"{usage.cost:.4f}")
    return f"{tokens}{cost}{common.STOP.to(language)}"
