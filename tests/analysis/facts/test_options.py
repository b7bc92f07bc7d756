"""Which options a change adds, removes, or gives another default."""

import pytest
from patches import lines, read

from analysis.facts.models import OptionChange, OptionKind
from analysis.facts.options import options, settled
from analysis.facts.parameters import parameters
from analysis.facts.symbols import symbols

LINE, VARIABLE, SETTING = OptionKind.COMMAND_LINE, OptionKind.ENVIRONMENT, OptionKind.SETTING


def told(found: tuple[OptionChange, ...]) -> list[tuple[str, str, str | None, str | None]]:
    """Return name, alteration and the values of each option."""
    return [(one.name, one.alteration.value, one.before, one.after) for one in found]


@pytest.mark.parametrize(
    ("path", "line", "name", "kind", "default"),
    [
        ("a.py", 'parser.add_argument("-r", "--retries", default=3)', "--retries", LINE, "3"),
        ("a.py", '@click.option("--retries/--no-retries", default=True)', "--retries", LINE, "True"),
        ("a.py", 'parser.addini("asyncio_mode", help="x")', "asyncio_mode", SETTING, None),
        ("a.py", 'x = os.environ["API_URL"]', "API_URL", VARIABLE, None),
        ("a.py", 'x = os.environ.get("API_URL", "http://x")', "API_URL", VARIABLE, '"http://x"'),
        ("a.py", "x = os.getenv('API_URL')", "API_URL", VARIABLE, None),
        ("a.py", '@click.option("-a", envvar="API_URL")', "API_URL", VARIABLE, None),
        ("a.rs", 'let x = std::env::var("API_URL");', "API_URL", VARIABLE, None),
        ("a.rs", '#[arg(long = "retries", default_value = "3")]', "--retries", LINE, '"3"'),
        ("a.go", 'n := flag.Int("retries", 3, "how often")', "--retries", LINE, "3"),
        ("a.go", 'cmd.Flags().StringVarP(&o.url, "url", "u", "x", "where")', "--url", LINE, '"x"'),
        ("a.go", 'x := os.Getenv("API_URL")', "API_URL", VARIABLE, None),
        ("a.go", '    Retries int `yaml:"retries,omitempty"`', "retries", SETTING, None),
        ("a.ts", "const x = process.env.API_URL ?? 'y'", "API_URL", VARIABLE, "'y'"),
        ("a.rb", "x = ENV.fetch('API_URL', 'y')", "API_URL", VARIABLE, "'y'"),
        ("a.cs", 'Environment.GetEnvironmentVariable("API_URL")', "API_URL", VARIABLE, None),
        ("a.c", '    if (!strcmp(argv[i], "--retries")) {', "--retries", LINE, None),
        (".env.example", "API_URL=http://x", "API_URL", VARIABLE, "http://x"),
        ("chart/values.yaml", "  replicas: 3  # pods", "replicas", SETTING, "3"),
        ("a.schema.json", '    "retries": {', "retries", SETTING, None),
        ("Cargo.toml", 'full = ["net", "rt"]', "full", SETTING, None),
    ],
)
def test_each_way_to_declare_an_option_is_read(
    path: str, line: str, name: str, kind: OptionKind, default: str | None
) -> None:
    """A line that comes declares an option, with its default where it says one."""
    (option,) = options(*lines(path, f"+{line}"))
    assert (option.name, option.kind, option.after) == (name, kind, default)
    assert option.evidence.line == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.py", 'subprocess.run(["git", "log", "--first-parent"])'),
        ("a.py", 'os.environ["API_URL"] = "x"'),
        ("a.py", 'print("--retries")'),
        ("examples/Cargo.toml", 'full = ["net"]'),
        ("a.ts", "process.env.API_URL = 'x'"),
        ("a.rs", 'let long = "text";'),
        ("tests/a.py", 'os.environ["API_URL"]'),
        ("README.md", 'os.environ["API_URL"]'),
        ("config.yaml", "replicas: 3"),
        ("Cargo.toml", 'features = ["net"]'),
        ("src/a.json", '"retries": {'),
    ],
)
def test_what_only_looks_like_an_option_is_none(path: str, line: str) -> None:
    """Options of other programs, variables that are set, words in prose and in tests."""
    assert not options(*lines(path, f"+{line}"))


def test_another_default_is_a_change_with_both_values() -> None:
    """The option stays, its default does not."""
    file = lines("a.py", '-p.add_argument("--retries", default=3)', '+p.add_argument("--retries", default=5)')
    assert told(options(*file)) == [("--retries", "changed", "3", "5")]


def test_a_default_on_another_line_of_the_call_is_found() -> None:
    """A call runs on until its bracket closes."""
    file = lines(
        "a.py",
        " p.add_argument(",
        '     "--retries",',
        "-    default=3,",
        "+    default=5,",
        " )",
        '+p.add_argument("--once", action="store_true")',
    )
    assert ("--once", "added", None, None) in told(options(*file))


def test_an_option_of_another_statement_is_none() -> None:
    """A declaration above that is closed says nothing of the arguments of the next call."""
    file = lines("a.py", ' p.add_argument("--cli", default="x")', '+subprocess.run([args.cli, "--json"])')
    assert not options(*file)


def test_an_option_on_both_sides_with_one_default_did_not_change() -> None:
    """Another help text is no news."""
    file = lines("a.py", '-p.add_argument("--a", help="x")', '+p.add_argument("--a", help="y")')
    assert not options(*file)


def test_an_option_that_goes_is_removed() -> None:
    """With the default that it had."""
    assert told(options(*lines("a.go", '-flag.Bool("fast", true, "x")'))) == [
        ("--fast", "removed", "true", None)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        (", default=1", ", default=1", []),
        (", default=1", ", default=2", [("--retries", "changed", "1", "2")]),
    ],
)
def test_an_option_that_moves_to_another_file_is_told_only_if_its_default_changes(
    old: str, new: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    """Who types it notices nothing; elsewhere what comes and what goes stays what it is."""
    gone = options(*lines("a.py", f'-parser.add_argument("--retries"{old})'))
    came = options(*lines("b.py", f'+parser.add_argument("--retries"{new})'))

    assert told(settled((*gone, *came))) == expected
    assert settled(gone) == gone
    assert settled(came) == came


def test_the_same_key_of_another_file_is_another_setting() -> None:
    found = (
        *options(*lines("a/values.yaml", "-replicas: 3")),
        *options(*lines("b/values.yaml", "+replicas: 3")),
    )
    assert settled(found) == found


@pytest.mark.parametrize(
    ("path", "patch", "expected"),
    [
        (
            "a.py",
            (
                "@@ -3,2 +3,3 @@ class Settings(BaseSettings):\n-    retries: int = 3\n"
                "+    retries: int = 5\n+    url: str\n     x: int\n"
            ),
            [("Settings.retries", "changed", "3", "5"), ("Settings.url", "added", None, None)],
        ),
        (
            "a.rs",
            "@@ -1,2 +1,3 @@\n pub struct PoolConfig {\n+    pub retries: usize,\n     pub x: u8,\n",
            [("PoolConfig.retries", "added", None, None)],
        ),
        ("a.py", "@@ -3 +3 @@ class Pool:\n-    retries: int = 3\n+    retries: int = 5\n", []),
        ("a.py", "@@ -3 +3 @@ class _Options:\n-    retries: int = 3\n+    retries: int = 5\n", []),
        ("a.py", "@@ -1 +1 @@\n-Settings\n+Options\n", []),
        (
            "a.py",
            (
                "@@ -3,3 +3 @@ class Settings(BaseSettings):\n-    token: str = Field(\n"
                "-        default=None\n-    )\n+    token: str = Field(default=None)\n"
            ),
            [],
        ),
    ],
)
def test_fields_of_settings_classes_are_settings(
    path: str, patch: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    """The name of the class says that its fields are for users."""
    assert told(options(*read(path, patch))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("def f(a, b=1):", "def f(a, b=2):", [("f(b)", "changed", "1", "2")]),
        ("def f(a):", "def f(a, *, b: dict[str, int] = {}):", [("f(b)", "added", None, "{}")]),
        ("def f(a, b=(1, 2)):", "def f(a):", [("f(b)", "removed", "(1, 2)", None)]),
        ("def f(a: int):", "def f(a: str):", []),
        (
            'def f(a: Annotated[str, Option(help="x")] = "b"):',
            'def f(a: Annotated[str, Option(metavar="A", help="x")] = "c"):',
            [("f(a)", "changed", '"b"', '"c"')],
        ),
        (
            "def f(a: Annotated[int, Query(gt=0)]):",
            "def f(a: Annotated[int, Query(gt=1, le=9)]):",
            [],
        ),
        ("def _f(a):", "def _f(a, b):", []),
    ],
)
def test_keywords_of_public_functions_are_parameters(
    old: str, new: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    """Types alone change no default; what is private has no users."""
    assert told(parameters(symbols(*lines("a.py", f"-{old}", f"+{new}")))) == expected


def test_only_python_has_keywords_that_are_read() -> None:
    """Ruby says `def` too."""
    assert not parameters(symbols(*lines("a.rb", "-def f(a)", "+def f(a, b)")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("_sentinel", "None"),
        ("None", "MISSING"),
        ("object()", "1"),
        ("...", "None"),
        ("UNSET", "USE_CLIENT_DEFAULT"),
        ("None", "False"),
        ("None", "()"),
    ],
)
def test_a_default_that_only_says_not_given_is_no_change(old: str, new: str) -> None:
    """Nobody could have passed it, and nobody must."""
    found = symbols(*lines("a.py", f"-def f(a={old}):", f"+def f(a={new}):"))
    assert not parameters(found)


def test_a_default_that_becomes_a_value_is_a_change() -> None:
    """From no limit to five seconds is felt."""
    (option,) = parameters(symbols(*lines("a.py", "-def f(timeout=None):", "+def f(timeout=5):")))
    assert (option.before, option.after) == ("None", "5")
