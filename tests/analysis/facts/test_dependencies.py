"""Which dependencies a change adds, removes or moves, in each form that a line can have."""

import pytest
from patches import lines, read

from analysis.facts.dependencies import dependencies, merged
from analysis.facts.models import DependencyChange


def steps(path: str, *changes: str) -> list[tuple[str, str | None, str | None]]:
    """Return name, version before and version after of what changed lines alter."""
    return [(one.name, one.before, one.after) for one in dependencies(*lines(path, *changes))]


@pytest.mark.parametrize(
    ("path", "old", "new", "step"),
    [
        (
            "pyproject.toml",
            '    "httpx[http2] >= 0.27",',
            '    "httpx[http2] >= 0.28",',
            ("httpx", "0.27", "0.28"),
        ),
        (
            "requirements.txt",
            "Flask==3.0.0",
            "Flask==3.1.0 ; python_version > '3'",
            ("Flask", "3.0.0", "3.1.0"),
        ),
        ("setup.cfg", "    attrs>=21", "    attrs>=22", ("attrs", "21", "22")),
        (
            "go.mod",
            "\texample.org/a/b v1.2.3",
            "\texample.org/a/b v1.3.0 // indirect",
            ("example.org/a/b", "1.2.3", "1.3.0"),
        ),
        (
            "Cargo.toml",
            'serde = "1.0"',
            'serde = { version = "1.1", features = ["x"] }',
            ("serde", "1.0", "1.1"),
        ),
        ("package.json", '    "@scope/a": "^1.2",', '    "@scope/a": "^2.0",', ("@scope/a", "1.2", "2.0")),
        ("Gemfile", "gem 'rails', '~> 7.0'", "gem 'rails', '~> 7.1'", ("rails", "7.0", "7.1")),
        ("Dockerfile", "FROM python:3.11-slim", "FROM python:3.12-slim", None),
        ("Dockerfile", "FROM alpine:3.19", "FROM alpine:3.20", ("alpine", "3.19", "3.20")),
        (".github/workflows/a.yml", "      - uses: a/b@v4", "      - uses: a/b@v5", ("a/b", "4", "5")),
        (".github/workflows/a.yml", '      - uses: "a/b@v4"', '      - uses: "a/b@v5"', ("a/b", "4", "5")),
        (
            ".github/workflows/a.yml",
            f"      - uses: a/b@{'a' * 40} # v4.1",
            f"      - uses: a/b@{'b' * 40} # v4.2",
            ("a/b", "4.1", "4.2"),
        ),
        ("deploy.yaml", "    image: acme/api:1.2", "    image: acme/api:1.3", ("acme/api", "1.2", "1.3")),
        ("a/Pipfile", 'requests = "==2.0"', 'requests = "==2.1"', ("requests", "2.0", "2.1")),
    ],
)
def test_each_form_of_a_line_is_read(
    path: str, old: str, new: str, step: tuple[str, str, str] | None
) -> None:
    """The old and the new line of one dependency make one step, with both versions."""
    assert steps(path, f"-{old}", f"+{new}") == ([step] if step else [])


def test_a_hook_is_named_after_its_repository() -> None:
    """`rev:` alone says nothing; the repository stands above it."""
    found = steps(
        ".pre-commit-config.yaml",
        "   - repo: https://github.com/psf/black",
        "-    rev: 24.1.0",
        "+    rev: 25.1.0",
    )
    assert found == [("psf/black", "24.1.0", "25.1.0")]


def test_several_requirements_of_one_line_are_told_apart() -> None:
    """A list in one line is several dependencies."""
    assert steps("pyproject.toml", '-dev = ["a>=1", "b>=2"]', '+dev = ["a>=1", "b>=3", "c>=4"]') == [
        ("b", "2", "3"),
        ("c", None, "4"),
    ]


def test_names_are_paired_whatever_their_spelling() -> None:
    """`_` and `-`, upper and lower case are one name."""
    assert steps("requirements.txt", "-Typing_Extensions==4.1", "+typing-extensions==4.2") == [
        ("typing-extensions", "4.1", "4.2")
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("pyproject.toml", 'version = "1.2.3"', 'version = "1.3.0"'),
        ("Cargo.toml", 'edition = "2018"', 'edition = "2021"'),
        ("package.json", '  "version": "1.0.0",', '  "version": "1.0.1",'),
        ("pyproject.toml", "line-length = 88", "line-length = 100"),
        ("requirements.txt", "a==1.0", "a==1.0 ; python_version < '3.9'"),
        ("README.md", '"a>=1.0"', '"a>=2.0"'),
        ("src/a.py", 'x = "1.0"', 'x = "2.0"'),
        ("pyproject.toml", 'target-version = "py38"', 'target-version = "py39"'),
    ],
)
def test_other_versions_are_no_dependencies(path: str, old: str, new: str) -> None:
    """The project's own version, tool settings and prose are left alone."""
    assert not steps(path, f"-{old}", f"+{new}")


def test_another_patch_version_in_a_matrix_supports_the_same_runtime() -> None:
    """Nobody loses Python 3.12 when its tests run on 3.12.4."""
    assert not steps(
        ".github/workflows/a.yml", '-        python-version: ["3.12"]', '+        python-version: ["3.12.4"]'
    )


def test_steps_of_a_workflow_that_come_or_go_are_no_dependencies() -> None:
    """Only a moved version counts there."""
    assert not steps(".github/workflows/a.yml", "+      - uses: a/b@v4")


@pytest.mark.parametrize(
    ("path", "changes", "step"),
    [
        (
            "pyproject.toml",
            ('-requires-python = ">=3.8"', '+requires-python = ">=3.9"'),
            ("python", "3.8", "3.9"),
        ),
        ("Cargo.toml", ('-rust-version = "1.63"', '+rust-version = "1.70"'), ("rust", "1.63", "1.70")),
        ("go.mod", ("-go 1.21", "+go 1.22"), ("go", "1.21", "1.22")),
        ("package.json", ('-    "node": ">=16"', '+    "node": ">=18"'), ("node", "16", "18")),
        ("setup.py", ('+    "Programming Language :: Python :: 3.14",',), ("python", None, "3.14")),
        (
            ".github/workflows/a.yml",
            ('-        python-version: ["3.8", "3.9"]', '+        python-version: ["3.9"]'),
            ("python", "3.8", None),
        ),
    ],
)
def test_supported_versions_of_a_language_are_told(
    path: str, changes: tuple[str, ...], step: tuple[str, str | None, str | None]
) -> None:
    """They oblige users like a dependency does."""
    assert steps(path, *changes) == [step]


LOCKED = (
    ("Cargo.lock", ' name = "serde"', '-version = "1.0.1"', '+version = "1.0.2"', "serde"),
    ("uv.lock", ' name = "httpx"', '-version = "1.0.1"', '+version = "1.0.2"', "httpx"),
    (
        "package-lock.json",
        '     "node_modules/@a/b": {',
        '-      "version": "1.0.1",',
        '+      "version": "1.0.2",',
        "@a/b",
    ),
    ("yarn.lock", ' "@a/b@^1.0.0":', '-  version "1.0.1"', '+  version "1.0.2"', "@a/b"),
    (
        "composer.lock",
        '             "name": "a/b",',
        '-            "version": "1.0.1",',
        '+            "version": "1.0.2",',
        "a/b",
    ),
    ("go.sum", " ", "-example.org/a v1.0.1 h1:x=", "+example.org/a v1.0.2 h1:y=", "example.org/a"),
    ("Gemfile.lock", " ", "-    rails (1.0.1)", "+    rails (1.0.2)", "rails"),
    ("pnpm-lock.yaml", " ", "-  '@a/b@1.0.1':", "+  '@a/b@1.0.2':", "@a/b"),
)


@pytest.mark.parametrize(("path", "context", "old", "new", "name"), LOCKED)
def test_lock_files_tell_what_was_resolved(path: str, context: str, old: str, new: str, name: str) -> None:
    """Such a step is transitive: nobody asked for it in a manifest."""
    (change,) = dependencies(*lines(path, context, old, new))
    assert (change.name, change.direct) == (name, False)
    assert (change.before or "").endswith("1.0.1")
    assert (change.after or "").endswith("1.0.2")


def test_a_version_without_its_package_is_left_out() -> None:
    """A hunk that does not show whose version moved says nothing."""
    assert not steps("Cargo.lock", '-version = "1.0.1"', '+version = "1.0.2"')


def test_a_direct_step_stands_for_the_one_in_the_lock_file() -> None:
    """One dependency is told once for a commit, as its manifest has it."""
    direct = dependencies(*lines("Cargo.toml", '-serde = "1.0"', '+serde = "2.0"'))
    locked = dependencies(*lines("Cargo.lock", ' name = "serde"', '-version = "1.0.9"', '+version = "2.0.3"'))
    assert merged((*locked, *direct)) == direct
    assert direct[0].major


def test_no_patch_has_no_dependencies() -> None:
    """A pure rename moves nothing."""
    found: tuple[DependencyChange, ...] = dependencies(*read("Cargo.toml", ""))
    assert found == ()


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ('    "httpcore",', '    "httpcore==1.*",', ("httpcore", "*", "1")),
        (
            '    dependencies = ["flask>=2.2"]',
            '    dependencies = ["flask", "celery[redis]"]',
            ("flask", "2.2", "*"),
        ),
    ],
)
def test_a_name_that_stays_without_a_version_neither_comes_nor_goes(
    old: str, new: str, step: tuple[str, str, str]
) -> None:
    """It was bound to a version, or is no longer."""
    assert steps("pyproject.toml", f"-{old}", f"+{new}") == [step]


def test_what_an_example_supports_is_nothing_that_the_package_supports() -> None:
    """The package's own manifest says that."""
    assert not steps(
        "examples/celery/pyproject.toml", '-requires-python = ">=3.8"', '+requires-python = ">=3.9"'
    )
