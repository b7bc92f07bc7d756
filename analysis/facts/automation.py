"""Whether a program wrote the commit: an update bot, not a person's tool or a merging robot."""

import re

from analysis.models import Person

_BOT = re.compile(
    r"\[bot\]|\brenovate\b|renovate-bot|dependabot|pre-commit-ci|\bpre-commit\b|github-actions|greenkeeper"
    r"|snyk-(?:bot|io)|pyup(?:-bot|\.io)|imgbot|weblate|transifex|crowdin|\ballcontributors\b|semantic-release"
    r"|\bautoroll|-autoroll|update-?bot|\bupdater bot\b|\bsecurity-bot\b",
    re.IGNORECASE,
)
# A person asks these for a change and reviews it; what they write is a change like any other.
_AGENT = re.compile(
    r"copilot|devin-ai|google-labs-jules|cursor(?:agent)?\b|claude|codex|gemini|openhands|sweep-ai",
    re.IGNORECASE,
)
_UPDATE_BRANCH = re.compile(
    r"(?:\S*[/:])?(?:dependabot|renovate|pre-commit-ci|pyup|snyk)\b\S*", re.IGNORECASE
)


def is_automated(author: Person, branch: str | None = None) -> bool:
    """Return whether a bot wrote it; of a merged `branch` its name tells, for the author only merged it."""
    if branch is not None:
        return _UPDATE_BRANCH.match(branch) is not None
    who = f"{author.name[:200]} <{author.email[:200]}>"
    return _BOT.search(who) is not None and _AGENT.search(who) is None
