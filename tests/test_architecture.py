"""The rules that no single module can break without somebody noticing."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
LAYERS = ("analysis", "bot", "adapters")
MOST_LINES = 400
SDKS = frozenset(
    {
        "aiosqlite",
        "alembic",
        "dbos",
        "discord",
        "github",
        "openai",
        "prometheus_client",
        "psycopg",
        "slack_bolt",
        "slack_sdk",
        "sqlalchemy",
    }
)
SOURCES = sorted(path for layer in (*LAYERS, "benchmarks") for path in (ROOT / layer).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def of(layer: str) -> list[Path]:
    """Return the files of a layer."""
    return [path for path in SOURCES if path.relative_to(ROOT).parts[0] == layer]


def test_no_module_is_longer_than_one_can_keep_in_mind() -> None:
    """Split by what a module knows, not by its length."""
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert not {path: length for path, length in lengths.items() if length > MOST_LINES}


def test_no_module_of_tests_is_either() -> None:
    """What tests stand on is read as often as what they test."""
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "tests").rglob("*.py")
    }

    assert not [path for path, length in lengths.items() if length > MOST_LINES]


def test_every_module_says_what_it_knows() -> None:
    """In its first line."""
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]

    assert not silent


def test_the_core_imports_nothing_of_the_bot_or_its_adapters() -> None:
    """And nothing that reads a clock, an environment or another process."""
    forbidden = {
        "bot",
        "adapters",
        "os",
        "subprocess",
        "asyncio",
        "rich",
        "typer",
        "structlog",
        "pydantic_settings",
    }

    for path in of("analysis"):
        assert not {name.partition(".")[0] for name in imported(path)} & (forbidden | SDKS), path


def test_the_bot_imports_adapters_in_its_composition_root_alone() -> None:
    """And no SDK anywhere."""
    for path in of("bot"):
        found = {name.partition(".")[0] for name in imported(path)}
        assert not found & SDKS, path
        if ROOT / "bot" / "bootstrap" not in path.parents:
            assert "adapters" not in found, path


def test_only_the_command_line_calls_the_composition_root() -> None:
    """A command that could build things would be another one."""
    for path in (*of("bot"), *of("adapters")):
        if not {ROOT / "bot" / "cli", ROOT / "bot" / "bootstrap"} & set(path.parents):
            assert not any(name.startswith("bot.bootstrap") for name in imported(path)), path


def test_no_adapter_knows_another() -> None:
    """What two of them share belongs to the bot."""
    for path in of("adapters"):
        own = path.relative_to(ROOT / "adapters").parts[0].removesuffix(".py")
        others = {name.split(".")[1] for name in imported(path) if name.startswith("adapters.")} - {own}
        assert not others, path


def test_only_the_settings_read_the_environment() -> None:
    """The git adapter hands a clean one to git, which is not the same as reading settings."""
    for path in of("bot"):
        text = path.read_text(encoding="utf-8")
        assert "os.environ" not in text, path
        assert "getenv" not in text, path


def test_help_loads_no_sdk_and_no_settings() -> None:
    """It must come at once, also where a library is broken."""
    program = (
        "import sys; from bot.cli.edge import run; run(['--help']); "
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}

    assert not loaded & (SDKS | {"pydantic_settings", "pydantic", "structlog", "adapters", "hypothesis"})


def test_importing_connects_reads_and_builds_nothing() -> None:
    """The whole application can be loaded where there is no home, no git and no environment."""
    program = (
        "import bot.bootstrap, bot.cli.session, bot.cli.run, adapters.git, adapters.terminal, adapters.github"
    )
    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT, env={}
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_setting_is_documented() -> None:
    """In the example file, and in the settings themselves."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for name, field in Settings.model_fields.items():
        assert f"\n{name.upper()}=" in example
        assert field.description


def test_every_check_that_is_ignored_has_a_reason() -> None:
    """Beside it: whoever reads the line must not guess why the checker is wrong there."""
    bare = re.compile(r"#\s*(?:type: ignore(?:\[[a-z, -]+\])?|noqa(?:: [A-Z0-9, ]+)?)\s*$", re.MULTILINE)
    folders = ("analysis", "bot", "adapters", "benchmarks", "tests")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert not [str(path) for path in files if bare.search(path.read_text(encoding="utf-8"))]
