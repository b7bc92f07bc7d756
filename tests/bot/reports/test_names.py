"""What report files are called."""

import re
from dataclasses import replace

import strategies
from digesting import digest
from hypothesis import given

from bot.reports.names import report_name


def test_a_name_tells_repository_day_and_language() -> None:
    assert report_name(digest()) == "digest-acme-api-2026-02-04.en.md"


@given(strategies.texts)
def test_no_repository_name_leaves_the_folder(repo: str) -> None:
    name = report_name(replace(digest(), repo=repo))
    assert re.fullmatch(r"digest-[\w.-]+-2026-02-04\.en\.md", name)
    assert ".." not in name.split("-2026")[0].split("digest-")[1][:2]
