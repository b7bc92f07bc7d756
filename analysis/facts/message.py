"""Where a commit's own words stand: its subject and body, also inside the message of a merge."""

import re
from typing import NamedTuple

MAX_BODY = 20_000
"""Characters of a body that are read for facts; release notes pasted by bots go far beyond."""

_MERGES = (
    re.compile(r"Merge pull request #(?P<number>\d{1,9}) from (?P<branch>\S+)"),  # GitHub, Prow
    re.compile(r"Merge pull request from (?P<branch>GHSA-\S+)"),  # GitHub, of a security advisory
    re.compile(r"Merge commit from (?P<branch>fork)"),  # the same, newer
    re.compile(r"Auto merge of #(?P<number>\d{1,9}) - (?P<branch>\S+?),? r=.*"),  # homu
    re.compile(r"Merge #(?P<number>\d{1,9})\Z"),  # bors
    re.compile(r"Merged in (?P<branch>\S+) \(pull request #(?P<number>\d{1,9})\)"),  # Bitbucket
    re.compile(r"Merge (?:remote-tracking )?branch '(?P<branch>[^'\n]+)'.*"),  # GitLab, git itself
)
_AZURE = re.compile(r"Merged PR (?P<number>\d{1,9}): (?P<subject>.+)")
_BORS_TITLE = re.compile(r"\d{1,9}: (?P<subject>.+?)(?: r=\S+)?(?: a=\S+)?")
_GITLAB_NUMBER = re.compile(r"^See merge request \S{1,200}!(\d{1,9})$", re.MULTILINE)
_NO_TITLE = ("#", "*", "- ", "See merge request", "Conflicts:", "Signed-off-by:")


class Wording(NamedTuple):
    """What a commit says; `pull_request` and `branch` are those that a merge's first line names."""

    subject: str
    body: str
    pull_request: int | None = None
    branch: str | None = None


def wording(message: str) -> Wording:
    """Return the words of `message`; a merge speaks through the title that its body begins with."""
    text = message.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    subject, body = first.strip(), rest.strip()[:MAX_BODY]
    azure = _AZURE.fullmatch(subject)
    if azure:
        return Wording(azure["subject"], body, int(azure["number"]))
    merge = next(filter(None, (form.fullmatch(subject) for form in _MERGES)), None)
    if merge is None:
        return Wording(subject, body)
    return _of_merge(merge, subject, body)


def _of_merge(merge: re.Match[str], subject: str, body: str) -> Wording:
    parts = merge.groupdict()
    number = parts.get("number") or next(iter(_GITLAB_NUMBER.findall(body)), None)
    title, _, rest = body.partition("\n")
    if not title.strip() or title.startswith(_NO_TITLE):
        title, rest = subject, body
    bors = _BORS_TITLE.fullmatch(title)
    return Wording(
        bors["subject"] if bors else title.strip(),
        rest.strip(),
        int(number) if number else None,
        parts.get("branch"),
    )
