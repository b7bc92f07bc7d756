"""`make audit`: known vulnerabilities in what is locked, and secrets in what is tracked.

    python -m benchmarks.audit

Ends with 1 on a hit. Where the advisory service cannot be asked, that part is skipped, visibly.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings

ROOT = Path(__file__).parents[1]
LOCK = "requirements-dev.lock"  # holds what the program needs, and what its tests need
UNREAD = ("*.lock", "LICENSE", "*.png")  # hashes and other people's words

ALLOWED: Mapping[tuple[str, str], str] = {
    ("tests/*", "Hex High Entropy String"): "names of git objects",
    ("tests/*", "Basic Auth Credentials"): "made up, to see that they are hidden",
    ("tests/*", "Base64 High Entropy String"): "alphabets and other long words",
    ("tests/*", "Secret Keyword"): "made up, to see that they are found",
    ("tests/adapters/github/test_access.py", "Private Key"): "as above",
    ("tests/*", "GitHub Token"): "as above",
    ("tests/*", "Slack Token"): "as above",
    ("adapters/github/convert.py", "Hex High Entropy String"): "git's name for the empty tree",
    ("bot/settings/model.py", "Basic Auth Credentials"): "USER:PASSWORD, the form of an address",
    (".env.example", "Basic Auth Credentials"): "as above",
    ("docs/configuration*.md", "Basic Auth Credentials"): "as above",
    ("bot/manual/words.py", "Secret Keyword"): "a sentence about a key",
    ("bot/presenters/examples.py", "Hex High Entropy String"): "a commit that never was",
}
"""What may look like a secret: (path, kind) and why it is none."""


def main() -> int:
    """Run both scans; return 1 if one of them found something."""
    known = vulnerabilities(asked_service())
    if known is None:
        print("vulnerabilities: skipped: offline (the advisory service could not be asked)")
    found = [*(known or ()), *secrets(tracked_files())]
    for line in found:
        print(line)
    if not found:
        print("audit: nothing found" + ("" if known is not None else " in the tracked files"))
    return 1 if found else 0


def asked_service() -> Mapping[str, Any] | None:
    """Return pip-audit's report on the lock file, `None` if there is none."""
    command = ["-m", "pip_audit", "-r", LOCK, "--disable-pip", "--no-deps", "--progress-spinner", "off"]
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, *command, "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    try:
        report: Mapping[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        return None
    return report


def vulnerabilities(report: Mapping[str, Any] | None) -> list[str] | None:
    """Return a line for each known vulnerability; `None` where the service told of no package at all."""
    packages: Sequence[Mapping[str, Any]] = report["dependencies"] if report else ()
    known = [package for package in packages if "skip_reason" not in package]
    if not known:
        return None
    return [
        f"vulnerability: {package['name']} {package['version']}: {found['id']}"
        f" (mended in {', '.join(found['fix_versions']) or 'no version yet'})"
        for package in known
        for found in package["vulns"]
    ]


def tracked_files() -> list[str]:
    """Return the paths of the files that git keeps, from the root of the project."""
    told = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the machine has
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in told.stdout.split("\0") if path and (ROOT / path).is_file()]


def secrets(paths: Sequence[str], root: Path = ROOT) -> Iterator[str]:
    """Yield a line for each place that looks like a secret and is not known to be none; never the secret."""
    found = SecretsCollection(root=str(root))
    with default_settings():
        for path in paths:
            if not any(fnmatchcase(path, pattern) for pattern in UNREAD):
                found.scan_file(path)
    for path, secret in found:
        if not allowed(path, secret.type):
            yield f"secret: {path}:{secret.line_number}: {secret.type}"


def allowed(path: str, kind: str) -> bool:
    """Whether something of this kind may stand in the file."""
    return any(fnmatchcase(path, pattern) and kind == known for pattern, known in ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
