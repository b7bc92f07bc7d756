"""The documents: what they point to is there, and each has its twin in the other language."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")]
)
IN_ENGLISH_ALONE = {"CHANGELOG", "CONTRIBUTING"}  # for those who change the code
PAGES = sorted(one for one in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")] if ".zh-CN" not in one.name)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_into_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if not (document.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", document.read_text(encoding="utf-8"))
    assert not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_users_read_is_there_in_both_languages(page: Path) -> None:
    assert page.stem in IN_ENGLISH_ALONE or page.with_suffix(".zh-CN.md").exists()


def test_every_decision_is_in_the_list_in_its_place() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert re.findall(r"\((0[^)]+)\)", listed) == pages


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_and_folder_of_the_source_that_is_named_exists(document: Path) -> None:
    named = re.findall(
        r"`((?:analysis|bot|adapters|benchmarks|deploy|docs)/[\w/.-]*)`", document.read_text("utf-8")
    )
    assert not [path for path in named if not (ROOT / path).exists()]
