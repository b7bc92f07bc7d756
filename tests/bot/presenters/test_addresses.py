"""Pages about a commit."""

import datetime as dt
from dataclasses import replace

import strategies
from digesting import DAY, made
from hypothesis import given

from analysis.days import Day
from analysis.facts.models import Evidence
from bot.presenters.addresses import day_page, evidence_page, home, pull_request_page

COMMIT = made("ab").commit
SHA, PARENT = COMMIT.sha, "f" * 40
BASE = "https://github.com/acme/api"


def test_a_repository_is_at_home_where_its_commits_are() -> None:
    assert home(COMMIT) == BASE


def test_a_commit_without_a_page_has_no_other_pages() -> None:
    unknown = replace(COMMIT, url=None)
    assert home(unknown) is None
    assert evidence_page(unknown, Evidence("x", "a.py", 1)) is None
    assert day_page(unknown, "main", DAY) is None
    assert pull_request_page(unknown, 1) is None


def test_a_page_of_another_form_is_no_home() -> None:
    assert home(replace(COMMIT, url="https://example.org/c")) is None


def test_evidence_leads_to_its_exact_line() -> None:
    assert evidence_page(COMMIT, Evidence("x", "src/pool.py", 12)) == f"{BASE}/blob/{SHA}/src/pool.py#L12"


def test_a_removed_line_is_shown_as_it_was_before() -> None:
    page = evidence_page(COMMIT, Evidence("x", "src/pool.py", 12, removed=True))
    assert page == f"{BASE}/blob/{PARENT}/src/pool.py#L12"


def test_what_a_root_commit_removed_has_no_page() -> None:
    assert evidence_page(replace(COMMIT, parents=()), Evidence("x", "a.py", 1, removed=True)) is None


def test_lines_of_a_rendered_file_are_asked_for_as_text() -> None:
    assert evidence_page(COMMIT, Evidence("x", "README.md", 3)) == f"{BASE}/blob/{SHA}/README.md?plain=1#L3"


def test_evidence_of_the_message_has_no_page() -> None:
    assert evidence_page(COMMIT, Evidence("x")) is None


def test_a_path_is_percent_encoded() -> None:
    page = evidence_page(COMMIT, Evidence("x", "a b/#?%é.py", 1))
    assert page == f"{BASE}/blob/{SHA}/a%20b/%23%3F%25%C3%A9.py#L1"


@given(strategies.paths)
def test_no_path_can_break_out_of_an_address(path: str) -> None:
    page = evidence_page(COMMIT, Evidence("x", path, 1))
    assert page is not None
    assert page.isascii()
    assert not set(page) & set(" <>()[]\"'\\\n\t|")


def test_the_page_of_a_day_covers_it_in_utc() -> None:
    assert day_page(COMMIT, "a b", DAY) == f"{BASE}/commits/a%20b?since=2026-02-03&until=2026-02-04"


def test_a_day_in_utc_is_one_date() -> None:
    day = Day(dt.date(2026, 2, 4), "UTC")
    assert day_page(COMMIT, "main", day) == f"{BASE}/commits/main?since=2026-02-04&until=2026-02-04"


def test_a_pull_request_has_its_page() -> None:
    assert pull_request_page(COMMIT, 12) == f"{BASE}/pull/12"
