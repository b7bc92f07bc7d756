"""What a changed file is for: its class, told from its path and from marks in its first lines.

The tables are those that the rating's figures were measured with: the first class that matches wins.
What a `.gitattributes` file says (`linguist-generated` and the like) is not known here: a commit source
shows what a commit changed, not the files that stood still.
"""

import re
from functools import lru_cache

from analysis.diff import Patch
from analysis.facts.languages import is_source, language_of
from analysis.facts.models import FileClass, FileFacts
from analysis.models import FileChange

FIRST_LINES = 20
"""How far down a file a mark like `Code generated … DO NOT EDIT` is believed."""

_FIRST_CHARACTERS = 5_000  # of a patch: those lines, removed ones and a licence between them

_GENERATED_MARK = re.compile(r"\bCode generated\b.*\bDO NOT EDIT\b|@generated\b")


def _names(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?(?:{expression})", re.DOTALL)


def _folders(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?(?:{expression})/.*", re.DOTALL | re.IGNORECASE)


_CLASSES: tuple[tuple[FileClass, re.Pattern[str]], ...] = (
    (
        FileClass.LOCK,
        _names(
            r"package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock"
            r"|pdm\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|Gemfile\.lock|composer\.lock|flake\.lock"
            r"|gradle\.lockfile|requirements/[^/]*\.txt|constraints[^/]*\.txt"
        ),
    ),
    (
        FileClass.GENERATED,
        _folders(r"dist|build|out|node_modules|vendor|third_party|generated|__generated__|gen"),
    ),
    (
        FileClass.GENERATED,
        _names(
            r"[^/]*(?:\.min\.js|\.min\.css|\.map|\.pb\.go|\.pb\.cc|\.pb\.h|_pb2\.py|_pb2_grpc\.py|\.g\.dart"
            r"|\.designer\.cs|\.snap|\.svg)"
            r"|[^/]*(?:zz_generated|_generated\.|\.gen\.)[^/]*|api_reference\.md"
        ),
    ),
    (
        FileClass.CI,
        re.compile(
            r"\.(?:github|gitlab|circleci|azure|travis|cirrus|buildkite|devcontainer|pre-commit).*", re.DOTALL
        ),
    ),
    (
        FileClass.CI,
        _names(
            r"Jenkinsfile|\.?appveyor\.yml|[^/]*azure-pipelines[^/]*|\.?codecov\.yml|renovate\.json|dependabot\.yml"
            r"|CODEOWNERS|\.readthedocs\.ya?ml|tox\.ini|noxfile\.py|\.gitignore|\.gitattributes"
        ),
    ),
    (FileClass.CI, _folders(r"ci")),
    (
        FileClass.TEST,
        _folders(
            r"tests?|testing|testsuites?|regress|__tests__|spec|testdata|fixtures|bench|benches|benchmarks?|e2e|fuzz"
        ),
    ),
    (
        FileClass.TEST,
        _names(r"test_[^/]*|[^/]*_test\.[^/]*|[^/]*\.(?:test|spec)\.[^/]*|(?:[^/]*_)?tests\.rs|conftest\.py"),
    ),
    (
        FileClass.DEPS,
        _names(
            r"pyproject\.toml|setup\.py|setup\.cfg|requirements[^/]*\.(?:txt|in)|Pipfile|package\.json|Cargo\.toml|go\.mod"
            r"|Gemfile|pom\.xml|build\.gradle(?:\.kts)?|[^/]*\.csproj|environment\.yml"
        ),
    ),
    # A list of compiled sources, not prose, though it ends in .txt.
    (FileClass.BUILD, _names(r"CMakeLists\.txt")),
    (FileClass.DOCS, _folders(r"docs?|documentation|examples?|recipes|website|blog")),
    (
        FileClass.DOCS,
        _names(
            r"[^/]*\.(?:md|rst|adoc|mdx|txt)"
            r"|(?:README|LICEN[CS]E|NOTICE|AUTHORS|MAINTAINERS|SECURITY|CODE_OF_CONDUCT|CONTRIBUTING)(?:[.\-_][^/]*)?"
        ),
    ),
    (
        FileClass.BUILD,
        _names(
            r"Dockerfile[^/]*|Makefile[^/]*|[^/]*\.cmake|[^/]*\.mk|docker-compose[^/]*|meson\.build|BUILD(?:\.bazel)?"
            r"|WORKSPACE|[Jj]ustfile|scripts?/[^/]*"
        ),
    ),
    (FileClass.BUILD, re.compile(r"tools/.*", re.DOTALL)),
)
_CONFIG = re.compile(r".*\.(?:ya?ml|toml|ini|cfg|json5?|conf|properties|env)|(?:.*/)?\.[^/]+", re.DOTALL)


_ASIDE = _folders(
    r"examples?|samples?|demos?|tutorials?|recipes|docs?|documentation|website|tests?|testing|testsuites?|regress"
    r"|fixtures|testdata|e2e|fuzz|bench|benches|benchmarks?"
)


def is_aside(path: str) -> bool:
    """Whether the file at `path` belongs to examples, documentation or tests, not to what is shipped."""
    return _ASIDE.fullmatch(path) is not None


@lru_cache(maxsize=4096)
def file_class(path: str) -> FileClass:
    """Return what the file at `path` is for, told from the path alone."""
    for found, pattern in _CLASSES:
        if pattern.fullmatch(path):
            return found
    if is_source(path):
        return FileClass.SOURCE
    return FileClass.CONFIG if _CONFIG.fullmatch(path) else FileClass.OTHER


def classify(change: FileChange, patch: Patch) -> FileFacts:
    """Return `change` with its class and language; a mark in its first lines overrules its path.

    Lock files stay what they are: most carry such a mark.
    """
    found = file_class(change.path)
    if found is not FileClass.LOCK and _is_marked_generated(patch):
        found = FileClass.GENERATED
    return FileFacts(change, found, language_of(change.path))


def _is_marked_generated(patch: Patch) -> bool:
    if "generated" not in patch.text[:_FIRST_CHARACTERS]:
        return False
    return any(
        line.new is not None and line.new <= FIRST_LINES and _GENERATED_MARK.search(line.text)
        for hunk in patch.hunks[:1]
        for line in hunk.lines
    )
