"""The JSON contract, checked against a schema written by hand."""

import json
from dataclasses import replace
from typing import Any

import pytest
from digesting import DAY, digest, digests, made, note
from hypothesis import given, settings

from analysis.language import Bilingual, Language
from analysis.models import InnerCommit
from analysis.results import Digest, Level, Rating, Reason, Usage
from bot.reports.data import Json, commit_data, digest_data

TEXT, NUMBER, WHOLE, FLAG = str, (int, float), int, bool
NULL = type(None)
TEXTS = [TEXT]
REASON = {"rule": TEXT, "weight": NUMBER, "text": TEXT, "evidence": TEXT}
DIMENSIONS = ("architecture", "performance", "security", "maintainability", "compatibility")
ANALYSIS = {
    "depth": {"deep", "standard", "brief"},
    "written_by": {"model", "facts"},
    "summary": TEXTS,
    "scope": TEXTS,
    "insight": dict.fromkeys(DIMENSIONS, TEXTS),
    "risks": TEXTS,
    "advice": TEXTS,
    "conclusion": TEXT,
    "claims_dropped": WHOLE,
    "notes": TEXTS,
}
COMMIT = {
    "sha": TEXT,
    "url": (TEXT, NULL),
    "subject": TEXT,
    "author": TEXT,
    "landed_at": TEXT,
    "pull_request": (WHOLE, NULL),
    "inner_commits": [{"sha": TEXT, "subject": TEXT}],
    "level": {"high", "medium", "low"},
    "score": NUMBER,
    "reasons": [REASON],
    "types": TEXTS,
    "analysis": ANALYSIS,
}
DIGEST = {
    "repo": TEXT,
    "date": TEXT,
    "timezone": TEXT,
    "language": {"zh", "en"},
    "status": {"complete", "in_progress", "partial"},
    "approximate": FLAG,
    "stats": {"total": WHOLE, "high": WHOLE, "medium": WHOLE, "low": WHOLE},
    "headline": TEXT,
    "upgrade_notes": [{"kind": TEXT, "text": TEXT, "path": (TEXT, NULL), "line": (WHOLE, NULL), "sha": TEXT}],
    "commits": [COMMIT],
    "usage": {
        "calls": WHOLE,
        "prompt_tokens": WHOLE,
        "completion_tokens": WHOLE,
        "cached_tokens": WHOLE,
        "cost": (int, float, NULL),
    },
    "notes": TEXTS,
}


def check(data: object, schema: object, path: str = "$") -> None:
    """Fail where `data` has another shape than `schema`: missing, additional or mistyped values."""
    match schema:
        case dict():
            assert isinstance(data, dict), path
            assert list(data) == list(schema), path
            for key, inner in schema.items():
                check(data[key], inner, f"{path}.{key}")
        case list():
            assert isinstance(data, list), path
            for place, each in enumerate(data):
                check(each, schema[0], f"{path}[{place}]")
        case set():
            assert data in schema, path
        case _:
            assert isinstance(data, schema), path  # type: ignore[arg-type] # a type, or several
            assert schema is not int or not isinstance(data, bool), path


def read_back(data: Json) -> dict[str, Any]:
    """Return `data` as another program reads it."""
    read: dict[str, Any] = json.loads(json.dumps(data, ensure_ascii=False))
    return read


@settings(max_examples=25, deadline=None)
@given(digests)
def test_any_digest_has_exactly_the_shape_of_the_contract(day: Digest) -> None:
    check(read_back(digest_data(day)), DIGEST)


def test_an_explained_commit_is_one_element_of_the_commits() -> None:
    one = made("a")
    assert commit_data(one, DAY.zone, Language.EN) == read_back(digest_data(digest(one)))["commits"][0]


def test_scores_and_weights_are_points() -> None:
    reasons = (Reason("a", 134, Bilingual("加", "adds")), Reason("b", -7, Bilingual("减", "takes")))
    one = replace(made(), rating=Rating(Level.HIGH, 127, reasons))
    data = read_back(commit_data(one, "UTC", Language.ZH))
    assert data["score"] == pytest.approx(1.27)
    assert [(each["weight"], each["text"]) for each in data["reasons"]] == [(1.34, "加"), (-0.07, "减")]


def test_reasons_and_notes_speak_the_digests_language() -> None:
    day = digest(made("a", notes=(note(),)), language=Language.ZH)
    assert digest_data(day)["upgrade_notes"] == [
        {
            "kind": "api_removed",
            "text": "`pool.py` 移除了 `send`。",
            "path": "src/pool.py",
            "line": 7,
            "sha": "a".ljust(40, "0"),
        }
    ]


def test_times_carry_the_offset_of_the_digests_zone() -> None:
    assert commit_data(made(hour=1), "Asia/Shanghai", Language.EN)["landed_at"] == "2026-02-04T09:00:00+08:00"


def test_a_page_that_nobody_knows_is_null() -> None:
    one = made()
    assert commit_data(replace(one, commit=replace(one.commit, url=None)), "UTC", Language.EN)["url"] is None


def test_a_pull_request_is_known_from_the_source_or_the_title() -> None:
    one = made()
    titled = replace(one, facts=replace(one.facts, links=replace(one.facts.links, pull_request=7)))
    known = replace(titled, commit=replace(one.commit, pull_request=9))
    numbers = [commit_data(each, "UTC", Language.EN)["pull_request"] for each in (one, titled, known)]
    assert numbers == [None, 7, 9]


def test_inner_commits_are_listed() -> None:
    one = made()
    merge = replace(one, commit=replace(one.commit, inner_commits=(InnerCommit("1" * 40, "First"),)))
    assert commit_data(merge, "UTC", Language.EN)["inner_commits"] == [{"sha": "1" * 40, "subject": "First"}]


def test_an_unknown_cost_is_null_and_a_known_one_a_number() -> None:
    costs = [
        read_back(digest_data(replace(digest(), usage=Usage(1, 2, 3, 0, cost))))["usage"]["cost"]
        for cost in (None, 0.25)
    ]
    assert costs == [None, 0.25]


def test_hostile_text_is_data_that_cannot_move_a_cursor() -> None:
    data = read_back(digest_data(digest(made(subject="Fix\x1b[2J \u202egnp.exe"))))
    assert data["commits"][0]["subject"] == "Fix gnp.exe"
