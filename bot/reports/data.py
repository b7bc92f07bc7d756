"""Digests as data for other programs: the JSON of `--format json`, a contract that must stay stable."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from analysis.days import time_zone
from analysis.facts.secrets import redact
from analysis.language import Language
from analysis.rated import RatedCommit
from analysis.results import Analysis, Claim, Digest, DigestCommit, Insight, Reason, UpgradeNote, Usage
from bot.presenters import shown
from bot.safety import safe, safe_line

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Data: TypeAlias = dict[str, Json]

POINT = 100  # weights and scores are kept in hundredths


def digest_data(digest: Digest) -> Data:
    """Return a digest; its times are in its own zone, its words in its own language."""
    stats = digest.stats
    return {
        "repo": _line(digest.repo),
        "date": digest.day.date.isoformat(),
        "timezone": digest.day.zone,
        "language": digest.language.value,
        "status": digest.status.value,
        "approximate": digest.approximate,
        "stats": {"total": stats.total, "high": stats.high, "medium": stats.medium, "low": stats.low},
        "headline": _line(digest.headline),
        "upgrade_notes": [_upgrade_note(note, digest.language) for note in digest.upgrade_notes],
        "commits": [commit_data(one, digest.day.zone, digest.language) for one in digest.commits],
        "usage": _usage(digest.usage),
        "notes": [_line(note) for note in digest.notes],
    }


def commit_data(one: DigestCommit, zone: str, language: Language) -> Data:
    """Return one commit, as a digest holds it and as `explain` answers."""
    commit, rating = one.commit, one.rating
    return {
        "sha": commit.sha,
        "url": commit.url,
        "subject": _line(commit.subject),
        "author": _line(commit.author.name),
        "landed_at": commit.landed_at.astimezone(time_zone(zone)).isoformat(),
        "pull_request": shown.pull_request(one),
        "inner_commits": [{"sha": each.sha, "subject": _line(each.subject)} for each in commit.inner_commits],
        "level": rating.level.value,
        "score": rating.score / POINT,
        "reasons": [_reason(reason, language) for reason in rating.reasons],
        "types": [kind.value for kind in one.types.types],
        "analysis": _analysis(one.analysis),
    }


def rating_data(one: RatedCommit, repo: str, language: Language) -> Data:
    """Return the rating of one commit of `repo`, as `rate` prints it."""
    return {
        "repo": _line(repo),
        "sha": one.commit.sha,
        "score": one.rating.score / POINT,
        "level": one.rating.level.value,
        "types": [kind.value for kind in one.types.types],
        "reasons": [_reason(reason, language) for reason in one.rating.reasons],
    }


def _reason(reason: Reason, language: Language) -> Data:
    return {
        "rule": reason.rule,
        "weight": reason.weight / POINT,
        "text": _line(reason.text.to(language)),
        "evidence": _text(reason.evidence),
    }


def _upgrade_note(note: UpgradeNote, language: Language) -> Data:
    path = note.evidence.path
    return {
        "kind": note.kind.value,
        "text": _line(note.text.to(language)),
        "path": None if path is None else _line(path),
        "line": note.evidence.line,
        "sha": note.sha,
    }


def _analysis(analysis: Analysis) -> Data:
    return {
        "depth": analysis.depth.value,
        "written_by": analysis.written_by.value,
        "summary": _claims(analysis.summary),
        "scope": _claims(analysis.scope),
        "insight": _insight(analysis.insight),
        "risks": _claims(analysis.risks),
        "advice": _claims(advice.claim for advice in analysis.advice),
        "conclusion": _line(analysis.conclusion),
        "claims_dropped": analysis.claims_dropped,
        "notes": [_line(note) for note in analysis.notes],
    }


def _insight(insight: Insight) -> Data:
    return {
        "architecture": _claims(insight.architecture),
        "performance": _claims(insight.performance),
        "security": _claims(insight.security),
        "maintainability": _claims(insight.maintainability),
        "compatibility": _claims(insight.compatibility),
    }


def _claims(claims: Iterable[Claim]) -> list[Json]:
    return [_line(claim.text) for claim in claims]


def _usage(usage: Usage) -> Data:
    return {
        "calls": usage.calls,
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "cached_tokens": usage.cached_tokens,
        "cost": usage.cost,
    }


def _line(text: str) -> str:
    return safe_line(redact(text))


def _text(text: str) -> str:
    return safe(redact(text))
