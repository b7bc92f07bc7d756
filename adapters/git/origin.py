"""What a repository is called, and where its commits can be seen, told from the URL of its `origin`."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGES = {
    "github.com": "https://github.com/{path}/commit/{sha}",
    "codeberg.org": "https://codeberg.org/{path}/commit/{sha}",
    "gitlab.com": "https://gitlab.com/{path}/-/commit/{sha}",
    "bitbucket.org": "https://bitbucket.org/{path}/commits/{sha}",
}
"""Where well-known hosts show a commit; others may not show any, or to nobody."""

_URL = re.compile(
    r"(?P<scheme>[a-z+]{2,10})://(?:[^/]*@)?(?P<host>[^/:]*)(?::\d*)?/(?P<path>.+)", re.IGNORECASE
)
_SCP = re.compile(r"(?:[^/@]*@)?(?P<host>[^/:]{2,}):(?P<path>[^:]+)")
_SEGMENT = re.compile(r"(?!\.{1,2}$)[\w.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Origin:
    """A repository's name, `owner/name` or a folder's, and the form of its commits' addresses."""

    name: str
    page: str | None = None

    def commit_url(self, sha: str) -> str | None:
        """Return the address at which people see the commit, if one is known."""
        return self.page.format(sha=sha) if self.page else None


def origin_of(url: str | None, root: Path) -> Origin:
    """Return the origin with this URL, whose user and password are dropped; else the folder's name."""
    folder = root.name.removesuffix(".git") or root.name or "repository"
    found = _URL.fullmatch(url or "") or _SCP.fullmatch(url or "")
    host, path = (found["host"].lower(), found["path"]) if found else ("", url or "")
    segments = path.strip("/").removesuffix(".git").split("/")
    if not url or len(segments) < 2 or not all(map(_SEGMENT.fullmatch, segments[-2:])):  # noqa: PLR2004 - owner and name
        return Origin(folder)
    return Origin("/".join(segments[-2:]), _page(host, segments))


def _page(host: str, segments: list[str]) -> str | None:
    form = PAGES.get(host.removeprefix("www.").removeprefix("ssh."))
    if not form or not all(map(_SEGMENT.fullmatch, segments)):
        return None
    return form.replace("{path}", "/".join(segments))
