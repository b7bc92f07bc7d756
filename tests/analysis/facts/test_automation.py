"""Update bots are told from people, also from people who let a machine write."""

import pytest

from analysis.facts.automation import is_automated
from analysis.models import Person


@pytest.mark.parametrize(
    "name",
    [
        "dependabot[bot]",
        "renovate[bot]",
        "Renovate Bot",
        "pre-commit-ci[bot]",
        "github-actions[bot]",
        "Weblate",
    ],
)
def test_an_update_bot_is_automated(name: str) -> None:
    assert is_automated(Person(name, "x@example.org"))


@pytest.mark.parametrize("name", ["Ada", "Robot Chen", "copilot-swe-agent[bot]", "devin-ai-integration[bot]"])
def test_a_person_or_a_persons_tool_is_not(name: str) -> None:
    assert not is_automated(Person(name, "x@example.org"))


@pytest.mark.parametrize(
    ("branch", "automated"),
    [
        ("dependabot/pip/a-2", True),
        ("acme:renovate/all", True),
        ("ada/fix", False),
        ("fix-dependabot", False),
    ],
)
def test_of_a_merge_the_branch_tells(branch: str, automated: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_automated(Person("Ada", "ada@example.org"), branch) is automated
